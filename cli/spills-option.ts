import type { CommandOption } from './command';

export const SPILLS_OPTION: CommandOption = {
  name: 'spills',
  value: null,
  help: 'Also metrics of the best schedule in the scratchpad; seconds for each graph of a large model',
};
