import type { Command } from '../command';
import { benchCommand } from './bench';
import { checkCommand } from './check';
import { compareCommand } from './compare';
import { datapathCommand } from './datapath';
import { evaluateCommand } from './evaluate';
import { formatsCommand } from './formats';
import { gemmCommand } from './gemm';
import { importCommand } from './import';
import { linkCommand } from './link';
import { listCommand } from './list';
import { mapCommand } from './map';
import { precisionCommand } from './precision';
import { productCommand } from './product';
import { quantizeCommand } from './quantize';
import { scheduleCommand } from './schedule';
import { sweepCommand } from './sweep';

/** Every command, in the order of the usage text. */
export const COMMANDS: readonly Command[] = [
  evaluateCommand,
  compareCommand,
  sweepCommand,
  importCommand,
  gemmCommand,
  mapCommand,
  precisionCommand,
  datapathCommand,
  quantizeCommand,
  productCommand,
  formatsCommand,
  scheduleCommand,
  linkCommand,
  checkCommand,
  listCommand,
  benchCommand,
];
