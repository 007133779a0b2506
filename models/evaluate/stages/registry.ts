import type { Stage } from '../stage';
import type { StageId } from '../context';
import { areaStage } from './area';
import { bytesStage } from './bytes';
import { collectivesStage } from './collectives';
import { computeStage } from './compute';
import { economicsFiguresStage, economicsStage } from './economics';
import { energyStage } from './energy';
import { mappingStage } from './mapping';
import { machineStage, paceStage } from './machine';
import { memoryStage } from './memory';
import { rowsStage, storedStage } from './rows';
import { decodeScheduleStage, prefillScheduleStage } from './schedule';
import { steadyStage } from './steady';
import { technologyStage } from './technology';
import { trafficStage } from './traffic';

/** A stage with the types of what it reads erased, as the engine runs it. */
export type AnyStage = Stage & { readonly id: StageId };

/** All stages, each after those that it reads. */
export const STAGES = [
  rowsStage,
  storedStage,
  bytesStage,
  mappingStage,
  computeStage,
  trafficStage,
  steadyStage,
  collectivesStage,
  technologyStage,
  energyStage,
  areaStage,
  economicsFiguresStage,
  economicsStage,
  memoryStage,
  machineStage,
  paceStage,
  prefillScheduleStage,
  decodeScheduleStage,
] as unknown as readonly AnyStage[];
