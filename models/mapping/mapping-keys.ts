import type { Machine, Product, ProductWindows } from '../evaluate/mapped/product-mapper';

/** Texts that are equal for products and machines with the same answer. A machine is written out once. */
export class MappingKeys {
  readonly #machines = new WeakMap<Machine, string>();

  of(product: Product, machine: Machine): string {
    return `${this.#machineKey(machine)}${productKey(product)}`;
  }

  #machineKey(machine: Machine): string {
    let key = this.#machines.get(machine);
    if (key === undefined) {
      // JSON has no word for numbers that are not finite, and two of them mean different things here.
      key = JSON.stringify(machine, (_, value: unknown) => (typeof value === 'number' ? String(value) : value));
      this.#machines.set(machine, key);
    }
    return key;
  }
}

function productKey({ groups, m, n, k, input, weight, output, partialBits, windows }: Product): string {
  const operands = [input, weight, output].map(({ bits, place }) => `${place}${bits}`).join(' ');
  return `${groups} ${m} ${n} ${k} ${partialBits} ${operands}${windows === undefined ? '' : windowsKey(windows)}`;
}

/** Padding counts by the width of an element. */
function windowsKey({ images, channels, tiles: { height, width } }: ProductWindows): string {
  const axes = [height, width].map(
    ({ outputs, kernel, stride, dilation }) => `${outputs} ${kernel} ${stride} ${dilation}`,
  );
  return ` ${images} ${channels} ${axes.join(' ')}`;
}
