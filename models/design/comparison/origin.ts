import type { Design } from '../types';
import { comparedInputs } from './inputs';

/** `preset`: as the machine's preset has it. `changed`: the preset says something else. `own`: presets have no say in it. */
export type InputOrigin = 'preset' | 'changed' | 'own';

/** Where the inputs of a design are from, by the id of a row; `preset` is the design with its machine as the preset has it. */
export function originsOf(design: Design, preset: Design): (rowId: string) => InputOrigin {
  const rows = comparedInputs([design, preset]);
  const origins = new Map(
    rows.map(({ id, section, differs }) => {
      const isOfMachine = section === 'accelerator' || section === 'memory' || /^(system\.)?network\b/.test(id);
      return [id, differs ? 'changed' : isOfMachine ? 'preset' : 'own'] as const;
    }),
  );
  return (rowId) => origins.get(rowId) ?? 'own';
}
