import { useEffect, useId, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { placeBeside } from './place';
import styles from './parts.module.css';

interface PopoverProps {
  /** What the button shows. */
  readonly button: ReactNode;
  /** Name of the button where its content says too little, and of the panel. */
  readonly label: string;
  readonly buttonClass?: string | undefined;
  readonly buttonProps?: Omit<ComponentProps<'button'>, 'children' | 'className'>;
  /** Drawn while the panel is open. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button that opens a panel beside it. The browser closes it on Escape or a click elsewhere and returns the focus. */
export function Popover({ button, label, buttonClass, buttonProps, children }: PopoverProps) {
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const panelRef = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => panelRef.current?.hidePopover();
  // What is inside may load late or grow: the panel keeps within the window.
  useEffect(() => {
    const [panel, anchor] = [panelRef.current, buttonRef.current];
    if (!open || panel === null || anchor === null) return;
    const observer = new ResizeObserver(() => placeBeside(panel, anchor));
    observer.observe(panel);
    return () => observer.disconnect();
  }, [open]);
  return (
    <>
      <button
        type="button"
        ref={buttonRef}
        className={buttonClass}
        popoverTarget={id}
        aria-expanded={open}
        aria-haspopup="dialog"
        {...buttonProps}
      >
        {button}
      </button>
      <div
        id={id}
        ref={panelRef}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.popover}
        onBeforeToggle={(event) => event.newState === 'open' && setOpen(true)}
        onToggle={(event) => {
          // Not before it is closed: the browser returns the focus only from an element that is still there.
          setOpen(event.newState === 'open');
          if (event.newState === 'open' && buttonRef.current && panelRef.current) {
            placeBeside(panelRef.current, buttonRef.current);
          }
        }}
      >
        {open && (typeof children === 'function' ? children(close) : children)}
      </div>
    </>
  );
}
