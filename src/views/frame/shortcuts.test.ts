import { expect, it } from 'vitest';
import { shortcutOf, type KeyPlace, type PressedKey } from './shortcuts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
};
const PAGE: KeyPlace = { typing: false, ownsUndo: false };
const NUMBER: KeyPlace = { typing: true, ownsUndo: false };
const TEXT: KeyPlace = { typing: true, ownsUndo: true };

it.each([
  [press('z', { ctrlKey: true }), PAGE, 'undo'],
  [press('z', { metaKey: true }), NUMBER, 'undo'],
  [press('Z', { ctrlKey: true, shiftKey: true }), PAGE, 'redo'],
  [press('y', { ctrlKey: true }), PAGE, 'redo'],
  [press('z', { ctrlKey: true }), TEXT, null],
  [press('?', { shiftKey: true }), PAGE, 'help'],
  [press('?', { shiftKey: true }), NUMBER, null],
  [press('p'), PAGE, 'presets'],
  [press('p'), TEXT, null],
  [press('p', { ctrlKey: true }), PAGE, null],
  [press('z'), PAGE, null],
  [press('k', { ctrlKey: true }), TEXT, 'palette'],
  [press('k', { metaKey: true }), PAGE, 'palette'],
  [press('k'), PAGE, null],
])('%o at %o is %s', (key, place, shortcut) => {
  expect(shortcutOf(key, place)).toBe(shortcut);
});
