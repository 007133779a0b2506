/** The controls of all fields by the shape of their paths, so that files and links are held to the ranges of the form. */
import { COMPUTE_CLASSES, type ComputeClass } from '../formats/types';
import type { Accelerator, MatrixUnit, MemoryTier } from '../hardware/types';
import type { Control } from './field-types';
import { acceleratorFields, memoryFields } from './fields-accelerator';
import { economicsFields } from './fields-economics';
import { assumptionFields, deploymentFields, formatFields, workloadFields } from './fields-workload';
import type { System } from './types';

const NO_CLASS = Object.fromEntries(COMPUTE_CLASSES.map((name) => [name, null])) as Record<ComputeClass, null>;

const ARRAY: MatrixUnit = {
  kind: 'array',
  rows: 1,
  columns: 1,
  cores: 1,
  dataflow: 'ws',
  clockHz: 1e9,
  macsPerCycle: NO_CLASS,
};
const RATES: MatrixUnit = { kind: 'rates', macsPerSecond: NO_CLASS };

/** A tier whose fields may be empty; that main memory needs a bandwidth is checked once its kind is known. */
const TIER: MemoryTier = {
  id: 'tier',
  label: '',
  kind: 'sram',
  capacityBytes: null,
  bytesPerSecond: null,
  scope: 'chip',
  dramType: null,
};

/** The least machine that brings each kind of field. */
function machineWith(matrix: MatrixUnit): Accelerator {
  return {
    name: '',
    matrix,
    vector: { laneOpsPerSecond: null, specialOpsPerSecond: null },
    tiers: [TIER],
    technology: { nodeNm: null, dramJoulesPerBit: null, linkJoulesPerBit: null },
    published: { thermalDesignPowerWatts: null, dieAreaSquareMetres: null },
  };
}

const SYSTEM: System = {
  nodes: [{ accelerator: 'main', count: null, role: 'all' }],
  network: [{ id: 'level', label: '', fanOut: 1, bytesPerSecond: null, latencySeconds: null, topology: 'ring' }],
};

/** `accelerator.tiers[2].capacityBytes` has the shape `accelerator.tiers[].capacityBytes`. */
function shapeOf(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '[]');
}

const CONTROLS: ReadonlyMap<string, Control> = new Map(
  [
    ...acceleratorFields(machineWith(ARRAY)),
    ...acceleratorFields(machineWith(RATES)),
    ...memoryFields(machineWith(ARRAY)),
    ...formatFields(),
    ...workloadFields('decoder'),
    ...deploymentFields(SYSTEM),
    ...assumptionFields(),
    ...economicsFields(),
  ].map(({ path, control }) => [shapeOf(path), control]),
);

/** The control of the fields whose paths have a shape. Throws when there is none: the schema names a field wrongly. */
export function controlAt(shape: string): Control {
  const control = CONTROLS.get(shape);
  if (control === undefined) throw new Error(`no field has a path like ${shape}`);
  return control;
}
