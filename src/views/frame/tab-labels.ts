import type { Tab } from '../../state/ui-slice';

export const TAB_LABELS = {
  roofline: 'Roofline',
  explore: 'Explore',
  dataflow: 'Dataflow',
  formats: 'Formats',
  scratchpad: 'Scratchpad',
  compare: 'Compare',
} as const satisfies Record<Tab, string>;
