import { expect, it } from 'vitest';
import { loadOnce } from './load-once';

it('refuses all who wait for what did not come, asks again, and loads it once', async () => {
  let asked = 0;
  const load = loadOnce(async () => {
    asked++;
    await Promise.resolve();
    if (asked === 1) throw new Error('no network');
    return asked;
  });
  const waiting = [load(), load()];
  const answers = await Promise.allSettled([waiting[0]!.catch(() => load()), waiting[1]]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await Promise.all([load(), load()])).toEqual([2, 2]);
  expect(asked).toBe(2);
});
