import type { TierOperand } from '../hardware/types';
import { touchedPlaces } from '../workload/layer-table/windows';
import type { Product, ProductAxis } from './product-mapper';

/** Elements of each operand, all groups; of the input of a convolution the places that its windows read, padding included. */
export function elementsOf({
  groups,
  m,
  n,
  k,
  windows,
}: Pick<Product, 'groups' | 'm' | 'n' | 'k' | 'windows'>): Readonly<Record<TierOperand, number>> {
  const input =
    windows === undefined ? m * k : windows.images * windows.channels * places(windows.height) * places(windows.width);
  return { input: groups * input, weight: groups * k * n, output: groups * m * n };
}

function places({ outputs, taps, stride, dilation }: ProductAxis): number {
  return touchedPlaces(outputs, taps, stride, dilation);
}
