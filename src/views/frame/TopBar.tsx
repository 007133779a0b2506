import { Button } from '../parts/Button';
import { HelpIcon, Logo, MenuIcon, RedoIcon, UndoIcon } from '../parts/icons';
import { useRidgeline, useRidgelineStore } from '../store-context';
import { DesignName } from './DesignName';
import { ExportMenu } from './ExportMenu';
import { ShareMenu } from './ShareMenu';
import { ThemeButton } from './ThemeButton';
import styles from './frame.module.css';

export function TopBar() {
  const { getState } = useRidgelineStore();
  const sheetOpen = useRidgeline((state) => state.designSheetOpen);
  return (
    <header className={styles.bar}>
      <Button
        look="icon"
        className={styles.sheetButton}
        aria-label="Design"
        aria-expanded={sheetOpen}
        aria-controls="design-sheet"
        onClick={() => getState().setDesignSheetOpen(!sheetOpen)}
      >
        <MenuIcon />
      </Button>
      <h1 className={styles.brand}>
        <Logo />
        <span>Ridgeline</span>
      </h1>
      <DesignName />
      <UndoButtons />
      <span className={styles.grow} />
      <span className={styles.actions} data-print="hide">
        <Button onClick={() => getState().openDialog('machines')} title="Start from a machine (p)">
          Presets
        </Button>
        <PinButton />
        <ExportMenu />
        <ShareMenu />
        <ThemeButton />
        <Button look="icon" aria-label="Help" title="Help (?)" onClick={() => getState().openDialog('help')}>
          <HelpIcon />
        </Button>
      </span>
    </header>
  );
}

function PinButton() {
  const { getState } = useRidgelineStore();
  const count = useRidgeline((state) => state.pinned.length);
  const isPinned = useRidgeline(({ history: { present } }) => present.pins.designs.includes(present.design));
  return (
    <Button
      aria-pressed={isPinned}
      className={styles.pin}
      onClick={() => getState().pin()}
      title="Pin the design as it is now: changes are told against it, and Compare shows all that are pinned (b)"
    >
      Pin
      {count > 0 && (
        <span className={styles.pinCount}>
          {count}
          <span className={styles.pinLong}> pinned</span>
        </span>
      )}
    </Button>
  );
}

function UndoButtons() {
  const { getState } = useRidgelineStore();
  const canUndo = useRidgeline((state) => state.canUndo());
  const canRedo = useRidgeline((state) => state.canRedo());
  return (
    <span className={styles.undo} data-print="hide">
      <Button look="icon" aria-label="Undo" title="Undo (Ctrl-Z)" disabled={!canUndo} onClick={() => getState().undo()}>
        <UndoIcon />
      </Button>
      <Button
        look="icon"
        aria-label="Redo"
        title="Redo (Ctrl-Shift-Z)"
        disabled={!canRedo}
        onClick={() => getState().redo()}
      >
        <RedoIcon />
      </Button>
    </span>
  );
}
