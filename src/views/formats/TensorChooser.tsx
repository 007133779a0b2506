import { useEffect, useEffectEvent, useState } from 'react';
import { openTensorFile, type OpenTensor, type OpenTensorFile } from '../../state/tensor-file';
import { Button } from '../parts/Button';
import styles from './formats.module.css';

interface TensorChooserProps {
  readonly own: OpenTensor | null;
  readonly onChoose: (tensor: OpenTensor | null) => void;
}

/** A tensor of a file on the reader's machine. The file stays there: only the chosen tensor is read. */
export function TensorChooser({ own, onChoose }: TensorChooserProps) {
  const [file, setFile] = useState<OpenTensorFile | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (opened: OpenTensorFile, name: string) => {
    const tensor = await opened.read(name);
    setProblem(tensor.ok ? null : tensor.reason);
    onChoose(tensor.ok ? tensor.value : null);
  };
  const open = async (chosen: File) => {
    const opened = await openTensorFile(chosen);
    setFile(opened.ok ? opened.value : null);
    setProblem(opened.ok ? null : opened.reason);
    if (opened.ok) await choose(opened.value, opened.value.names[0] ?? '');
    else onChoose(null);
  };
  useDroppedTensor((dropped) => void open(dropped));
  return (
    <>
      <label className={styles.input}>
        A tensor of your own
        <input
          type="file"
          accept=".safetensors,.npy,.gguf"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void open(chosen);
          }}
        />
      </label>
      {file !== null && file.names.length > 1 && (
        <label className={styles.input}>
          Tensor
          <select value={own?.name ?? ''} onChange={(event) => void choose(file, event.target.value)}>
            {file.names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {own !== null && (
        <Button
          onClick={() => {
            setFile(null);
            onChoose(null);
          }}
        >
          Back to random tensors
        </Button>
      )}
      <p role="status" className={problem === null ? styles.note : styles.problem}>
        {problem ??
          (own === null
            ? 'A .safetensors, .gguf or .npy file, chosen or dropped, is read on this machine.'
            : tensorText(own))}
      </p>
    </>
  );
}

/** Files of tensors that are dropped anywhere on the page; it takes others for models. */
function useDroppedTensor(onDrop: (file: File) => void): void {
  const open = useEffectEvent(onDrop);
  useEffect(() => {
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (file === undefined || !/\.(safetensors|npy|gguf)$/i.test(file.name)) return;
      event.preventDefault();
      open(file);
    };
    addEventListener('drop', drop, { capture: true });
    return () => removeEventListener('drop', drop, { capture: true });
  }, []);
}

function tensorText({ name, dtype, shape, values }: OpenTensor): string {
  const all = shape.reduce((product, size) => product * size, 1);
  const part = values.length < all ? `, its first ${values.length.toLocaleString('en')} elements` : '';
  return `${name === '' ? 'The tensor' : name}: ${dtype}, ${shape.join(' × ')}${part}.`;
}
