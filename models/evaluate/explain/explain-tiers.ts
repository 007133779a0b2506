/** What every operator moves at each memory of a design: a roofline has one ceiling for each of them. */
import type { Design } from '../../design/types';
import { mainMemoryIndex } from '../../hardware/tiers';
import type { MatrixUnit, MemoryTier } from '../../hardware/types';
import { ROW, SCALAR } from '../../workload/lowering/rows';
import { compileDesign } from '../compile';
import { operatorId } from './explain-operators';
import type { ProductMapper } from '../mapped/product-mapper';
import { Runner } from '../runner';
import { rowTierBytes } from './tier-bytes';
import type { ReportTier, TiersReport } from './tiers-report';

/** The memories of a design from main memory inwards, with the bytes of each operator of its report. */
export function explainTiers(design: Design, mapper: ProductMapper | null = null): TiersReport {
  const { tiers, matrix } = design.accelerator;
  const inside = tiers.slice(0, mainMemoryIndex(tiers) + 1);
  const ladder = inside.map((tier, index) => tierOf(tier, index === inside.length - 1, matrix, design)).toReversed();
  const runner = new Runner(compileDesign(design), { mapper });
  runner.evaluate(0);
  const { context, combined } = runner;
  const bytes = new Map<string, readonly number[]>();
  if (combined.reason !== 0 || inside.length === 0) return { tiers: ladder, bytes };
  const { rows } = context.outputs;
  const scalars = rows.at + context.structure.rows.length * ROW.WIDTH;
  const decodeSteps = rows.data[scalars + SCALAR.DECODE_STEPS]!;
  context.structure.rows.forEach((row, index) => {
    const steps = row.phase === 'prefill' ? 1 : decodeSteps;
    if (rows.data[rows.at + index * ROW.WIDTH + ROW.REPEAT] === 0 || steps === 0) return;
    const each = rowTierBytes(context, design, index, inside).map((total) => total / steps);
    bytes.set(operatorId(row, index), each.toReversed());
  });
  return { tiers: ladder, bytes };
}

function tierOf(
  { id, label, scope, bytesPerSecond }: MemoryTier,
  isMain: boolean,
  matrix: MatrixUnit,
  { efficiency }: Design,
): ReportTier {
  const cores = matrix.kind === 'array' ? matrix.cores : 1;
  const elements = matrix.kind === 'array' ? cores * matrix.rows * matrix.columns : 1;
  const instances = { chip: 1, core: cores, element: elements }[scope];
  const rate = bytesPerSecond === null ? null : bytesPerSecond * instances * efficiency.memory;
  return { id, label, isMain, bytesPerSecond: rate };
}
