import { useEffect, useRef, useState } from 'react';
import { useImportFile } from '../design/use-import-file';
import { useGraphFile } from './use-graph-file';
import styles from './scratchpad.module.css';

/** While this tab is open, a dropped graph is its graph; other files go where they always go. */
export function GraphDropZone() {
  const openGraph = useGraphFile();
  const importFile = useImportFile();
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const move = (change: number) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      // The page's own drop zone listens further out, and would take the file for a model.
      event.stopPropagation();
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      depth.current = 0;
      setOver(false);
      if (file === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void (isGraph(file) ? openGraph(file) : importFile(file));
    };
    const listeners = { dragenter: move(1), dragleave: move(-1), dragover: move(0), drop } as const;
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    for (const name of names) addEventListener(name, listeners[name], { capture: true });
    return () => {
      for (const name of names) removeEventListener(name, listeners[name], { capture: true });
    };
  }, [openGraph, importFile]);
  if (!over) return null;
  return (
    <div className={styles.dropZone} aria-hidden="true">
      <p>Drop a graph as JSON or an .onnx file to schedule it</p>
    </div>
  );
}

/** A model's config.json keeps its meaning here. */
function isGraph({ name }: File): boolean {
  return /\.(json|onnx)$/i.test(name) && !/^config.*\.json$/i.test(name);
}
