import type { WorkerPort } from './port';

export function browserPort(worker: Worker): WorkerPort {
  return {
    endpoint: worker,
    onFailure(listener) {
      worker.addEventListener('error', (event) => {
        // Without a message the script itself could not be loaded.
        listener(event.message || 'The worker script could not be loaded.');
      });
      worker.addEventListener('messageerror', () => {
        listener('A message from the worker could not be read.');
      });
    },
    terminate() {
      worker.terminate();
    },
  };
}
