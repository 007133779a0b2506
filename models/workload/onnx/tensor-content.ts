import type { WireReader } from './wire';

/** Tensors of more elements are weights; their numbers are not looked at. */
const MAX_CONTENT = 1_024;
/** As `MAX_CONTENT`, for all but integers: these are scales of axes, or single numbers. */
const MAX_NUMBERS = 16;
const MAX_VARINT_BYTES = 10;

/** TensorProto.DataType, those that are read. */
const FLOAT = 1;
const INT32 = 6;
const INT64 = 7;
const BOOL = 9;
const DOUBLE = 11;

const BYTES_PER_ELEMENT: Readonly<Record<number, number>> = {
  [FLOAT]: 4,
  [INT32]: 4,
  [INT64]: 8,
  [BOOL]: 1,
  [DOUBLE]: 8,
};

/** Fields of TensorProto that hold elements. */
const FLOAT_DATA = 4;
const INT32_DATA = 5;
const INT64_DATA = 7;
const RAW_DATA = 9;

interface ContentReader {
  /** Takes the field that the reader is at, if it holds few elements. */
  read(reader: WireReader): void;
  of(
    dims: readonly number[],
    dataType: number,
  ): { readonly content: readonly number[] | null; readonly integer: boolean };
}

/** Collects the elements of a tensor whose shape and type may come after them in the file. */
export function tensorContent(): ContentReader {
  const listed: number[] = [];
  let raw: Uint8Array | null = null;
  return {
    read(reader) {
      const room = MAX_VARINT_BYTES * MAX_CONTENT;
      if (reader.length > room || listed.length > MAX_CONTENT) return;
      if (reader.field === FLOAT_DATA) reader.floats(listed, room + MAX_CONTENT);
      else if (reader.field === INT32_DATA || reader.field === INT64_DATA) reader.ints(listed, room + MAX_CONTENT);
      else if (reader.field === RAW_DATA) raw = reader.bytes();
    },
    of(dims, dataType) {
      const elements = dims.reduce((product, dim) => product * dim, 1);
      const integer = dataType === INT32 || dataType === INT64 || dataType === BOOL;
      const bytesEach = BYTES_PER_ELEMENT[dataType];
      const most = dataType === INT32 || dataType === INT64 ? MAX_CONTENT : MAX_NUMBERS;
      if (bytesEach === undefined || elements > most) return { content: null, integer };
      if (raw !== null && raw.length === elements * bytesEach) return { content: rawContent(raw, dataType), integer };
      return { content: listed.length === elements ? listed : null, integer };
    },
  };
}

function rawContent(raw: Uint8Array, dataType: number): readonly number[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const each = BYTES_PER_ELEMENT[dataType] ?? 1;
  return Array.from({ length: raw.length / each }, (_, index) => element(view, index * each, dataType));
}

function element(view: DataView, at: number, dataType: number): number {
  switch (dataType) {
    case FLOAT:
      return view.getFloat32(at, true);
    case DOUBLE:
      return view.getFloat64(at, true);
    case INT32:
      return view.getInt32(at, true);
    case INT64:
      return view.getInt32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
    default:
      return view.getUint8(at);
  }
}
