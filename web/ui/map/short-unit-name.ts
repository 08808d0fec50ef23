/** What kind of unit it is, as Vietnamese names begin. A number alone would be no name. */
const KIND = /^(?:Phường|Xã|Thị trấn|Đặc khu)\s+(?=\p{L})/u;

/** A unit's name as small maps write it: "Phường Ba Đình" → "Ba Đình". "Phường 1" and names without their kind stay. */
export function shortUnitName(name: string): string {
  return name.replace(KIND, '');
}
