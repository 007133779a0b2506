import type { TierOperand } from '../../hardware/types';
import type { OutputAxis } from '../../workload/layer-table/window-tile';
import { touchedPlaces } from '../../workload/layer-table/windows';
import type { Product } from './product-mapper';

/** Elements of each operand, all groups; of the input of a convolution the places that its windows read, padding included. */
export function elementsOf({
  groups,
  m,
  n,
  k,
  windows,
}: Pick<Product, 'groups' | 'm' | 'n' | 'k' | 'windows'>): Readonly<Record<TierOperand, number>> {
  const input =
    windows === undefined
      ? m * k
      : windows.images * windows.channels * places(windows.tiles.height) * places(windows.tiles.width);
  return { input: groups * input, weight: groups * k * n, output: groups * m * n };
}

function places({ outputs, kernel, stride, dilation }: OutputAxis): number {
  return touchedPlaces(outputs, kernel, stride, dilation);
}
