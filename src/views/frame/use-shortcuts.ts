import { useEffect } from 'react';
import { useRidgelineStore } from '../store-context';
import { shortcutOf } from './shortcuts';

/** Keys that work anywhere on the page. */
export function useShortcuts(): void {
  const { getState } = useRidgelineStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = target?.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea') ?? false;
      const ownsUndo = typing && target?.dataset.undo !== 'design';
      const shortcut = shortcutOf(event, { typing, ownsUndo });
      // What is typed before a dialog has loaded is not meant for the page either.
      const isDialogOpen = getState().dialog !== null || document.querySelector('dialog[open]') !== null;
      if (shortcut === null || isDialogOpen) return;
      event.preventDefault();
      const { undo, redo, openDialog, pin } = getState();
      const actions = {
        ...{ undo, redo, pin: () => void pin() },
        help: () => openDialog('help'),
        presets: () => openDialog('machines'),
        palette: () => openDialog('palette'),
      };
      actions[shortcut]();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [getState]);
}
