import type { FloorData, FloorPart } from '../../charts/dataflow/floor-layout';
import { shareText, type UtilisationData } from '../../charts/dataflow/utilisation-layout';
import type { DataflowOperator, DataflowReport, FloorTier } from '../../../models/evaluate/dataflow';
import type { Phase } from '../../../models/workload/lowering/rows';
import { DATAFLOWS } from '../../../models/hardware/types';
import { formatQuantity } from '../../../models/units';
import { DATAFLOW_LABELS, standsOut } from './findings';

/** Layers and part of the context that an operator stands for, where it is not all of them. */
export function detailOf({ layers, part }: DataflowOperator): string {
  return [layers, part].filter((text) => text !== null).join(', ');
}

/** The bars of one phase. */
export function utilisationData({ operators, array, workloadKind }: DataflowReport, phase: Phase): UtilisationData {
  const rows = operators.filter((operator) => operator.phase === phase);
  return {
    finding: utilisationFinding(rows, workloadKind === 'layers' ? '' : ` in ${phase}`),
    own: DATAFLOW_LABELS[array.dataflow],
    rows: rows.map((operator) => ({
      id: operator.id,
      label: operator.name,
      detail: detailOf(operator),
      bars: DATAFLOWS.map((dataflow) => ({
        label: DATAFLOW_LABELS[dataflow],
        utilisation: operator.by[dataflow].utilisation,
        isBest: standsOut(operator, dataflow),
      })),
      facts: DATAFLOWS.map((dataflow) => {
        const { utilisation, seconds } = operator.by[dataflow];
        const time = formatQuantity(seconds, 'seconds').text;
        return [DATAFLOW_LABELS[dataflow], `${shareText(utilisation)}, ${time}`] as const;
      }),
    })),
  };
}

function utilisationFinding(rows: readonly DataflowOperator[], where: string): string {
  const wins = DATAFLOWS.map((dataflow) => {
    const count = rows.filter(({ best }) => best.length === 1 && best[0] === dataflow).length;
    return { label: DATAFLOW_LABELS[dataflow], count };
  });
  const ties = rows.filter(({ best }) => best.length > 1 && best.length < DATAFLOWS.length).length;
  const alike = rows.filter(({ best }) => best.length === DATAFLOWS.length).length;
  const won = wins.filter(({ count }) => count > 0).map(({ label, count }) => `${label} for ${count}`);
  const all = [
    ...won,
    ...(ties > 0 ? [`two alike for ${ties}`] : []),
    ...(alike > 0 ? [`all three alike for ${alike}`] : []),
  ];
  const products = `${rows.length} ${rows.length === 1 ? 'operator' : 'operators'}`;
  return all.length === 0
    ? `Array utilisation${where}: not known`
    : `Best on the array, of ${products}${where}: ${all.join(', ')}`;
}

/** The array and the memories, innermost first. */
export function floorData({ array, arraySquareMetres, tiers }: DataflowReport): FloorData {
  const cores = array.cores === 1 ? '' : ` × ${array.cores} cores`;
  const parts: readonly FloorPart[] = [
    {
      id: 'array',
      label: 'Array',
      kind: 'array',
      lines: [`${array.rows} × ${array.columns}${cores}`, areaText(arraySquareMetres)],
      squareMetres: arraySquareMetres,
    },
    ...tiers.map(tierPart),
  ];
  const told = parts.map(({ label, lines }) => `${label}: ${lines.join(', ')}`);
  return { finding: `Areas to scale. ${told.join('. ')}`, parts };
}

function tierPart({ tier, instances, squareMetres }: FloorTier): FloorPart {
  const { id, label, capacityBytes, bytesPerSecond } = tier;
  const size = capacityBytes === null ? 'size not known' : formatQuantity(capacityBytes, 'bytes').text;
  const each = instances === 1 ? size : `${instances.toLocaleString('en')} × ${size}`;
  const rate = bytesPerSecond === null ? [] : [formatQuantity(bytesPerSecond, 'bytesPerSecond').text];
  return { id, label, kind: 'memory', lines: [each, ...rate, areaText(squareMetres)], squareMetres };
}

function areaText(squareMetres: number | null): string {
  if (squareMetres === null) return 'off the die';
  return Number.isNaN(squareMetres) ? 'area not known' : formatQuantity(squareMetres, 'squareMetres').text;
}
