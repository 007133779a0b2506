export type Shortcut = 'undo' | 'redo' | 'help' | 'presets' | 'pin' | 'palette';

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Where a key is pressed: whether letters are text there, and whether Ctrl-Z undoes that text. */
export interface KeyPlace {
  readonly typing: boolean;
  readonly ownsUndo: boolean;
}

const SINGLE_KEYS: Readonly<Record<string, Shortcut>> = { '?': 'help', p: 'presets', b: 'pin' };

/** What a key does, if anything. Single letters do nothing while somebody types. */
export function shortcutOf(event: PressedKey, { typing, ownsUndo }: KeyPlace): Shortcut | null {
  const key = event.key.toLowerCase();
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'k' && !event.shiftKey) return 'palette';
    if (ownsUndo) return null;
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' && !event.shiftKey ? 'redo' : null;
  }
  return typing ? null : (SINGLE_KEYS[key] ?? null);
}
