import { expect, it } from 'vitest';
import { deltaOf } from './deltas';

it.each([
  [0.9, 1, 'lower', { tone: 'good', text: '▼ −10 %' }],
  [1.1, 1, 'lower', { tone: 'bad', text: '▲ +10 %' }],
  [1.1, 1, 'higher', { tone: 'good', text: '▲ +10 %' }],
  [0.99, 1, 'higher', { tone: 'bad', text: '▼ −1.0 %' }],
  [25, 1, 'lower', { tone: 'bad', text: '▲ × 25.0' }],
  [1, 25, 'lower', { tone: 'good', text: '▼ ÷ 25.0' }],
  [2, 1, 'neither', { tone: 'same', text: '▲ +100 %' }],
  [1, 1, 'lower', { tone: 'same', text: '= same' }],
  [0, 0, 'lower', { tone: 'same', text: '= same' }],
  [1, 0, 'lower', { tone: 'same', text: 'was 0' }],
  [NaN, 1, 'lower', null],
  [1, NaN, 'lower', null],
] as const)('%s against %s, %s is better', (value, base, better, expected) => {
  expect(deltaOf(value, base, better)).toEqual(expected);
});
