import type { LayerTable } from '../layer-table/types';
import { efficientNetB0, mobileNetV1, mobileNetV2, resnet50, vgg16 } from './layer-tables-images';
import { BERT_MAX_TOKENS, bertBase, vitB16 } from './layer-tables-transformers';

/** What a layer-table preset can be built for; what is left out is 1 image or sequence of the usual size. */
export interface LayerTableSizes {
  /** Images or sequences at once. */
  readonly batch?: number;
  /** Tokens of a sequence; only presets with a `sequence` heed it. */
  readonly sequenceLength?: number;
}

/** A network to start from; `build` gives a fresh table, which then belongs to the design. */
export interface LayerTablePreset {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  /** Tokens of a sequence, where that can be chosen. */
  readonly sequence: { readonly usual: number; readonly most: number } | null;
  readonly build: (sizes?: LayerTableSizes) => LayerTable;
}

function imagePreset(
  id: string,
  label: string,
  family: string,
  build: (batch?: number) => LayerTable,
): LayerTablePreset {
  return { id, label, family, sequence: null, build: (sizes = {}) => build(sizes.batch) };
}

/** In the order in which they are offered. */
export const LAYER_TABLE_PRESETS: readonly LayerTablePreset[] = [
  imagePreset('resnet-50', 'ResNet-50', 'ResNet', resnet50),
  imagePreset('vgg-16', 'VGG-16', 'VGG', vgg16),
  imagePreset('mobilenet-v1', 'MobileNetV1', 'MobileNet', mobileNetV1),
  imagePreset('mobilenet-v2', 'MobileNetV2', 'MobileNet', mobileNetV2),
  imagePreset('efficientnet-b0', 'EfficientNet-B0', 'EfficientNet', efficientNetB0),
  imagePreset('vit-b-16', 'ViT-B/16', 'ViT', vitB16),
  {
    id: 'bert-base',
    label: 'BERT-base',
    family: 'BERT',
    sequence: { usual: 128, most: BERT_MAX_TOKENS },
    build: ({ batch, sequenceLength } = {}) => bertBase(sequenceLength, batch),
  },
];

export function findLayerTablePreset(id: string): LayerTablePreset | undefined {
  return LAYER_TABLE_PRESETS.find((preset) => preset.id === id);
}
