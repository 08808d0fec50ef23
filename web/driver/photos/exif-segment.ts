const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The EXIF part of a JPEG, beginning at its TIFF header; `null` where there is none. */
export function exifOf(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const length = view.getUint16(at + 2);
    const isExif = bytes[at + 1] === 0xe1 && EXIF.every((byte, index) => bytes[at + 4 + index] === byte);
    if (isExif) return bytes.slice(at + 4 + EXIF.length, at + 2 + length);
    // The picture itself: nothing about it follows.
    if (bytes[at + 1] === 0xda) return null;
    at += 2 + length;
  }
  return null;
}
