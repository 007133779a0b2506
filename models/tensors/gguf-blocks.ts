/**
 * Blocks that GGUF files store quantised elements in, as float32 numbers.
 *
 * Source of the layouts: ggml-org/llama.cpp@150f157, gguf-py/gguf/quants.py and constants.py. FP16 scales d (and minima m),
 * each product and sum rounded to float32. Of 32 elements low nibbles come first, then high ones; a fifth bit of element i
 * is bit i of a 32-bit word. `K` types have 256 elements in sub-blocks with scales of six or eight bits.
 */
import { decodeFloat16 } from './small-float';

export interface BlockLayout {
  readonly elements: number;
  readonly bytes: number;
  /** Writes the elements of the block that starts at `from` to `values`, from `at` on. */
  readonly decode: (block: DataView, from: number, values: Float32Array, at: number) => void;
}

/** (code - offset) d, or code d + m. */
function simpleBlock(bits: 4 | 5, hasMinimum: boolean): BlockLayout {
  const codesAt = (hasMinimum ? 4 : 2) + (bits === 5 ? 4 : 0);
  const offset = hasMinimum ? 0 : 1 << (bits - 1);
  return {
    elements: 32,
    bytes: codesAt + 16,
    decode(block, from, values, at) {
      const scale = float16(block, from);
      const minimum = hasMinimum ? float16(block, from + 2) : 0;
      const fifth = bits === 5 ? block.getUint32(from + codesAt - 4, true) : 0;
      for (let i = 0; i < 32; i++) {
        const pair = block.getUint8(from + codesAt + (i & 15));
        const code = (i < 16 ? pair & 15 : pair >> 4) | (((fifth >>> i) & 1) << 4);
        values[at + i] = Math.fround((code - offset) * scale) + minimum;
      }
    },
  };
}

const Q8_0: BlockLayout = {
  elements: 32,
  bytes: 34,
  decode(block, from, values, at) {
    const scale = float16(block, from);
    for (let i = 0; i < 32; i++) values[at + i] = block.getInt8(from + 2 + i) * scale;
  },
};

/** Scale and minimum of sub-block i of 8: six bits each, of twelve bytes that start at `from`. */
function scaleAndMinimum(block: DataView, from: number, i: number): readonly [number, number] {
  const byte = (place: number) => block.getUint8(from + place);
  if (i < 4) return [byte(i) & 63, byte(i + 4) & 63];
  return [(byte(i + 4) & 15) | ((byte(i - 4) >> 6) << 4), (byte(i + 4) >> 4) | ((byte(i) >> 6) << 4)];
}

/** d scale code - dmin minimum, by sub-blocks of 32; pairs of sub-blocks share 32 bytes, low nibbles first. */
function minimumBlock(bits: 4 | 5): BlockLayout {
  const codesAt = bits === 5 ? 48 : 16;
  return {
    elements: 256,
    bytes: codesAt + 128,
    decode(block, from, values, at) {
      const [d, least] = [float16(block, from), float16(block, from + 2)];
      for (let sub = 0; sub < 8; sub++) {
        const [six, minimum] = scaleAndMinimum(block, from + 4, sub);
        const scale = Math.fround(d * six);
        const low = Math.fround(least * minimum);
        for (let i = 0; i < 32; i++) {
          const pair = block.getUint8(from + codesAt + (sub >> 1) * 32 + i);
          const fifth = bits === 5 ? (block.getUint8(from + 16 + i) >> sub) & 1 : 0;
          const code = (sub % 2 === 0 ? pair & 15 : pair >> 4) | (fifth << 4);
          values[at + sub * 32 + i] = Math.fround(scale * code) - low;
        }
      }
    },
  };
}

/** d scale (code - 32), by sub-blocks of 16: 128 bytes of low nibbles, 64 of high pairs of bits, 16 scales, d. */
const Q6_K: BlockLayout = {
  elements: 256,
  bytes: 210,
  decode(block, from, values, at) {
    const d = float16(block, from + 208);
    for (let i = 0; i < 256; i++) {
      const half = i >> 7;
      const quarter = (i >> 5) & 3;
      const lane = i & 31;
      const pair = block.getUint8(from + half * 64 + (quarter & 1) * 32 + lane);
      const high = (block.getUint8(from + 128 + half * 32 + lane) >> (2 * quarter)) & 3;
      const code = (quarter < 2 ? pair & 15 : pair >> 4) | (high << 4);
      const scale = Math.fround(d * block.getInt8(from + 192 + (i >> 4)));
      values[at + i] = scale * (code - 32);
    }
  },
};

function float16(view: DataView, offset: number): number {
  return decodeFloat16(view.getUint16(offset, true));
}

export const BLOCK_LAYOUTS = {
  Q4_0: simpleBlock(4, false),
  Q4_1: simpleBlock(4, true),
  Q5_0: simpleBlock(5, false),
  Q5_1: simpleBlock(5, true),
  Q8_0,
  Q4_K: minimumBlock(4),
  Q5_K: minimumBlock(5),
  Q6_K,
} as const satisfies Readonly<Record<string, BlockLayout>>;
export type BlockType = keyof typeof BLOCK_LAYOUTS;
