import { expect, it } from 'vitest';
import { lazySweepRunner } from './lazy-sweep-runner';
import type { SweepRunner } from './sweep-types';

it('asks again for a runner that could not be loaded', async () => {
  let asked = 0;
  const loaded: SweepRunner = {
    run: () => Promise.reject(new Error('it runs')),
    warm: () => undefined,
    threads: 1,
  };
  const runner = lazySweepRunner(1, async () => {
    asked++;
    if (asked === 1) throw new Error('no network');
    return loaded;
  });
  const run = () => runner.run({} as never, undefined, {});
  runner.warm(null);
  await expect(run()).rejects.toThrow('no network');
  await expect(run()).rejects.toThrow('it runs');
});
