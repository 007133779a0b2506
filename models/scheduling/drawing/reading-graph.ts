/** A graph of operators as it is read in a picture: operators one by one, or chains of them as one node. */
import { consumersOf, type OperatorGraph, producersOf, topologicalOrder } from '../graph';

/** A tensor from the node that computes it to the nodes that use it. */
export interface ReadingLink {
  readonly tensor: number;
  readonly from: number;
  readonly to: readonly number[];
}

/** Nodes are in an order in which each comes after those that it needs. Given tensors are no links. */
export interface ReadingGraph {
  /** Operators of each node, in the order in which they feed each other. */
  readonly nodes: readonly (readonly number[])[];
  readonly links: readonly ReadingLink[];
}

/** Every operator is a node of its own. */
export function plainReading(graph: OperatorGraph): ReadingGraph {
  return readingOf(
    graph,
    topologicalOrder(graph).map((operator) => [operator]),
  );
}

/**
 * Operators that pass everything they compute to one other, which needs nothing else that is computed, are one node with
 * it. For reading only: a schedule may run other operators between them.
 */
export function fusedReading(graph: OperatorGraph): ReadingGraph {
  const next = soleFollowers(graph);
  const isFollower = new Uint8Array(graph.operators.length);
  for (const follower of next) if (follower >= 0) isFollower[follower] = 1;
  const chains: number[][] = [];
  for (const first of topologicalOrder(graph)) {
    if (isFollower[first] === 1) continue;
    const chain: number[] = [];
    for (let operator = first; operator >= 0; operator = next[operator]!) chain.push(operator);
    chains.push(chain);
  }
  return readingOf(graph, inOrder(graph, chains));
}

/** For each operator the one that takes all it computes and needs nothing else that is computed, or -1. */
function soleFollowers(graph: OperatorGraph): Int32Array {
  const producer = producersOf(graph);
  const consumers = consumersOf(graph);
  const next = new Int32Array(graph.operators.length).fill(-1);
  for (const [operator, { outputs }] of graph.operators.entries()) {
    const users = new Set(outputs.flatMap((output) => consumers[output]!));
    const [user] = users;
    if (users.size !== 1 || user === undefined) continue;
    const needsNothingElse = graph.operators[user]!.inputs.every((input) => {
      return producer[input]! < 0 || producer[input] === operator;
    });
    if (needsNothingElse) next[operator] = user;
  }
  return next;
}

/** Chains by the place of their last operator: whoever needs a chain needs its end. */
function inOrder(graph: OperatorGraph, chains: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const place = new Int32Array(graph.operators.length);
  for (const [index, operator] of topologicalOrder(graph).entries()) place[operator] = index;
  return chains.toSorted((a, b) => place[a.at(-1)!]! - place[b.at(-1)!]!);
}

function readingOf(graph: OperatorGraph, nodes: readonly (readonly number[])[]): ReadingGraph {
  const nodeOf = new Int32Array(graph.operators.length);
  for (const [node, operators] of nodes.entries()) for (const operator of operators) nodeOf[operator] = node;
  const producer = producersOf(graph);
  const links = consumersOf(graph).flatMap((users, tensor): readonly ReadingLink[] => {
    if (producer[tensor]! < 0) return [];
    const from = nodeOf[producer[tensor]!]!;
    const to = [...new Set(users.map((user) => nodeOf[user]!))].filter((node) => node !== from);
    return to.length === 0 ? [] : [{ tensor, from, to }];
  });
  return { nodes, links };
}
