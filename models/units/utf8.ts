const REPLACEMENT = '\ufffd';

/** Text of UTF-8 bytes; a byte that is none becomes U+FFFD. (TextDecoder is not part of the language.) */
export function textOfUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!;
    const extra = lead < 0x80 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : -1;
    let code = extra <= 0 ? lead : lead & (0x3f >> extra);
    let taken = 1;
    for (; taken <= extra && ((bytes[at + taken] ?? 0) & 0xc0) === 0x80; taken++) {
      code = code * 64 + (bytes[at + taken]! & 0x3f);
    }
    text += extra < 0 || taken <= extra || code > 0x10ffff ? REPLACEMENT : String.fromCodePoint(code);
    at += taken;
  }
  return text;
}
