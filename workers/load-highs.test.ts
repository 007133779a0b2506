import type { Highs } from 'highs';
import { expect, it } from 'vitest';
import { highsLoader } from './load-highs';

it('says in a sentence that the solver did not come, asks again, and loads it once', async () => {
  let asked = 0;
  const highs = {} as Highs;
  const load = highsLoader(async () => {
    asked++;
    if (asked === 1) throw new Error('Aborted(NetworkError). Build with -sASSERTIONS for more info.');
    return highs;
  });
  await expect(load()).rejects.toThrow('The solver HiGHS could not be loaded.');
  expect(await load()).toBe(highs);
  expect(await load()).toBe(highs);
  expect(asked).toBe(2);
});
