/** The options of `ridgeline gemm`: what they mean, their ranges, and how their text is read. */
import { ASSUMPTION_SET_IDS, type AssumptionSetId } from '../models/assumptions/types';
import { DATAFLOWS, type Dataflow } from '../models/hardware/types';
import { parseQuantity } from '../models/units/parse';

export interface GemmOptions {
  /** `O[M x N] = A[M x K] B[K x N]`. */
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly rows: number;
  readonly columns: number;
  readonly cores: number;
  /** Independent products of this shape. */
  readonly groups: number;
  readonly dataflow: Dataflow;
  /** All of the on-chip memory; `scalesim-3.0` gives a third of it to each operand. */
  readonly sramBytes: number;
  readonly bytesA: number;
  readonly bytesB: number;
  readonly bytesAccumulator: number;
  readonly bytesOutput: number;
  readonly assumptions: AssumptionSetId;
}

/** One option of a command line: `--name value`. */
export type OptionSpec = {
  readonly name: string;
  readonly key: keyof GemmOptions;
  /** Undefined: the option is required. */
  readonly fallback?: string;
  readonly help: string;
} & (
  | { readonly kind: 'integer' | 'number' | 'bytes'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
);

const extent = { kind: 'integer', min: 1, max: 1e9 } as const;
const edge = { kind: 'integer', min: 1, max: 65_536 } as const;
const width = { kind: 'number', min: 0.125, max: 16 } as const;

export const GEMM_OPTIONS: readonly OptionSpec[] = [
  { name: 'm', key: 'm', ...extent, help: 'Rows of A and of the result' },
  { name: 'n', key: 'n', ...extent, help: 'Columns of B and of the result' },
  { name: 'k', key: 'k', ...extent, help: 'Columns of A, rows of B' },
  { name: 'rows', key: 'rows', ...edge, help: 'Rows of the array' },
  { name: 'cols', key: 'columns', ...edge, help: 'Columns of the array' },
  { name: 'dataflow', key: 'dataflow', kind: 'choice', choices: DATAFLOWS, help: 'What stays in the array' },
  { name: 'cores', key: 'cores', ...edge, fallback: '1', help: 'Arrays' },
  { name: 'groups', key: 'groups', ...extent, fallback: '1', help: 'Independent products of this shape' },
  {
    name: 'sram',
    key: 'sramBytes',
    kind: 'bytes',
    min: 1,
    max: 1e15,
    fallback: '192 KiB',
    help: 'On-chip memory; scalesim-3.0 gives a third of it to each operand',
  },
  { name: 'bytes-a', key: 'bytesA', ...width, fallback: '1', help: 'Bytes of an element of A' },
  { name: 'bytes-b', key: 'bytesB', ...width, fallback: '1', help: 'Bytes of an element of B' },
  { name: 'bytes-acc', key: 'bytesAccumulator', ...width, fallback: '4', help: 'Bytes of a partial sum' },
  { name: 'bytes-out', key: 'bytesOutput', ...width, fallback: '1', help: 'Bytes of an element of the result' },
  {
    name: 'assumptions',
    key: 'assumptions',
    kind: 'choice',
    choices: ASSUMPTION_SET_IDS.filter((id) => id !== 'genz-0.0.16'),
    fallback: 'ridgeline@1',
    help: 'What is counted and how',
  },
];

export type GemmOptionsResult =
  { readonly ok: true; readonly options: GemmOptions } | { readonly ok: false; readonly message: string };

/** Reads the text of each option (by its name without dashes); a message names the option and its range. */
export function parseGemmOptions(given: Readonly<Record<string, string | undefined>>): GemmOptionsResult {
  const unknown = Object.keys(given).find((name) => !GEMM_OPTIONS.some((spec) => spec.name === name));
  if (unknown !== undefined) return { ok: false, message: `--${unknown}: unknown option` };
  const values: Record<string, number | string> = {};
  for (const spec of GEMM_OPTIONS) {
    const text = given[spec.name] ?? spec.fallback;
    if (text === undefined) return { ok: false, message: `--${spec.name}: is required, ${rangeOf(spec)}` };
    const value = readValue(spec, text);
    if (value === null) return { ok: false, message: `--${spec.name}: must be ${rangeOf(spec)}` };
    values[spec.key] = value;
  }
  // Every key of GemmOptions has a spec of its type above; `gemm.test.ts` checks that none is left out.
  return { ok: true, options: values as unknown as GemmOptions };
}

function readValue(spec: OptionSpec, text: string): number | string | null {
  if (spec.kind === 'choice') return spec.choices.includes(text) ? text : null;
  const value = spec.kind === 'bytes' ? readBytes(text) : text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || value < spec.min || value > spec.max) return null;
  return spec.kind === 'integer' && !Number.isInteger(value) ? null : value;
}

/** A bare number is in bytes. */
function readBytes(text: string): number {
  const parsed = parseQuantity(text, 'bytes', 'B');
  return parsed.ok ? parsed.value : NaN;
}

function rangeOf(spec: OptionSpec): string {
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  const noun = { integer: 'a whole number', number: 'a number', bytes: 'an amount of memory' }[spec.kind];
  return `${noun} from ${String(spec.min)} to ${String(spec.max)}${spec.kind === 'bytes' ? ' B' : ''}`;
}
