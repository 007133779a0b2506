/**
 * What a matrix unit does with a pair of number formats: multiply them as they are, widen one or both first, or nothing.
 */
import type { ComputeClass, NumberFormat } from './types';

/** Multiply-accumulates per second (or per cycle: the unit passes through) by class; null: not native. */
export type NativeRates = Readonly<Record<ComputeClass, number | null>>;

export type ResolvedRate =
  | { readonly kind: 'native'; readonly macRate: number; readonly class: ComputeClass }
  | {
      readonly kind: 'upcast';
      readonly macRate: number;
      readonly class: ComputeClass;
      /** Which operands are converted element by element before the product, work that the caller must count. */
      readonly dequantiseWeights: boolean;
      readonly dequantiseActivations: boolean;
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * The classes that hold every element of a class exactly, narrowest first: the order in which they are tried.
 *
 * Significant bits and exponent range decide: int8 needs 8 significant bits and bf16 has 8; int4 (-8 to 7) needs 3 and
 * E4M3 has 4; both FP8 types fit bf16 and fp16; bf16 and fp16 fit each other in neither direction, but both fit tf32.
 * Scales are not part of an element: they are applied to the dequantised operand or to the partial sum.
 */
const HOLDERS = {
  int4: ['int4', 'int8', 'fp8', 'bf16', 'fp16', 'tf32', 'fp32'],
  fp4: ['fp4', 'fp6', 'fp8', 'bf16', 'fp16', 'tf32', 'fp32'],
  fp6: ['fp6', 'fp8', 'bf16', 'fp16', 'tf32', 'fp32'],
  int8: ['int8', 'bf16', 'fp16', 'tf32', 'fp32'],
  fp8: ['fp8', 'bf16', 'fp16', 'tf32', 'fp32'],
  bf16: ['bf16', 'tf32', 'fp32'],
  fp16: ['fp16', 'tf32', 'fp32'],
  tf32: ['tf32', 'fp32'],
  fp32: ['fp32'],
} as const satisfies Record<ComputeClass, readonly ComputeClass[]>;

/** A codebook's levels are looked up into the type that the kernel computes in, rounding them to it. */
const CODEBOOK_HOLDERS: readonly ComputeClass[] = ['bf16', 'fp16', 'tf32', 'fp32'];

/** Bits of an element as the unit takes it; both FP8 types share a unit, as do both FP6 types. */
const CLASS_BITS = { int4: 4, fp4: 4, fp6: 6, int8: 8, fp8: 8, bf16: 16, fp16: 16, tf32: 32, fp32: 32 } as const satisfies Record<ComputeClass, number>; // prettier-ignore

function holders(format: NumberFormat): readonly ComputeClass[] {
  return format.encoding === 'codebook' ? CODEBOOK_HOLDERS : HOLDERS[format.computeClass];
}

/** Whether elements must be converted before a unit of this class can take them: looked up, widened or unpacked. */
function needsConversion(format: NumberFormat, target: ComputeClass): boolean {
  return format.encoding === 'codebook' || format.computeClass !== target || format.elementBits !== CLASS_BITS[target];
}

function anyOf(classes: readonly ComputeClass[]): string {
  return classes.length > 1 ? `${classes.slice(0, -1).join(', ')} or ${classes.at(-1) ?? ''}` : classes.join('');
}

/**
 * How fast a unit multiplies weights by activations of two formats.
 *
 * Native when both are of one class that the unit has a rate for; otherwise the first class on the ladder that holds
 * both element types exactly and has a rate, and the result says which operand has to be converted. Never free.
 *
 * Not modelled: units that take block scales are not told from those that do not, so applying a block scale to the
 * partial sums of a native product costs nothing here.
 */
export function resolveRate(weights: NumberFormat, activations: NumberFormat, native: NativeRates): ResolvedRate {
  const holdsActivations = holders(activations);
  const ladder = holders(weights).filter((candidate) => holdsActivations.includes(candidate));
  for (const target of ladder) {
    const macRate = native[target];
    if (macRate === null) continue;
    const dequantiseWeights = needsConversion(weights, target);
    const dequantiseActivations = needsConversion(activations, target);
    if (!dequantiseWeights && !dequantiseActivations) return { kind: 'native', macRate, class: target };
    return { kind: 'upcast', macRate, class: target, dequantiseWeights, dequantiseActivations };
  }
  const pair = weights.id === activations.id ? weights.label : `${weights.label} with ${activations.label}`;
  return { kind: 'unsupported', reason: `${pair} needs a native rate for ${anyOf(ladder)}, and none is known` };
}
