import { expect, it } from 'vitest';
import { validateSchedule } from '../../models/scheduling/validate';
import { branches, movedBytes, scheduleBy, SCHEDULES, staircaseOf } from './schedule-example';

const KIB = 1024;

it('has a graph whose order matters, and a staircase that no rule comes below', () => {
  const graph = branches();
  const { sizes, searched, rules } = staircaseOf(graph);
  const from = (values: readonly number[]) => sizes[values.indexOf(0)]! / KIB;
  expect([sizes[0]! / KIB, from(searched), from(rules.belady), from(rules.lru)]).toEqual([72, 96, 144, 144]);
  for (const values of Object.values(rules)) {
    for (const [at, moved] of values.entries()) expect(moved).toBeGreaterThanOrEqual(searched[at]!);
  }
});

it('draws schedules that are right, the searched ones proven', () => {
  const graph = branches();
  for (const by of SCHEDULES) {
    const { best, isProven } = scheduleBy(graph, 88 * KIB, by);
    expect(validateSchedule(graph, 88 * KIB, best).faults).toEqual([]);
    expect(isProven).toBe(by === 'searched');
  }
  expect(movedBytes(scheduleBy(graph, 88 * KIB, 'searched').best)).toBe(32 * KIB);
});
