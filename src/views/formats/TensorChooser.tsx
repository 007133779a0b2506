import { useState } from 'react';
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
  return (
    <>
      <label className={styles.input}>
        A tensor of your own
        <input
          type="file"
          accept=".safetensors,.npy"
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
        {problem ?? (own === null ? 'A .safetensors or .npy file is read on this machine.' : tensorText(own))}
      </p>
    </>
  );
}

function tensorText({ name, dtype, shape, values }: OpenTensor): string {
  const all = shape.reduce((product, size) => product * size, 1);
  const part = values.length < all ? `, its first ${values.length.toLocaleString('en')} elements` : '';
  return `${name === '' ? 'The tensor' : name}: ${dtype}, ${shape.join(' × ')}${part}.`;
}
