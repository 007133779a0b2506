/** Image classifiers on ImageNet. Where their sizes and the totals they are checked against come from: provenance. */
import type { LayerTable } from '../layer-table/types';
import { ImageNetBuilder, type ConvolutionOptions } from './layer-tables-build';

const CLASSES = 1000;
const IMAGE = 224;
const COLOURS = 3;
const NORM_RELU: ConvolutionOptions = { batchNorm: true, activation: 'relu' };

function table(name: string, net: ImageNetBuilder): LayerTable {
  return { kind: 'layers', name, layers: net.layers };
}

/** ResNet-50 with the stride in the 3x3 convolution ("v1.5"). */
export function resnet50(batch = 1): LayerTable {
  const net = new ImageNetBuilder(batch, IMAGE, COLOURS)
    .convolution('conv1', 64, 7, { ...NORM_RELU, stride: 2 })
    .pooling('maxpool', 'max', 3, 2, 1);
  const stages = [
    [64, 3, 1],
    [128, 4, 2],
    [256, 6, 2],
    [512, 3, 2],
  ] as const;
  stages.forEach(([width, blocks, firstStride], stage) => {
    for (let block = 0; block < blocks; block++) {
      bottleneck(net, `layer${stage + 1}.${block}`, width, block === 0 ? firstStride : 1, block === 0);
    }
  });
  return table('ResNet-50', net.globalPooling('avgpool').linear('fc', CLASSES));
}

function bottleneck(net: ImageNetBuilder, name: string, width: number, stride: number, project: boolean): void {
  const outputs = 4 * width;
  const shortcut = project
    ? net.branch((side) => side.convolution(`${name}.downsample`, outputs, 1, { stride, batchNorm: true }))
    : net.place;
  net
    .convolution(`${name}.conv1`, width, 1, NORM_RELU)
    .convolution(`${name}.conv2`, width, 3, { ...NORM_RELU, stride })
    .convolution(`${name}.conv3`, outputs, 1, { batchNorm: true })
    .addition(`${name}.add`, shortcut)
    .activation(`${name}.relu`, 'relu');
}

export function vgg16(batch = 1): LayerTable {
  const net = new ImageNetBuilder(batch, IMAGE, COLOURS);
  const stages = [
    [64, 2],
    [128, 2],
    [256, 3],
    [512, 3],
    [512, 3],
  ] as const;
  stages.forEach(([channels, convolutions], stage) => {
    for (let at = 1; at <= convolutions; at++) {
      net.convolution(`conv${stage + 1}_${at}`, channels, 3, { bias: true, activation: 'relu' });
    }
    net.pooling(`pool${stage + 1}`, 'max', 2, 2);
  });
  net.linear('fc6', 4096).activation('fc6.relu', 'relu');
  net.linear('fc7', 4096).activation('fc7.relu', 'relu');
  return table('VGG-16', net.linear('fc8', CLASSES));
}

/** Width multiplier 1, 224 x 224 pixels. */
export function mobileNetV1(batch = 1): LayerTable {
  const net = new ImageNetBuilder(batch, IMAGE, COLOURS).convolution('conv1', 32, 3, { ...NORM_RELU, stride: 2 });
  const blocks = [
    [64, 1],
    [128, 2],
    [128, 1],
    [256, 2],
    [256, 1],
    [512, 2],
    ...Array.from({ length: 5 }, () => [512, 1] as const),
    [1024, 2],
    [1024, 1],
  ] as const;
  blocks.forEach(([channels, stride], at) => {
    net
      .convolution(`block${at + 1}.depthwise`, net.channels, 3, { ...NORM_RELU, stride, groups: net.channels })
      .convolution(`block${at + 1}.pointwise`, channels, 1, NORM_RELU);
  });
  return table('MobileNetV1', net.globalPooling('avgpool').linear('fc', CLASSES));
}

/** An expanding 1x1 convolution, a depthwise one, a narrowing 1x1 one; added to the input where sizes allow. */
interface InvertedResidual {
  readonly expansion: number;
  readonly channels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly activation: string;
  /** Channels inside the squeeze-and-excitation part; 0: it has none. */
  readonly squeezed: number;
}

function invertedResidual(net: ImageNetBuilder, name: string, block: InvertedResidual): void {
  const { expansion, channels, kernel, stride, activation, squeezed } = block;
  const inputs = net.channels;
  const shortcut = net.place;
  const hidden = inputs * expansion;
  if (expansion !== 1) net.convolution(`${name}.expand`, hidden, 1, { batchNorm: true, activation });
  net.convolution(`${name}.depthwise`, hidden, kernel, { stride, groups: hidden, batchNorm: true, activation });
  if (squeezed > 0) squeezeExcitation(net, name, squeezed);
  net.convolution(`${name}.project`, channels, 1, { batchNorm: true });
  if (stride === 1 && inputs === channels) net.addition(`${name}.add`, shortcut);
}

/** One factor per channel, computed from the channels' averages, multiplied onto the tensor. */
function squeezeExcitation(net: ImageNetBuilder, name: string, squeezed: number): void {
  const { channels } = net;
  const factors = net.branch((side) =>
    side
      .globalPooling(`${name}.squeeze`)
      .convolution(`${name}.reduce`, squeezed, 1, { bias: true, activation: 'silu' })
      .convolution(`${name}.excite`, channels, 1, { bias: true, activation: 'sigmoid' }),
  );
  net.scaling(`${name}.scale`, factors);
}

type StageRow = readonly [expansion: number, channels: number, repeat: number, stride: number, kernel: number];

function invertedStages(net: ImageNetBuilder, rows: readonly StageRow[], activation: string, squeeze: boolean): void {
  rows.forEach(([expansion, channels, repeat, firstStride, kernel], stage) => {
    for (let at = 0; at < repeat; at++) {
      // The squeezed width is a quarter of the block's input, before expansion.
      const squeezed = squeeze ? Math.max(1, Math.floor(net.channels / 4)) : 0;
      const stride = at === 0 ? firstStride : 1;
      const block = { expansion, channels, kernel, stride, activation, squeezed };
      invertedResidual(net, `stage${stage + 1}.${at}`, block);
    }
  });
}

/** Width multiplier 1, 224 x 224 pixels. */
export function mobileNetV2(batch = 1): LayerTable {
  const activation = 'relu6';
  const net = new ImageNetBuilder(batch, IMAGE, COLOURS);
  net.convolution('stem', 32, 3, { stride: 2, batchNorm: true, activation });
  const rows: readonly StageRow[] = [
    [1, 16, 1, 1, 3],
    [6, 24, 2, 2, 3],
    [6, 32, 3, 2, 3],
    [6, 64, 4, 2, 3],
    [6, 96, 3, 1, 3],
    [6, 160, 3, 2, 3],
    [6, 320, 1, 1, 3],
  ];
  invertedStages(net, rows, activation, false);
  net.convolution('head', 1280, 1, { batchNorm: true, activation });
  return table('MobileNetV2', net.globalPooling('avgpool').linear('fc', CLASSES));
}

export function efficientNetB0(batch = 1): LayerTable {
  const activation = 'silu';
  const net = new ImageNetBuilder(batch, IMAGE, COLOURS);
  net.convolution('stem', 32, 3, { stride: 2, batchNorm: true, activation });
  const rows: readonly StageRow[] = [
    [1, 16, 1, 1, 3],
    [6, 24, 2, 2, 3],
    [6, 40, 2, 2, 5],
    [6, 80, 3, 2, 3],
    [6, 112, 3, 1, 5],
    [6, 192, 4, 2, 5],
    [6, 320, 1, 1, 3],
  ];
  invertedStages(net, rows, activation, true);
  net.convolution('head', 1280, 1, { batchNorm: true, activation });
  return table('EfficientNet-B0', net.globalPooling('avgpool').linear('fc', CLASSES));
}
