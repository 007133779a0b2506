/**
 * Protobuf's wire format, read in place: nothing is copied but what is asked for, and no length is believed before it
 * was held against the end of its message.
 *
 * Source: Protocol Buffers documentation, "Encoding". Groups (wire types 3 and 4) do not occur in ONNX and count as
 * damage. A library would be 12 KB for what is needed here.
 */
import { textOfUtf8 } from '../../units/utf8';

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const MAX_VARINT_BYTES = 10;
const TWO_28 = 0x1000_0000;

/** The first thing that was wrong anywhere in a file; shared by all readers of it. */
export interface Damage {
  reason: string | null;
}

/**
 * Walks over the fields of one message: `next()`, then at most one of the accessors; a field that is not asked for is
 * skipped. After damage `next()` is false and accessors give empty values, so that loops end.
 */
export class WireReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  readonly #damage: Damage;
  #at: number;
  #field = 0;
  #type = VARINT;
  /** Where the value of the current field ends, once it is known; the next field starts there. */
  #valueEnd: number;

  constructor(bytes: Uint8Array, damage: Damage, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#damage = damage;
    this.#at = start;
    this.#end = end;
    this.#valueEnd = start;
  }

  /** Number of the current field. */
  get field(): number {
    return this.#field;
  }

  /** Bytes of the current value. */
  get length(): number {
    return this.#valueEnd - this.#at;
  }

  /** Goes on to the next field. False at the end of the message, or when the file is damaged. */
  next(): boolean {
    this.#at = this.#valueEnd;
    if (this.#damage.reason !== null || this.#at >= this.#end) return false;
    const tag = this.#varint(this.#end);
    this.#field = Math.floor(tag / 8);
    this.#type = tag % 8;
    if (this.#field < 1 || this.#field > 0x1fff_ffff) this.#fail('a field has no valid number');
    // First the length: reading it moves the place that it counts from.
    const length = this.#valueLength();
    this.#valueEnd = this.#at + length;
    if (this.#valueEnd > this.#end) this.#fail('a length points past the end of what holds it');
    return this.#damage.reason === null;
  }

  /** A 64-bit signed integer; beyond 2^53 it is rounded. */
  int(): number {
    return this.#expect(VARINT) ? this.#varint(this.#valueEnd) : 0;
  }

  float(): number {
    return this.#expect(FIXED32) ? this.#view.getFloat32(this.#at, true) : 0;
  }

  text(maxBytes: number): string {
    if (!this.#expect(LENGTH_DELIMITED)) return '';
    if (this.length > maxBytes) {
      this.#fail(`a name is longer than ${maxBytes} bytes`);
      return '';
    }
    return textOfUtf8(this.#bytes.subarray(this.#at, this.#valueEnd));
  }

  message(): WireReader {
    const inside = this.#expect(LENGTH_DELIMITED);
    return new WireReader(this.#bytes, this.#damage, this.#at, inside ? this.#valueEnd : this.#at);
  }

  /** The bytes of the current value, not copied. */
  bytes(): Uint8Array {
    return this.#expect(LENGTH_DELIMITED) ? this.#bytes.subarray(this.#at, this.#valueEnd) : new Uint8Array(0);
  }

  /** Adds the integers of a repeated field, packed into one value or not, to `into`. */
  ints(into: number[], max: number): void {
    if (this.#type === VARINT) {
      this.#push(into, max, this.int());
      return;
    }
    if (!this.#expect(LENGTH_DELIMITED)) return;
    while (this.#at < this.#valueEnd && this.#damage.reason === null) {
      this.#push(into, max, this.#varint(this.#valueEnd));
    }
  }

  /** As `ints`, for floats. */
  floats(into: number[], max: number): void {
    if (this.#type === FIXED32) {
      this.#push(into, max, this.float());
      return;
    }
    if (!this.#expect(LENGTH_DELIMITED)) return;
    if (this.length % 4 !== 0) this.#fail('a list of floats ends in the middle of one');
    for (; this.#at + 4 <= this.#valueEnd && this.#damage.reason === null; this.#at += 4) {
      this.#push(into, max, this.#view.getFloat32(this.#at, true));
    }
  }

  #push(into: number[], max: number, value: number): void {
    if (into.length < max) into.push(value);
    else this.#fail(`a list has more than ${max} entries`);
  }

  #fail(reason: string): void {
    this.#damage.reason ??= reason;
    this.#valueEnd = this.#end;
  }

  #expect(type: number): boolean {
    if (this.#damage.reason !== null) return false;
    if (this.#type === type) return true;
    this.#fail(`field ${this.#field} is not of the kind that it should be`);
    return false;
  }

  /** Length of the value at hand. A varint's own bytes are measured, a length's are read and passed. */
  #valueLength(): number {
    switch (this.#type) {
      case VARINT:
        return this.#varintLength();
      case FIXED64:
        return 8;
      case LENGTH_DELIMITED: {
        const length = this.#varint(this.#end);
        if (length >= 0) return length;
        this.#fail('a length is negative');
        return 0;
      }
      case FIXED32:
        return 4;
      default:
        this.#fail('a field has an unknown wire type');
        return 0;
    }
  }

  #varintLength(): number {
    for (let length = 1; length <= MAX_VARINT_BYTES; length++) {
      if ((this.#bytes[this.#at + length - 1] ?? 0) < 0x80) return length;
    }
    this.#fail('a number is longer than 64 bits');
    return 0;
  }

  #varint(end: number): number {
    // 28 + 28 + 8 bits: sums of these stay exact where the result is below 2^53, negative numbers included.
    const parts = [0, 0, 0];
    for (let at = 0; at < MAX_VARINT_BYTES; at++) {
      const byte = this.#at < end ? this.#bytes[this.#at] : undefined;
      if (byte === undefined) {
        this.#fail('the file ends in the middle of a number');
        return 0;
      }
      this.#at++;
      const part = Math.min(2, Math.floor(at / 4));
      parts[part]! += (byte & 0x7f) * (1 << (7 * (at - 4 * part)));
      if (byte < 0x80) return signed64(parts[0]!, parts[1]!, parts[2]!);
    }
    this.#fail('a number is longer than 64 bits');
    return 0;
  }
}

function signed64(low28: number, middle28: number, high: number): number {
  const high8 = high & 0xff;
  const top = high8 >= 0x80 ? high8 - 0x100 : high8;
  return (top * TWO_28 + middle28) * TWO_28 + low28;
}
