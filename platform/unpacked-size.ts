const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end of a ZIP file's directory, and the longest comment behind it. */
const END_BYTES = 22;
const MOST_COMMENT = 65_535;

/**
 * How many bytes the files of a ZIP file say they have unpacked, without unpacking one: a few kilobytes can hold gigabytes.
 *
 * @returns 0 where there is no directory; Infinity where sizes stand elsewhere, as of files beyond 4 GB
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.byteLength - END_BYTES;
  const first = Math.max(0, end - MOST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first || end < 0) return 0;
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  while (at + 46 <= end && view.getUint32(at, true) === ENTRY) {
    const size = view.getUint32(at + 24, true);
    sum += size === 0xffffffff ? Number.POSITIVE_INFINITY : size;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sum;
}
