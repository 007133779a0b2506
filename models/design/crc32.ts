/** The polynomial of IEEE 802.3, its bits reversed. */
const POLYNOMIAL = 0xedb88320;
const ALL_ONES = 0xffffffff;

function table(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
}

const TABLE = table();

/** Checksum of bytes as zip and PNG files use it, 0 .. 2^32 - 1 (RFC 1952, section 8). */
export function crc32(bytes: Uint8Array): number {
  let value = ALL_ONES;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff]!;
  return (value ^ ALL_ONES) >>> 0;
}
