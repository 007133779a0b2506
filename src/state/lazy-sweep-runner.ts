import { loadOnce } from '../../workers/load-once';
import type { SweepRunner } from './sweep-types';

/**
 * A runner that is loaded when it is first wanted: the page is drawn before there is anything to sweep. What did not come, as
 * without a network, is asked for again the next time.
 */
export function lazySweepRunner(threads: number, load: () => Promise<SweepRunner>): SweepRunner {
  const loaded = loadOnce(load);
  return {
    run: async (request, unfinished, options) => (await loaded()).run(request, unfinished, options),
    warm: (request) =>
      void loaded().then(
        (runner) => runner.warm(request),
        // The run that is warmed for says so itself.
        () => undefined,
      ),
    threads,
  };
}
