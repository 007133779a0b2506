/**
 * Energy of the wires between the banks of an SRAM, from its port to a bank.
 *
 * A tier of area A is a square with its port at the middle of an edge; a bank lies 3/4 sqrt(A) away on average, along the
 * two directions. Only the nodes with a sourced wire have one; at the others the banks come without wires.
 *
 * Not modelled: wires from the port to the array, the banks' own address wires, low-swing signalling.
 */
import { BITS_PER_BYTE, figure, type Known, PICOJOULE, scaleKnown, withSpan } from './types';

const MILLIMETRE = 1e-3;

/** Picojoules to move one bit one millimetre; the spans hold other figures of the same node or its neighbour. */
const WIRES: Readonly<Record<number, Known>> = {
  45: withSpan(figure(0.094, 'dally-wire', 'wire', 'medium'), [0.121, 0.4]),
  7: withSpan(figure(0.045, 'n7-wire', 'wire', 'low'), [0.038]),
};

/** Mean Manhattan distance from the middle of an edge of a unit square to a point in it: 1/4 + 1/2. */
const MEAN_DISTANCE = 0.75;

/** Joules per byte of the wires within a tier of several banks; null: no sourced wire at the node. */
export function bankWireJoulesPerByte(nodeNm: number, squareMetres: number): Known | null {
  const wire = WIRES[nodeNm];
  if (wire === undefined) return null;
  const millimetres = (MEAN_DISTANCE * Math.sqrt(squareMetres)) / MILLIMETRE;
  return scaleKnown(wire, millimetres * BITS_PER_BYTE * PICOJOULE);
}
