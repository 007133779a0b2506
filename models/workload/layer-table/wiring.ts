/** Which layer of a table reads which, with repeats written out. */
import { layerCounts } from './counts';
import type { LayerTable, TableLayer } from './types';

export interface WiredLayer {
  readonly layer: TableLayer;
  /** Place in the table. */
  readonly index: number;
  /** Which repeat this is, from 0. */
  readonly turn: number;
  /** Places in the written-out list, -1 for the network's input; each once. */
  readonly inputs: readonly number[];
}

export interface WiredTable {
  readonly layers: readonly WiredLayer[];
  /** Names of layers whose inputs were guessed by their sizes, since the table says nothing of branches. */
  readonly guessed: readonly string[];
}

/**
 * Writes a table out, at most `mostTurns` of each repeated block. Where no layer of the table says what it reads, each
 * reads the one before, and what is then missing of its inputs is guessed from an earlier result of that size.
 */
export function wiredLayers(table: LayerTable, mostTurns: number): WiredTable {
  const isStated = table.layers.some(({ inputs }) => inputs !== undefined);
  const guesses = isStated ? null : guessedInputs(table.layers);
  const layers: WiredLayer[] = [];
  /** For each layer the place of its latest repeat in the written-out list. */
  const latest: number[] = [];
  for (let start = 0; start < table.layers.length;) {
    const end = blockEnd(table.layers, start);
    const before = layers.length - 1;
    for (let turn = 0; turn < Math.min(table.layers[start]!.repeat, mostTurns); turn++) {
      const carried = turn === 0 ? before : layers.length - 1;
      for (let index = start; index < end; index++) {
        const layer = table.layers[index]!;
        const places = (layer.inputs ?? guesses?.[index] ?? [index - 1]).map((place) => {
          if (place < 0) return -1;
          return place === start - 1 ? carried : latest[place]!;
        });
        // The first layer of a block that does not say what it reads goes on from the block's last one.
        const inputs = index === start && layer.inputs === undefined && turn > 0 ? [carried] : places;
        latest[index] = layers.length;
        layers.push({ layer, index, turn, inputs: [...new Set(inputs)] });
      }
    }
    start = end;
  }
  const guessed = (guesses ?? []).flatMap((guess, index) => {
    return guess.length === 1 && guess[0] === index - 1 ? [] : [table.layers[index]!.name];
  });
  return { layers, guessed };
}

/** One sentence on a layer that reads itself, a later one or none, or null. */
export function wiringFault({ layers }: LayerTable): string | null {
  for (const [index, { name, inputs }] of layers.entries()) {
    const wrong = inputs?.find((place) => place < -1 || place >= index);
    if (wrong === undefined) continue;
    const reads = `Layer ${JSON.stringify(name)} at place ${index} reads place ${wrong}`;
    return `${reads}: it can read what stands before it, or -1 for the network's input.`;
  }
  return null;
}

/** Layers in a row with the same repeat are one block; those that stand once are by themselves. */
function blockEnd(layers: readonly TableLayer[], start: number): number {
  const { repeat } = layers[start]!;
  let end = start + 1;
  while (repeat > 1 && end < layers.length && layers[end]!.repeat === repeat) end++;
  return end;
}

/** Whether a layer reworks the result of the layer before, element by element. */
export function isRework(layer: TableLayer): boolean {
  if (layer.kind === 'softmax') return true;
  if (layer.kind === 'normalisation') return layer.normalisation === 'batch';
  return layer.kind === 'elementwise' && layer.inputElements === layer.outputElements;
}

/** Of earlier results of the size that is missing, one that nothing reads so far comes first, then the latest. */
function guessedInputs(layers: readonly TableLayer[]): readonly (readonly number[])[] {
  const counts = layers.map((layer) => layerCounts(layer));
  const isRead = layers.map(() => false);
  return layers.map((layer, index) => {
    const inputs = index === 0 || layer.kind === 'lookup' ? [-1] : inputsAt(layer, index);
    for (const input of inputs) if (input >= 0) isRead[input] = true;
    return inputs;
  });

  function inputsAt(layer: TableLayer, index: number): readonly number[] {
    const wanted = counts[index]!.inputElements;
    const given = counts[index - 1]!.outputElements;
    if (wanted === given) return [index - 1];
    if (wanted < given) return [(layer.kind === 'convolution' ? latestOf(wanted, index) : null) ?? index - 1];
    const isOneInput = layer.kind !== 'elementwise' && layer.kind !== 'movement';
    const whole = isOneInput ? latestOf(wanted, index) : null;
    if (whole !== null) return [whole];
    const other = latestOf(wanted - given, index);
    return other === null ? [index - 1] : [index - 1, other];
  }

  function latestOf(elements: number, before: number): number | null {
    const fitting: number[] = [];
    for (let place = before - 2; place >= 0; place--) {
      if (counts[place]!.outputElements === elements && !isRework(layers[place + 1]!)) fitting.push(place);
    }
    return fitting.find((place) => !isRead[place]) ?? fitting[0] ?? null;
  }
}
