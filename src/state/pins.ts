import type { Pins } from '../../models/design/pins';
import type { Design } from '../../models/design/types';

export function withPin({ designs, reference }: Pins, design: Design): Pins {
  return { designs: [...designs, design], reference };
}

/** Without the design at a position. When it was the reference, the first one left takes its place. */
export function withoutPin({ designs, reference }: Pins, at: number): Pins {
  const next = at < reference ? reference - 1 : at === reference ? 0 : reference;
  return { designs: designs.filter((_, index) => index !== at), reference: next };
}

/** With the design of one position at another; the reference stays the design that it is. */
export function withMovedPin({ designs, reference }: Pins, from: number, to: number): Pins {
  const order = designs.map((_, index) => index);
  order.splice(to, 0, ...order.splice(from, 1));
  return { designs: order.map((index) => designs[index]!), reference: order.indexOf(reference) };
}

export function withNamedPin({ designs, reference }: Pins, at: number, name: string): Pins {
  return { designs: designs.map((design, index) => (index === at ? { ...design, name } : design)), reference };
}

/** How a pinned design is called in tables and charts, whatever its name: A, B ... in their order. */
export function pinLetter(at: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + at);
}

/** The name of a design; without one, what it is made of. */
export function titleOf({ name, accelerator, workload }: Design): string {
  return name || [accelerator.name, workload.name].filter((text) => text !== '').join(' · ') || 'Unnamed design';
}
