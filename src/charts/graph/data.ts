export interface GraphPlace {
  readonly layer: number;
  /** In heights of a node. */
  readonly row: number;
}

export interface GraphNode extends GraphPlace {
  readonly label: string;
  /** What is said of it besides its label. */
  readonly about: string;
}

/** A piece of the way of a tensor. */
export interface GraphPiece {
  readonly tensor: number;
  readonly from: GraphPlace;
  readonly to: GraphPlace;
}

/** A layered graph to be drawn from left to right. */
export interface GraphData {
  readonly finding: string;
  readonly layers: number;
  readonly rows: readonly [number, number];
  readonly nodes: readonly GraphNode[];
  /** By the layer in which they start. */
  readonly pieces: readonly GraphPiece[];
  /** Who passes something to whom, by place in `nodes`. */
  readonly links: readonly { readonly from: number; readonly to: readonly number[] }[];
  /** Tensors that are drawn as dashed lines. */
  readonly dashed: ReadonlySet<number>;
}

/** What stands out in a graph. */
export interface GraphMarks {
  /** The node that is looked at. */
  readonly current: number | null;
  /** Nodes that have run before it. */
  readonly done: ReadonlySet<number>;
  readonly pointedNodes: readonly number[];
  readonly pointedTensors: readonly number[];
}
