/** Small graphs to look at before there is one of one's own: activations of 8 bits, sizes from the shapes named here. */
import { GraphBuilder } from './graph-builder';
import type { DrawnOutcome } from './graph-json';

export const GRAPH_EXAMPLES = ['cells', 'heads'] as const;
export type GraphExample = (typeof GRAPH_EXAMPLES)[number];

export function exampleGraph(example: GraphExample): DrawnOutcome {
  return example === 'cells' ? nasCells() : attentionByHead();
}

/**
 * Two normal cells of NASNet-A (Zoph et al., Learning Transferable Architectures for Scalable Image Recognition, 2017,
 * figure 4): 32 x 32 pixels, 32 filters. Each cell reads the two before it, and joins five sums of pairs with its input.
 */
function nasCells(): DrawnOutcome {
  const bytes = 32 * 32 * 32;
  const builder = new GraphBuilder('Two NASNet-A cells');
  let before = builder.given('image', 3 * bytes, 'input');
  let at = builder.operator('stem', [before], { bytes: 3 * bytes });
  for (let cell = 1; cell <= 2; cell++) {
    const run = (name: string, inputs: readonly string[]) => builder.operator(`${name}_${cell}`, inputs, { bytes });
    const [x, y] = [run('squeeze', [at]), run('squeeze_before', [before])];
    const sums = [
      run('add1', [run('sep3x3_a', [x]), x]),
      run('add2', [run('sep3x3_b', [y]), run('sep5x5_b', [x])]),
      run('add3', [run('pool_c', [x]), y]),
      run('add4', [run('pool_d', [y]), run('pool_e', [y])]),
      run('add5', [run('sep5x5_f', [y]), run('sep3x3_f', [y])]),
    ];
    before = at;
    at = builder.operator(`join_${cell}`, [y, ...sums], { bytes: 6 * bytes });
  }
  return builder.finish();
}

/** A transformer's block with its heads drawn apart (Vaswani et al., Attention Is All You Need, 2017): base model, 128 tokens. */
function attentionByHead(): DrawnOutcome {
  const [tokens, width, heads] = [128, 512, 8];
  const builder = new GraphBuilder('Transformer block by heads');
  const run = (name: string, inputs: readonly string[], elementsPerToken: number) =>
    builder.operator(name, inputs, { bytes: tokens * elementsPerToken });
  const x = builder.given('tokens', tokens * width, 'input');
  const normed = run('norm1', [x], width);
  const mixed = Array.from({ length: heads }, (_, index) => {
    const of = (name: string) => `${name}${index + 1}`;
    const scores = run(of('scores'), [run(of('query'), [normed], width / heads), run(of('key'), [normed], width / heads)], tokens); // prettier-ignore
    return run(of('mix'), [scores, run(of('value'), [normed], width / heads)], width / heads);
  });
  const attended = run('add1', [run('project', mixed, width), x], width);
  const active = run('relu', [run('up', [run('norm2', [attended], width)], 4 * width)], 4 * width);
  run('add2', [run('down', [active], width), attended], width);
  return builder.finish();
}
