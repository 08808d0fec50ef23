/**
 * A word as it is compared: without accents, case and punctuation, parts separated by one space.
 * `Khối lượng (kg/ngày)` and `khoi_luong kg-ngay` both give `khoi luong kg ngay`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
