import type { Design } from '../../../models/design/types';
import type { Metric } from '../../../models/evaluate/metrics/metrics';

/** How a metric compares with the baseline's. `tone` says what the change means, `text` which way it goes. */
export interface Delta {
  readonly tone: 'good' | 'bad' | 'same';
  readonly text: string;
}

const LARGE_RATIO = 10;

function changeText(ratio: number): string {
  if (ratio >= LARGE_RATIO) return `▲ × ${ratio.toPrecision(3)}`;
  if (ratio <= 1 / LARGE_RATIO) return `▼ ÷ ${(1 / ratio).toPrecision(3)}`;
  const percent = Math.round((ratio - 1) * 1000) / 10;
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${percent > 0 ? '▲ +' : '▼ −'}${Math.abs(percent).toFixed(digits)} %`;
}

/** The change of a metric against its value in the baseline; null where either is missing. */
export function deltaOf(value: number, base: number, better: Metric['better']): Delta | null {
  if (Number.isNaN(value) || Number.isNaN(base)) return null;
  if (value === base || (base !== 0 && Math.abs(value / base - 1) < 5e-4)) return { tone: 'same', text: '= same' };
  if (base === 0) return { tone: 'same', text: 'was 0' };
  const improved = better === 'neither' ? null : value > base === (better === 'higher');
  const tone = improved === null ? 'same' : improved ? 'good' : 'bad';
  return { tone, text: changeText(value / base) };
}

/** Numbers under other assumptions differ without any change of the hardware, so the page says so. */
export function assumptionsDiffer(a: Design, b: Design): boolean {
  return JSON.stringify(a.assumptions) !== JSON.stringify(b.assumptions);
}
