/** Machines that are known by their peak rates, from rows in published units. */
import { LINK_TYPES } from '../technology/links';
import type { NetworkLevel } from '../types';
import { byClass, dram, onChip, scaled, scaleUp, squareMetres, technologyOf, type BuiltPreset } from './build';
import type { RatesRow } from './rates-data';

const OPS_PER_MAC = 2;
const TERA = 1e12;
const GIGA = 1e9;

/**
 * Lane operations per second of a GPU from its FP32 peak: a fused multiply-add is two FLOPs but one lane operation.
 * Other machines publish an FP32 rate of their matrix unit, which says nothing about their vector lanes.
 */
function laneOps(row: RatesRow): number | null {
  const isGpu = row.kind.endsWith('gpu');
  const tflops = row.vectorTflops === undefined ? (row.tflops.fp32 ?? null) : row.vectorTflops;
  return isGpu ? scaled(tflops, TERA / OPS_PER_MAC) : null;
}

/** The type that a published link's name begins with, such as `NVLink3 12x`. */
function linkTypeOf(name: string | null): Pick<NetworkLevel, 'linkType'> {
  const linkType = LINK_TYPES.find((type) => name?.startsWith(type));
  return linkType === undefined ? {} : { linkType };
}

/** Peaks count a multiply-accumulate as two; links are published for both directions together. */
export function buildRates(row: RatesRow): BuiltPreset {
  const [dramType, dramGB, dramGBps] = row.dram;
  const [linkName, linkGBps] = row.link;
  const tiers = row.sram.map(([id, label, kind, bytes, GBps]) => onChip(id, label, bytes, scaled(GBps, GIGA), kind));
  return {
    accelerator: {
      name: row.label,
      matrix: { kind: 'rates', macsPerSecond: byClass(row.tflops, TERA / OPS_PER_MAC) },
      vector: { laneOpsPerSecond: laneOps(row), specialOpsPerSecond: null },
      tiers: [...tiers, dram(dramType, scaled(dramGB, GIGA), scaled(dramGBps, GIGA))],
      technology: technologyOf(row.nodeNm, row.idle),
      published: { thermalDesignPowerWatts: row.power, dieAreaSquareMetres: squareMetres(row.dieMm2) },
    },
    network: scaleUp(scaled(linkGBps, GIGA / 2), row.fanOut, linkName ?? undefined).map((level) => ({
      ...level,
      ...linkTypeOf(linkName),
    })),
  };
}
