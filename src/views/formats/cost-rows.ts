import { calibration } from '../../../models/formats/hardware-cost/calibration';
import { datapaths, type Datapath } from '../../../models/formats/hardware-cost/datapaths';
import { findFormat, NUMBER_FORMATS } from '../../../models/formats/registry';
import type { NumberFormat } from '../../../models/formats/types';
import type { Sourced } from '../../../models/hardware/technology/types';
import { datapathFigure } from '../../../models/hardware/technology/unit-cost';

export interface CostRow {
  readonly label: string;
  readonly path: Datapath;
  /** Relative to a multiply-accumulate of BF16. */
  readonly energy: number;
  readonly area: number;
  readonly joules: Sourced;
  readonly squareMetres: Sourced;
  readonly rule: string;
}

/** The units for weights and activations in two formats; none for formats that the registry does not have. */
export function datapathRows(weightsId: string, activationsId: string, node: number | null): readonly CostRow[] {
  const weights = findFormat(weightsId);
  const activations = findFormat(activationsId);
  if (weights === undefined || activations === undefined) return [];
  return datapaths(weights, activations).map((path) => costRow(path, path.label, weights, activations, node));
}

/** Every format multiplied by itself, cheapest first. */
export function formatCostRows(node: number | null): readonly CostRow[] {
  const rows = NUMBER_FORMATS.flatMap((format) => {
    const [path] = datapaths(format, format);
    return path === undefined ? [] : [costRow(path, format.label, format, format, node)];
  });
  return rows.toSorted((a, b) => a.energy - b.energy);
}

function costRow(
  path: Datapath,
  label: string,
  weights: NumberFormat,
  activations: NumberFormat,
  node: number | null,
): CostRow {
  const { cost, rule } = path;
  const reference = referenceCost();
  const narrow = weights.elementBits + activations.elementBits <= 16;
  return {
    label,
    path,
    energy: cost.energy / reference.energy,
    area: cost.area / reference.area,
    joules: datapathFigure(node, 'energy', cost.energy, narrow),
    squareMetres: datapathFigure(node, 'area', cost.area, narrow),
    rule,
  };
}

function referenceCost(): Datapath['cost'] {
  const bf16 = findFormat('bf16');
  const [path] = bf16 === undefined ? [] : datapaths(bf16, bf16);
  return path?.cost ?? { energy: NaN, area: NaN };
}

export interface CalibrationText {
  readonly unit: string;
  readonly quantity: string;
  readonly published: string;
  readonly modelled: string;
  readonly error: string;
  readonly use: string;
}

export function calibrationRows(): readonly CalibrationText[] {
  return calibration().map(({ unit, quantity, published, modelled, error, fitted }) => ({
    unit,
    quantity,
    published: published.toFixed(2),
    modelled: modelled.toFixed(3),
    error: `${error < 0 ? '−' : '+'}${Math.abs(100 * error).toFixed(1)} %`,
    use: fitted ? 'fitted' : 'check, not fitted',
  }));
}
