import { sourceLine, type FigureSource } from './figure-source';
import { withPngText } from './png-text';

const PIXELS_PER_PX = 2;

/** A figure's SVG as a PNG file at twice its size, with where it came from as its description. */
export async function svgToPng(svg: string, source: FigureSource): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = await loaded(address);
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PIXELS_PER_PX;
    canvas.height = image.naturalHeight * PIXELS_PER_PX;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no canvas to draw the picture on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const file = await fileOf(canvas);
    return withPngText(file, 'Description', sourceLine(source));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function loaded(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('the picture could not be drawn'));
    image.src = address;
  });
}

async function fileOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the picture is too large for this browser');
  return new Uint8Array(await blob.arrayBuffer());
}
