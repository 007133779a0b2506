/** Tables of layers as graphs of operators and tensors. */
import { layerCounts } from '../../workload/layer-table/counts';
import type { LayerTable, MatmulLayer } from '../../workload/layer-table/types';
import { isRework, type WiredLayer, wiredLayers, wiringFault } from '../../workload/layer-table/wiring';
import { moduleOf } from '../../workload/lowering/layers/module-of';
import type { Module, TensorRole } from '../../workload/types';
import { GraphBuilder } from './graph-builder';
import type { DrawingOptions, DrawnOutcome } from './graph-json';
import { headSplit } from './table-heads';

/** Bits that an element takes, block scales included. `layer`: place in the workload, as format rules count. */
export type BitsOf = (module: Module, role: TensorRole, layer: number) => number;

export interface TableShape {
  /** Inputs of the table's own batch that run together. */
  readonly batch: number;
  readonly bitsOf: BitsOf;
}

/**
 * The graph of a table: one operator for each layer, with the tensor that it hands on. Activations, batch normalisations
 * and softmax run with the layer before them where nothing else reads its result. Sizes are elements times bits, rounded up
 * to whole bytes, at least one.
 *
 * Not modelled: operators that write over their inputs, tiles of a layer, workspaces.
 */
export function layerTableGraph(table: LayerTable, shape: TableShape, options: DrawingOptions): DrawnOutcome {
  const fault = wiringFault(table);
  if (fault !== null) return { ok: false, reason: fault };
  const builder = new GraphBuilder(table.name);
  const { layers, guessed } = wiredLayers(table, options.blocks ?? Infinity);
  const drawing = new TableDrawing(builder, layers, shape, options);
  for (const place of layers.keys()) drawing.draw(place);
  for (const note of drawing.notes()) builder.note(note);
  if (guessed.length > 0) {
    const [first] = guessed;
    const count = guessed.length === 1 ? 'One layer takes' : `${guessed.length} layers take`;
    builder.note(
      `The table does not say which layer reads which. ${count} inputs that were guessed by their size, ${JSON.stringify(first)} first.`,
    );
  }
  return builder.finish();
}

export function bytesOf(elements: number, bits: number): number {
  return Math.max(1, Math.ceil((elements * bits) / 8));
}

class TableDrawing {
  readonly #builder: GraphBuilder;
  readonly #layers: readonly WiredLayer[];
  readonly #shape: TableShape;
  readonly #options: DrawingOptions;
  /** Of each layer, into how many operators it is split, one for each head. */
  readonly #parts: readonly number[];
  /** Of each layer the tensors that it hands on, one for each part. */
  readonly #results: (readonly string[])[] = [];
  readonly #inputs = new Map<number, string>();
  #roundsUp = false;

  constructor(builder: GraphBuilder, layers: readonly WiredLayer[], shape: TableShape, options: DrawingOptions) {
    this.#builder = builder;
    this.#layers = layers;
    this.#shape = shape;
    this.#options = options;
    this.#parts = options.attention === 'heads' ? headSplit(layers) : layers.map(() => 1);
  }

  notes(): readonly string[] {
    const { attention, weights, blocks } = this.#options;
    const isCut = this.#layers.some(({ layer, turn }) => blocks !== null && turn === 0 && layer.repeat > blocks);
    const hasRework = this.#layers.some(({ layer }) => isRework(layer));
    const hasSplit = this.#parts.some((parts) => parts > 1);
    const hasAttention = this.#layers.some(({ layer }) => layer.kind === 'matmul' && layer.attention !== null);
    return [
      ...(hasRework
        ? [
            'Activations, batch normalisations and softmax run with the layer before them and have no tensors of their own.',
          ]
        : []),
      ...(attention === 'fused' && hasAttention ? ['Scores of attention stay inside their operator.'] : []),
      ...(attention === 'heads' && hasAttention && !hasSplit ? ['No heads are found that could be drawn apart.'] : []),
      ...(isCut ? [`Of repeated blocks the first ${blocks === 1 ? 'one is' : `${blocks} are`} drawn.`] : []),
      ...(weights ? [] : ['Weights are taken to lie elsewhere: only activations pass through the scratchpad.']),
      ...(this.#roundsUp ? ['Sizes are rounded up to whole bytes.'] : []),
    ];
  }

  draw(place: number): void {
    const { layer, index } = this.#layers[place]!;
    const parts = this.#parts[place]!;
    const activationBits = this.#shape.bitsOf(moduleOf(layer), 'activation', index);
    const bytes = this.#bytes((this.#shape.batch * layerCounts(layer).outputElements) / parts, activationBits);
    const name = this.#nameOf(place);
    this.#results[place] = Array.from({ length: parts }, (_, part) => {
      const own = parts === 1 ? name : `${name}.${part}`;
      const inputs = this.#read(place, part);
      const joins = this.#joins(place) ? inputs[0]! : null;
      return this.#builder.operator(own, [...inputs, ...this.#weights(place, own)], { bytes }, joins);
    });
  }

  #nameOf(place: number): string {
    const { layer, turn } = this.#layers[place]!;
    return layer.repeat > 1 ? `${layer.name}[${turn}]` : layer.name;
  }

  #read(place: number, part: number): readonly string[] {
    const own = this.#parts[place]!;
    return this.#layers[place]!.inputs.flatMap((input) => {
      if (input < 0) return [this.#networkInput(place)];
      const results = this.#results[input]!;
      return results.length === own ? [results[part]!] : results;
    });
  }

  /** One tensor for each size in which layers read the network's input. */
  #networkInput(place: number): string {
    const { layer, index, inputs } = this.#layers[place]!;
    const others = inputs.filter((input) => input >= 0);
    const known = others.reduce((sum, input) => sum + layerCounts(this.#layers[input]!.layer).outputElements, 0);
    const elements = this.#shape.batch * Math.max(1, layerCounts(layer).inputElements - known);
    const name = this.#inputs.get(elements);
    if (name !== undefined) return name;
    const bytes = this.#bytes(elements, this.#shape.bitsOf(moduleOf(layer), 'activation', index));
    const added = this.#builder.given('input', bytes, 'input');
    this.#inputs.set(elements, added);
    return added;
  }

  #weights(place: number, name: string): readonly string[] {
    const { layer, index } = this.#layers[place]!;
    const { parameters, outputElements } = layerCounts(layer);
    if (!this.#options.weights || parameters === 0) return [];
    // Of a stored table only the rows that are looked up are read.
    const read = layer.kind === 'lookup' ? Math.min(parameters, this.#shape.batch * outputElements) : parameters;
    const bytes = this.#bytes(read / this.#parts[place]!, this.#shape.bitsOf(moduleOf(layer), 'weight', index));
    return [this.#builder.given(`${name}.weights`, bytes, 'weight')];
  }

  /** Whether a layer runs with the one whose result it reads first. */
  #joins(place: number): boolean {
    const { layer, inputs } = this.#layers[place]!;
    if (inputs[0]! < 0) return false;
    if (isRework(layer)) return true;
    const isContext = (layer as MatmulLayer).attention === 'context';
    return isContext && this.#options.attention === 'fused';
  }

  #bytes(elements: number, bits: number): number {
    if (!Number.isInteger((elements * bits) / 8)) this.#roundsUp = true;
    return bytesOf(elements, bits);
  }
}
