import type { Endpoint } from 'comlink';

/** A thread that runs a host, whatever the platform calls it. */
export interface WorkerPort {
  readonly endpoint: Endpoint;
  /** Calls back when the thread has died or cannot be understood any more. May call more than once. */
  onFailure(listener: (message: string) => void): void;
  terminate(): void;
}

/** Time, handed in so that tests need not wait. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls back after a delay unless the returned function was called before. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
