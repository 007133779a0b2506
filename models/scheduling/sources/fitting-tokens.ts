import type { Design } from '../../design/types';
import { largestOperator } from '../footprint';
import { readGraph } from '../read-graph';
import { designGraph, tokensOf, type DesignGraphOptions } from './design-graph';

/** Lengths of prompts are multiples of this, where they are not shorter. */
const TOKEN_STEP = 64;

/**
 * The most tokens, up to those of the options or the design, for which every operator of a decoder fits into so many
 * bytes; a multiple of 64 from 64 on. Null where not even one fits, and for tables of layers, which have no tokens.
 * Operands only grow with the tokens, so that halving the range finds the longest.
 */
export function longestFittingTokens(design: Design, options: DesignGraphOptions, bytes: number): number | null {
  if (design.workload.kind !== 'decoder') return null;
  const fits = (tokens: number): boolean => {
    const drawn = designGraph(design, { ...options, tokens });
    const read = drawn.ok ? readGraph(drawn.value.graph) : drawn;
    return read.ok && largestOperator(read.value).bytes <= bytes;
  };
  const most = options.tokens ?? tokensOf(design, options.phase);
  if (fits(most)) return most;
  let [fitting, tooLong] = [0, most];
  while (tooLong - fitting > 1) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(middle)) fitting = middle;
    else tooLong = middle;
  }
  if (fitting === 0) return null;
  return fitting < TOKEN_STEP ? fitting : fitting - (fitting % TOKEN_STEP);
}
