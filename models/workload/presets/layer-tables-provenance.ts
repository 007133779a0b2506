/**
 * Where the sizes of each layer table come from, and the published totals that its tests hold it to.
 *
 * Kept apart from the presets so that the page can load it when someone asks.
 */
export interface PublishedTotal {
  readonly value: number;
  /** Largest distance at which a total still agrees with the published figure, which was rounded. */
  readonly tolerance: number;
  readonly source: string;
}

export interface LayerTableProvenance {
  /** The paper or code that the sizes follow. */
  readonly source: string;
  readonly parameters: PublishedTotal;
  /** Multiply-accumulates of one inference; null where no published figure for these sizes was read. */
  readonly macs: PublishedTotal | null;
  readonly flags: readonly string[];
}

const TORCHVISION = 'torchvision model weights, meta data';

/** A torchvision model: parameters to the unit, MACs as `_ops` in units of 10^9 to three places. */
function torchvision(
  model: string,
  parameters: number,
  gigaMacs: number,
): Pick<LayerTableProvenance, 'parameters' | 'macs'> {
  return {
    parameters: { value: parameters, tolerance: 0, source: `${TORCHVISION} of ${model}: num_params` },
    macs: { value: gigaMacs * 1e9, tolerance: 0.5e6, source: `${TORCHVISION} of ${model}: _ops` },
  };
}

export const LAYER_TABLE_PROVENANCE: Readonly<Record<string, LayerTableProvenance>> = {
  'resnet-50': {
    source: 'He et al., arXiv 1512.03385, table 1; torchvision/models/resnet.py',
    ...torchvision('ResNet50_Weights.IMAGENET1K_V1', 25_557_032, 4.089),
    flags: [
      'The stride of a block stands in its 3x3 convolution ("v1.5"), as in torchvision; the paper has it in the first 1x1 convolution, and states 3.8 x 10^9 multiply-adds.',
    ],
  },
  'vgg-16': {
    source: 'Simonyan, Zisserman, arXiv 1409.1556, table 1 column D; torchvision/models/vgg.py',
    ...torchvision('VGG16_Weights.IMAGENET1K_V1', 138_357_544, 15.47),
    flags: ['Without batch normalisation, as in the paper.'],
  },
  'mobilenet-v1': {
    source: 'Howard et al., arXiv 1704.04861, table 1',
    parameters: { value: 4.2e6, tolerance: 0.05e6, source: 'arXiv 1704.04861, table 6, 1.0 MobileNet-224' },
    macs: { value: 569e6, tolerance: 0.5e6, source: 'arXiv 1704.04861, table 6, 1.0 MobileNet-224' },
    flags: [
      'The last depthwise convolution has stride 1: table 1 prints stride 2 there, and an output of the same size.',
    ],
  },
  'mobilenet-v2': {
    source: 'Sandler et al., arXiv 1801.04381, table 2; torchvision/models/mobilenetv2.py',
    ...torchvision('MobileNet_V2_Weights.IMAGENET1K_V1', 3_504_872, 0.301),
    flags: [],
  },
  'efficientnet-b0': {
    source: 'Tan, Le, arXiv 1905.11946, table 1; torchvision/models/efficientnet.py',
    ...torchvision('EfficientNet_B0_Weights.IMAGENET1K_V1', 5_288_548, 0.386),
    flags: ['The paper states 5.3 x 10^6 parameters and 0.39 x 10^9 multiply-adds.'],
  },
  'vit-b-16': {
    source: 'Dosovitskiy et al., arXiv 2010.11929, table 1; torchvision/models/vision_transformer.py',
    ...torchvision('ViT_B_16_Weights.IMAGENET1K_V1', 86_567_656, 17.564),
    flags: [
      'Both products of attention are among the MACs.',
      'Query, key and value are three products, not one of three times the width.',
    ],
  },
  'bert-base': {
    source:
      'Devlin et al., arXiv 1810.04805, section 3; config.json of bert-base-uncased (vocabulary 30522, 512 positions)',
    parameters: {
      value: 110e6,
      tolerance: 1e6,
      source: 'arXiv 1810.04805, section 3: "BERT BASE (L=12, H=768, A=12, Total Parameters=110M)"',
    },
    macs: null,
    flags: [
      'With the pooler, without a task head.',
      'MACs depend on the length of the sequence; no published count of MACs for a stated length was read, so the total is checked against the closed form of its sizes.',
    ],
  },
};
