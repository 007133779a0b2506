import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBuffers } from './csv';
import { Placer } from './placer';
import { type Buffer, placementFaults, placementProblem, sectionBytes } from './problem';

function place(buffers: readonly Buffer[], capacity: number): Placer {
  const placer = new Placer(placementProblem(buffers, capacity));
  while (placer.status === 'open') placer.step(1000);
  return placer;
}

function fixture(name: string): readonly Buffer[] {
  const read = readBuffers(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const drawn = fc
  .array(fc.record({ lower: fc.nat(7), time: fc.integer({ min: 1, max: 5 }), bytes: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 7,
  })
  .map((list) =>
    list.map(({ lower, time, bytes }, index) => ({ name: `b${index}`, lower, upper: lower + time, bytes })),
  );

/** Buffers that fill a memory of 64 bytes over 32 steps wholly: cut out of one, again and again, and shuffled. */
const perfectPacking = fc
  .array(fc.tuple(fc.nat(), fc.boolean(), fc.nat()), { minLength: 4, maxLength: 15 })
  .chain((cuts) => {
    const whole = { lower: 0, upper: 32, bottom: 0, bytes: 64 };
    const parts = cuts.reduce(
      (rest, [pick, inTime, place]) => cutOne(rest, pick % rest.length, inTime, place),
      [whole],
    );
    return fc.shuffledSubarray(parts, { minLength: parts.length });
  })
  .map((parts) => parts.map(({ lower, upper, bytes }, index) => ({ name: `b${index}`, lower, upper, bytes })));

type Part = Omit<Buffer, 'name'> & { readonly bottom: number };

function cutOne(parts: Part[], index: number, inTime: boolean, place: number): Part[] {
  const part = parts[index]!;
  const length = inTime ? part.upper - part.lower : part.bytes;
  if (length < 2) return parts;
  const at = 1 + (place % (length - 1));
  const two: readonly Part[] = inTime
    ? [
        { ...part, upper: part.lower + at },
        { ...part, lower: part.lower + at },
      ]
    : [
        { ...part, bytes: at },
        { ...part, bottom: part.bottom + at, bytes: length - at },
      ];
  return [...parts.toSpliced(index, 1), ...two];
}

/** Whether buffers fit, by trying every address of each. */
function fitByTrial(buffers: readonly Buffer[], capacity: number, offsets: readonly number[] = []): boolean {
  const next = buffers[offsets.length];
  if (next === undefined) return true;
  for (let offset = 0; offset + next.bytes <= capacity; offset++) {
    const placed = [...offsets, offset];
    if (placementFaults(buffers.slice(0, placed.length), capacity, placed).length > 0) continue;
    if (fitByTrial(buffers, capacity, placed)) return true;
  }
  return false;
}

describe('Placer', () => {
  it.each([
    ['input.12.csv', 12],
    ['C.1048576.csv', 1048576],
    ['A.1048576.csv', 1048576],
  ])('places %s', (name, capacity) => {
    const buffers = fixture(name);
    const { status, offsets } = place(buffers, capacity);
    expect(status).toBe('placed');
    expect(placementFaults(buffers, capacity, [...offsets!])).toEqual([]);
  });

  it('proves that a byte less does not do where the buffers fill the memory', () => {
    expect(place(fixture('input.12.csv'), 11).status).toBe('impossible');
  });

  it('places what fills the memory wholly', () => {
    fc.assert(
      fc.property(perfectPacking, (buffers) => {
        const { status, offsets } = place(buffers, 64);
        expect(status).toBe('placed');
        expect(placementFaults(buffers, 64, [...offsets!])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('says what trying every address says', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 2 }), (buffers, spare) => {
        const peak = Math.max(...sectionBytes(placementProblem(buffers, 0)));
        const capacity = peak + spare;
        const { status, offsets } = place(buffers, capacity);
        expect(status === 'placed').toBe(fitByTrial(buffers, capacity));
        if (offsets !== null) expect(placementFaults(buffers, capacity, [...offsets])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readBuffers', () => {
  it.each([
    ['', /first line must name/],
    ['id,lower,upper,size', /no buffers/],
    ['id,lower,upper,size\na,1,1,4', /Line 2: lower and upper/],
    ['id,lower,upper,size\na,0,1,0', /Line 2: size/],
    ['id,lower,upper,size\na,0,1,1.5', /Line 2: size/],
    ['id,lower,upper,size\na,0,1,4\na,1,2,4', /Line 3: the id a is there twice/],
  ])('refuses %j', (text, message) => {
    const read = readBuffers(text);
    expect(read.ok ? '' : read.reason).toMatch(message);
  });
});
