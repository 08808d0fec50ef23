/**
 * `text` as people type it when they are in a hurry: lower case, no tones or other marks, `đ` as `d`, runs of anything but
 * letters and digits as one blank. "Phường Ba Đình" → "phuong ba dinh".
 */
export function foldAccents(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
