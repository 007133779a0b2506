import { Component, Suspense, type ReactNode } from 'react';
import { Button } from './Button';
import styles from './parts.module.css';

interface DeferredProps {
  /** In its place until it is there. */
  readonly fallback: ReactNode;
  /** Told in place of a sentence on the spot, for what has no spot of its own. */
  readonly onFault?: () => void;
  readonly children: ReactNode;
}

/** Why a part of the page is missing, for a reader who can do something about it. */
export const FAULT_TEXT =
  'This part could not be shown. What was not loaded yet does not come without a connection, or after the page was updated: reload the page; its address keeps the design.';

/**
 * Draws what is loaded when it is wanted. Where it does not come, or fails while it is drawn, the rest of the page stays and
 * a sentence stands in its place; a new `key` tries again.
 */
export class Deferred extends Component<DeferredProps, { readonly fault: string | null }> {
  override readonly state = { fault: null };

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(): void {
    this.props.onFault?.();
  }

  override render(): ReactNode {
    const { fallback, onFault, children } = this.props;
    const { fault } = this.state;
    if (fault === null) return <Suspense fallback={fallback}>{children}</Suspense>;
    return onFault === undefined ? <Fault reason={fault} /> : null;
  }
}

function Fault({ reason }: { readonly reason: string }) {
  return (
    <div role="alert" className={styles.fault}>
      <p>{FAULT_TEXT}</p>
      <p className={styles.faultReason}>{reason}</p>
      <Button onClick={() => location.reload()}>Reload the page</Button>
    </div>
  );
}
