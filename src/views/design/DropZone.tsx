import { useEffect, useRef, useState } from 'react';
import { useImportFile } from './use-import-file';
import styles from './design.module.css';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** The whole window takes a dropped config.json or ONNX file. */
export function DropZone() {
  const importFile = useImportFile();
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const move = (change: number) => (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    const enter = move(1);
    const leave = move(-1);
    const hover = move(0);
    const drop = (event: DragEvent) => {
      depth.current = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      // A view that takes such files itself has said so.
      if (!file || event.defaultPrevented) return;
      event.preventDefault();
      void importFile(file);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) {
      addEventListener(name as keyof typeof listeners, listener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        removeEventListener(name as keyof typeof listeners, listener);
      }
    };
  }, [importFile]);
  if (!over) return null;
  return (
    <div className={styles.dropZone} aria-hidden="true">
      <p>Drop a Hugging Face config.json or an .onnx file to evaluate its model</p>
    </div>
  );
}
