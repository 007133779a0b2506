/**
 * Energy and area of one multiply-accumulate, and of the operations of the vector units, by node and class.
 *
 * Boundary: multiplier and adder alone. Registers, operand delivery, clock, control and dequantisation are not in it;
 * silicon that was measured whole costs two to three times as much (1.4 pJ per FP16 MAC of an A100 tensor core).
 */
import { CLASS_ENERGY, CLASS_GATES } from '../../formats/class-cost';
import type { ComputeClass } from '../../formats/types';
import { type AnchorNode, type NodeScaling, nodeScaling } from './node-scaling';
import { type Known, figure, missing, PICOJOULE, scaleKnown, type Sourced, SQUARE_MICROMETRE, withSpan } from './types';

type ClassFigures = Readonly<Partial<Record<ComputeClass, number>>>;

/**
 * Picojoules of multiply plus accumulate; floats accumulate in FP32, integers in INT32.
 *
 * 45 nm: Horowitz, ISSCC 2014, 0.9 V (INT8 0.2 + 0.1, FP16 1.1 + 0.9, FP32 3.7 + 0.9).
 * 7 nm: Jouppi et al., ISCA 2021, Table 2 (INT8 0.07 + 0.03, BF16 0.21 + 0.38, FP32 1.31 + 0.38).
 */
const ANCHOR_PICOJOULES: Readonly<Record<AnchorNode, ClassFigures>> = {
  45: { int8: 0.2 + 0.1, fp16: 1.1 + 0.9, fp32: 3.7 + 0.9 },
  7: { int8: 0.07 + 0.03, bf16: 0.21 + 0.38, fp32: 1.31 + 0.38 },
};

/** Square micrometres at 45 nm, the same table and the same sums (282 + 137, 1640 + 4184, 7700 + 4184). */
const ANCHOR_SQUARE_MICROMETRES: ClassFigures = { int8: 282 + 137, fp16: 1640 + 4184, fp32: 7700 + 4184 };

/** Joules of one multiply-accumulate of the class. */
export function macJoules(nodeNm: number | null, computeClass: ComputeClass): Sourced {
  const scaling = nodeScaling(nodeNm);
  if (typeof scaling === 'string') return missing(scaling);
  if (!(scaling.energyFactor > 0)) {
    return missing(`no logic energy at ${nodeNm} nm: scaled from 45 nm and from 7 nm it contradicts its neighbours`);
  }
  const anchor = anchorFigure(ANCHOR_PICOJOULES[scaling.anchor], computeClass, anchorSource(scaling.anchor));
  const here = scaleKnown(anchor, scaling.energyFactor * PICOJOULE, scaledBy(scaling, anchor));
  return withSpan(here, energyFromOtherAnchor(scaling, computeClass));
}

/** Square metres of one multiply-accumulate of the class; 45 nm figures scaled by the area table. */
export function macSquareMetres(nodeNm: number | null, computeClass: ComputeClass): Sourced {
  const scaling = nodeScaling(nodeNm);
  if (typeof scaling === 'string') return missing(scaling);
  const anchor = anchorFigure(ANCHOR_SQUARE_MICROMETRES, computeClass, 'horowitz2014');
  const factor = scaling.areaFactorFrom45 * SQUARE_MICROMETRE;
  const change = nodeNm === 45 ? {} : scaledBy({ ...scaling, source: scaling.source ?? 'stillmaker-baas' }, anchor);
  return scaleKnown(anchor, factor, change);
}

/**
 * Joules of one lane operation: an FP32 multiply and add, so an upper bound for a lone add or multiply.
 * The span reaches 21.4 pJ at 7 nm, an A100's whole vector FMA with instruction, registers and control.
 */
export function vectorOpJoules(nodeNm: number | null): Sourced {
  const fma = macJoules(nodeNm, 'fp32');
  if ('missing' in fma) return fma;
  return nodeNm === 7 ? withSpan(fma, [A100_VECTOR_FMA_JOULES]) : fma;
}

/** 10.7 pJ per FLOP (Antepara et al., SC'25), two FLOPs per FMA. */
const A100_VECTOR_FMA_JOULES = 2 * 10.7 * PICOJOULE;

/**
 * Joules of one special function, as a lower bound: no source prices exp, reciprocal or square root, but each needs at
 * least one FP32 multiply and add after its table.
 */
export function specialOpJoules(nodeNm: number | null): Sourced {
  const fma = macJoules(nodeNm, 'fp32');
  return 'missing' in fma ? fma : { ...fma, confidence: 'low', derivation: 'assumption' };
}

/**
 * The class at an anchor: as published, else by the gate model from the published operation nearest in width (INT8 up
 * to 8 bits, the 16-bit float beyond). The span holds the other choice of anchor; the two differ up to threefold.
 */
function anchorFigure(figures: ClassFigures, computeClass: ComputeClass, source: 'horowitz2014' | 'tpuv4i'): Known {
  const published = figures[computeClass];
  if (published !== undefined) return figure(published, source, 'arithmetic', 'high');
  const fromInteger = byGates(figures, 'int8', computeClass);
  const fromFloat = byGates(figures, figures.fp16 === undefined ? 'bf16' : 'fp16', computeClass);
  const model = figure(NARROW.includes(computeClass) ? fromInteger : fromFloat, source, 'arithmetic', 'low');
  // An integer, which needs no normaliser, is never priced by a floating-point operation.
  const others = CLASS_ENERGY[computeClass][1] === 0 ? [] : [fromInteger, fromFloat];
  return withSpan({ ...model, source: 'gate-model', derivation: 'modelled' }, others);
}

/** Classes of 8 bits and fewer. */
const NARROW: readonly ComputeClass[] = ['fp8', 'int8', 'fp6', 'fp4', 'int4'];

function byGates(figures: ClassFigures, anchor: ComputeClass, computeClass: ComputeClass): number {
  return (figures[anchor] ?? NaN) * (CLASS_GATES[computeClass] / CLASS_GATES[anchor]);
}

/** What the other anchor says of the same node and class, in joules. */
function energyFromOtherAnchor(scaling: NodeScaling, computeClass: ComputeClass): readonly number[] {
  // At an anchor the operation itself was published: a scaled figure says nothing more of it.
  if (scaling.source === null || scaling.otherEnergyFactor === null) return [];
  const anchor: AnchorNode = scaling.anchor === 45 ? 7 : 45;
  const other = anchorFigure(ANCHOR_PICOJOULES[anchor], computeClass, anchorSource(anchor));
  return [other.value * scaling.otherEnergyFactor * PICOJOULE];
}

function anchorSource(anchor: AnchorNode): 'horowitz2014' | 'tpuv4i' {
  return anchor === 45 ? 'horowitz2014' : 'tpuv4i';
}

function scaledBy(scaling: NodeScaling, anchor: Known): Partial<Known> {
  if (scaling.source === null) return {};
  const confidence = anchor.confidence === 'high' ? 'medium' : 'low';
  if (anchor.derivation === 'modelled') return { confidence };
  return { source: scaling.source, confidence, derivation: 'scaled' };
}
