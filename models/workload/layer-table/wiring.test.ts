import { describe, expect, it } from 'vitest';
import { findLayerTablePreset } from '../presets/layer-tables';
import type { LayerTable } from './types';
import { wiredLayers, wiringFault } from './wiring';

const table = (id: string): LayerTable => findLayerTablePreset(id)!.build();
const unsaid = ({ layers, ...rest }: LayerTable): LayerTable => ({
  ...rest,
  layers: layers.map(({ inputs: _, ...layer }) => layer),
});
/** Each layer's inputs by name, with the repeat where there are several. */
function edges(of: LayerTable, turns = Infinity): Readonly<Record<string, readonly string[]>> {
  const { layers } = wiredLayers(of, turns);
  const name = (place: number) => {
    if (place < 0) return 'input';
    const { layer, turn } = layers[place]!;
    return layer.repeat > 1 ? `${layer.name}[${turn}]` : layer.name;
  };
  return Object.fromEntries(layers.map(({ inputs }, place) => [name(place), inputs.map(name)]));
}

describe('wiring of a table', () => {
  it('has the shortcuts of ResNet-50', () => {
    const of = edges(table('resnet-50'));
    expect(of['conv1']).toEqual(['input']);
    expect(of['layer2.0.downsample']).toEqual(['layer1.2.relu']);
    expect(of['layer2.0.conv1']).toEqual(['layer1.2.relu']);
    expect(of['layer2.0.add']).toEqual(['layer2.0.conv3.norm', 'layer2.0.downsample.norm']);
    expect(of['layer2.1.add']).toEqual(['layer2.1.conv3.norm', 'layer2.0.relu']);
  });

  it('has squeeze and excitation of EfficientNet-B0', () => {
    const of = edges(table('efficientnet-b0'));
    expect(of['stage2.1.squeeze']).toEqual(['stage2.1.depthwise.silu']);
    expect(of['stage2.1.scale']).toEqual(['stage2.1.depthwise.silu', 'stage2.1.excite.sigmoid']);
    expect(of['stage2.1.add']).toEqual(['stage2.1.project.norm', 'stage2.0.project.norm']);
  });

  it('goes round repeated blocks: what stands before the block is its own last layer from the second time on', () => {
    const vit = edges(table('vit-b-16'), 2);
    expect(vit['encoder.attention.norm[0]']).toEqual(['embedding.positions']);
    expect(vit['encoder.attention.norm[1]']).toEqual(['encoder.mlp.add[0]']);
    expect(vit['encoder.attention.scores[1]']).toEqual(['encoder.attention.query[1]', 'encoder.attention.key[1]']);
    expect(vit['encoder.attention.add[0]']).toEqual(['encoder.attention.output[0]', 'embedding.positions']);
    expect(vit['encoder.attention.add[1]']).toEqual(['encoder.attention.output[1]', 'encoder.mlp.add[0]']);
    expect(vit['norm']).toEqual(['encoder.mlp.add[1]']);
    const bert = edges(table('bert-base'), 2);
    expect(bert['embedding.positions']).toEqual(['input']);
    expect(bert['encoder.attention.value[1]']).toEqual(['encoder.mlp.norm[0]']);
    expect(bert['encoder.attention.add[1]']).toEqual(['encoder.attention.output[1]', 'encoder.mlp.norm[0]']);
    expect(bert['encoder.mlp.add[1]']).toEqual(['encoder.mlp.down[1]', 'encoder.attention.norm[1]']);
  });

  it.each(['resnet-50', 'mobilenet-v1', 'mobilenet-v2', 'efficientnet-b0', 'vgg-16'])(
    'is guessed right by sizes where %s does not say it, and what is guessed is named',
    (id) => {
      const of = table(id);
      const sorted = (all: ReturnType<typeof edges>) =>
        Object.fromEntries(Object.entries(all).map(([name, inputs]) => [name, inputs.toSorted()]));
      expect(sorted(edges(unsaid(of)))).toEqual(sorted(edges(of)));
      const { guessed } = wiredLayers(unsaid(of), Infinity);
      expect(guessed).toEqual(of.layers.filter(({ inputs }) => inputs !== undefined).map(({ name }) => name));
      expect(wiredLayers(of, Infinity).guessed).toEqual([]);
    },
  );

  it.each([
    [1, 1],
    [0, 5],
    [2, -2],
  ])('is refused where layer %i reads place %i', (index, place) => {
    const of = table('vgg-16');
    const layers = of.layers.map((layer, at) => (at === index ? { ...layer, inputs: [place] } : layer));
    expect(wiringFault({ ...of, layers })).toMatch(
      `at place ${index} reads place ${place}: it can read what stands before`,
    );
    expect(wiringFault(of)).toBeNull();
  });
});
