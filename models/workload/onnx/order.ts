import { failed, type OnnxGraph, type OnnxNode, type Outcome } from './model';

/** What people find in a viewer: the node's name, or else its first output; and its operator. */
export function nodeTitle(node: OnnxNode): string {
  const name = node.name !== '' ? node.name : (node.outputs.find((output) => output !== '') ?? '');
  return name === '' ? node.operator : `${node.operator} ${JSON.stringify(name)}`;
}

/** For each value that a node computes, the index of the node. A value that has two origins is an error. */
function producersOf(graph: OnnxGraph, given: ReadonlySet<string>): Outcome<ReadonlyMap<string, number>> {
  const producers = new Map<string, number>();
  for (const [index, node] of graph.nodes.entries()) {
    for (const output of node.outputs) {
      if (output === '') continue;
      if (producers.has(output) || given.has(output)) {
        return failed(`${nodeTitle(node)}: its output ${JSON.stringify(output)} is given a value twice.`);
      }
      producers.set(output, index);
    }
  }
  return { ok: true, value: producers };
}

function givenValues(graph: OnnxGraph): Outcome<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const { name } of graph.initializers) {
    if (stored.has(name)) return failed(`The stored tensor ${JSON.stringify(name)} is there twice.`);
    stored.add(name);
  }
  const inputs = new Set<string>();
  for (const { name } of graph.inputs) {
    if (inputs.has(name)) return failed(`The input ${JSON.stringify(name)} is there twice.`);
    inputs.add(name);
  }
  // Older files list each stored tensor among the inputs too: it is then a default.
  return { ok: true, value: new Set([...stored, ...inputs]) };
}

/**
 * The nodes in an order in which each comes after those that it needs, as near to the file's order as can be. A file has
 * to be in such an order by the standard, yet not every exporter's is.
 */
export function nodesInOrder(graph: OnnxGraph): Outcome<readonly OnnxNode[]> {
  const given = givenValues(graph);
  if (!given.ok) return given;
  const producers = producersOf(graph, given.value);
  if (!producers.ok) return producers;
  const users: number[][] = graph.nodes.map(() => []);
  const waitingFor = graph.nodes.map(() => 0);
  for (const [index, node] of graph.nodes.entries()) {
    for (const input of node.inputs) {
      if (input === '' || given.value.has(input)) continue;
      const producer = producers.value.get(input);
      if (producer === undefined) {
        return failed(`${nodeTitle(node)}: its input ${JSON.stringify(input)} comes from nowhere in the file.`);
      }
      users[producer]!.push(index);
      waitingFor[index]!++;
    }
  }
  return sorted(graph.nodes, users, waitingFor);
}

function sorted(
  nodes: readonly OnnxNode[],
  users: readonly (readonly number[])[],
  waitingFor: number[],
): Outcome<readonly OnnxNode[]> {
  const ordered: OnnxNode[] = [];
  const ready: number[] = [];
  for (let start = 0; start < nodes.length; start++) {
    if (waitingFor[start] !== 0) continue;
    // Marked as taken, so that it is not started from again.
    waitingFor[start] = -1;
    ready.push(start);
    for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
      ordered.push(nodes[index]!);
      for (const user of users[index]!) {
        waitingFor[user]!--;
        // Later nodes wait for their turn in the file; earlier ones were passed over and come at once.
        if (waitingFor[user] === 0 && user < start) {
          waitingFor[user] = -1;
          ready.push(user);
        }
      }
    }
  }
  if (ordered.length === nodes.length) return { ok: true, value: ordered };
  const stuck = nodes[waitingFor.findIndex((count) => count > 0)];
  const title = stuck === undefined ? 'A node' : nodeTitle(stuck);
  return failed(`${title}: it needs its own output, directly or through other nodes.`);
}
