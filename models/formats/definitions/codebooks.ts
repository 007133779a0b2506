import {
  FLINT4_LEVELS,
  FP3_LEVELS,
  FP3_SPECIALS,
  FP4_LEVELS,
  FP4_SPECIALS,
  NF4_LEVELS,
  NF4_THRESHOLDS,
  type Levels,
} from '../elements/level-sets';
import { CODEBOOK_FORMATS } from '../families/codebook';
import { CHANNEL, groupsOf, type Grouping, type RowGrouping } from '../quantise/recipe';
import { SCALE_TYPE_BITS, type ScaleType } from '../quantise/scale-types';
import type { NumberFormat } from '../types';
import type { FormatDefinition } from './types';

const BITMOD =
  'BitMoD, HPCA 2025, arXiv:2411.11745, section III: one of four special values to a group, by least error';

/** A list of levels has no scale of a whole tensor: a channel takes its place. */
function rowsOf(grouping: Grouping | undefined, { blockSize }: NumberFormat): RowGrouping {
  if (grouping === undefined) return blockSize === null ? CHANNEL : groupsOf(blockSize);
  return grouping.kind === 'tensor' ? CHANNEL : grouping;
}

/** Where a group has an eight-bit scale in hardware, its authors' code quantises with a float32 one. */
const HARDWARE_SCALE = 'FP32 by group: largest magnitude / largest level; counted as the eight bits of the hardware';

function listDefinition(
  format: NumberFormat,
  levels: Levels,
  candidates: readonly Levels[],
  source: string,
): FormatDefinition {
  const storedType: ScaleType = format.scaleBits === SCALE_TYPE_BITS.fp16 ? 'fp16' : 'fp32';
  return {
    id: format.id,
    status: 'research',
    element: { kind: 'levels', levels },
    scale: storedType === 'fp16' ? 'FP16 by group: largest magnitude / largest level' : HARDWARE_SCALE,
    source,
    stochastic: null,
    options: ['grouping', 'scaleType'],
    recipe: ({ grouping, scaleType = storedType }) => ({
      kind: 'levels',
      candidates,
      grouping: rowsOf(grouping, format),
      scaleFrom: 'largestMagnitude',
      bounds: null,
      errorLimit: Infinity,
      scaleType,
    }),
  };
}

function normalFloatDefinition(format: NumberFormat, isDouble: boolean): FormatDefinition {
  return {
    id: format.id,
    status: 'standard',
    element: { kind: 'levels', levels: NF4_LEVELS },
    scale: isDouble
      ? '8-bit dynamic float by group, less the mean, under an FP32 scale of 256 of them: largest magnitude'
      : 'FP32 by group: largest magnitude',
    source: `Dettmers et al., QLoRA, arXiv:2305.14314; ${isDouble ? 'double quantisation, section 3' : 'FP32 absmax to 64 elements, without double quantisation'}`,
    stochastic: null,
    options: ['grouping'],
    recipe: ({ grouping }) => {
      const rows = rowsOf(grouping, format);
      const scales = isDouble ? 'doubleQuantised' : 'float32';
      return { kind: 'normalFloat', levels: NF4_LEVELS, thresholds: NF4_THRESHOLDS, grouping: rows, scales };
    },
  };
}

function definitionOf(format: NumberFormat): FormatDefinition {
  switch (format.id) {
    case 'nf4':
    case 'nf4_dq':
      return normalFloatDefinition(format, format.id === 'nf4_dq');
    case 'flint4':
      return listDefinition(
        format,
        FLINT4_LEVELS,
        [FLINT4_LEVELS],
        'Guo et al., ANT, MICRO 2022, arXiv:2208.14286, flint',
      );
    case 'bitmod4':
      // Its levels are counted in halves.
      return listDefinition(
        format,
        FP4_LEVELS.map((level) => level / 2),
        Object.values(FP4_SPECIALS),
        BITMOD,
      );
    default:
      return listDefinition(format, FP3_LEVELS, Object.values(FP3_SPECIALS), BITMOD);
  }
}

export const CODEBOOK_DEFINITIONS: readonly FormatDefinition[] = CODEBOOK_FORMATS.map(definitionOf);
