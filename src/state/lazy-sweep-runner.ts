import type { SweepRunner } from './sweep-types';

/** A runner that is loaded when it is first wanted: the page is drawn before there is anything to sweep. */
export function lazySweepRunner(threads: number, load: () => Promise<SweepRunner>): SweepRunner {
  let loading: Promise<SweepRunner> | undefined;
  const loaded = () => (loading ??= load());
  return {
    run: async (request, unfinished, options) => (await loaded()).run(request, unfinished, options),
    warm: (request) => void loaded().then((runner) => runner.warm(request)),
    threads,
  };
}
