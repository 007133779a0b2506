import type { Endpoint } from 'comlink';
import type { MessagePort, TransferListItem, Worker } from 'node:worker_threads';
import type { WorkerPort } from './port';

/** A worker thread, as its parent sees it. */
export function nodePort(worker: Worker): WorkerPort {
  return {
    endpoint: nodeEndpoint(worker),
    onFailure(listener) {
      worker.on('error', (error) => {
        listener(error instanceof Error ? error.message : String(error));
      });
      worker.on('messageerror', () => {
        listener('A message from the worker could not be read.');
      });
      worker.on('exit', (code) => {
        listener(`The worker ended by itself with code ${String(code)}.`);
      });
    },
    terminate() {
      void worker.terminate();
    },
  };
}

/** Gives Node's event emitters the face of an event target. Comlink's own adapter has no path that Node resolves. */
export function nodeEndpoint(port: Worker | MessagePort): Endpoint {
  const listeners = new Map<EventListenerOrEventListenerObject, (data: unknown) => void>();
  return {
    postMessage(message, transfer) {
      port.postMessage(message, transfer as readonly unknown[] as readonly TransferListItem[]);
    },
    addEventListener(_type, listener) {
      const onMessage = (data: unknown) => {
        const event = { data } as MessageEvent;
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      listeners.set(listener, onMessage);
      port.on('message', onMessage);
    },
    removeEventListener(_type, listener) {
      const onMessage = listeners.get(listener);
      if (onMessage !== undefined) port.off('message', onMessage);
      listeners.delete(listener);
    },
  };
}
