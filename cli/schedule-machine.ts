/** The machine that `schedule` takes sizes and figures from. */
import type { Design } from '../models/design/types';
import { shown } from '../models/design/value-rules';
import { findHardwarePreset } from '../models/hardware/presets/presets';
import { scratchpadBytes } from '../models/evaluate/stages/staging';
import type { Accelerator } from '../models/hardware/types';
import { type MainMemoryFigures, mainMemoryFigures } from '../models/scheduling/traffic-cost';
import type { Arguments, CommandOption } from './command';
import { done, refused, type Result } from './result';

export interface ScheduleMachine {
  /** Of the SRAM that operands are staged in, all cores together; null where the machine has none of known size. */
  readonly scratchpadBytes: number | null;
  readonly memory: MainMemoryFigures;
}

export const MACHINE_OPTION: CommandOption = {
  name: 'hardware',
  value: 'ID',
  help: 'The accelerator whose SRAM and main memory count; that of the design unless given',
};

/** The machine that is named, or that of a design; null where there is neither. */
export function machineOf(args: Arguments, design: Design | null): Result<ScheduleMachine | null> {
  const id = args.text('hardware');
  if (id === undefined) return done(design === null ? null : machine(design.accelerator, design.efficiency.memory));
  const preset = findHardwarePreset(id);
  if (preset !== undefined) return done(machine(preset.build().accelerator, 1));
  return refused(`--hardware: must be the id of an accelerator, not ${shown(id)}; ridgeline list hardware shows them`);
}

function machine(accelerator: Accelerator, efficiency: number): ScheduleMachine {
  const bytes = scratchpadBytes(accelerator.tiers, accelerator.matrix);
  return { scratchpadBytes: Number.isNaN(bytes) ? null : bytes, memory: mainMemoryFigures(accelerator, efficiency) };
}
