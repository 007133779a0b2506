/** What no figure here includes, for the guide; `omissions.ts` says it of one design. */
export const TECHNOLOGY_NOT_MODELLED = [
  'clock, control and idle power, where the user states none',
  'leakage of registers, and of logic at other nodes than 7 and 5 nm',
  'wires from memories to the array, and between banks at other nodes than 45 and 7 nm',
  'area of control, network on the chip, memory interfaces, pads and margins, where the user states none',
  'special functions beyond one FP32 multiply-add each',
  'DRAM refresh and row-buffer locality; reads apart from writes',
] as const;
