import { useState } from 'react';
import { Button } from './Button';
import { copyText } from './clipboard';

interface CopyButtonProps {
  readonly label: string;
  readonly title: string;
  readonly text: () => string;
}

const TOLD_MS = 1500;

/** Copies a text and says for a moment whether it could. */
export function CopyButton({ label, title, text }: CopyButtonProps) {
  const [told, setTold] = useState('');
  const copy = async () => {
    setTold((await copyText(text())) ? 'Copied' : 'Not allowed');
    setTimeout(() => setTold(''), TOLD_MS);
  };
  return (
    <Button look="ghost" onClick={() => void copy()} title={title} data-print="hide">
      {told === '' ? label : told}
    </Button>
  );
}
