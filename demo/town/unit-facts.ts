/**
 * The seven units of 2020–2025. Names and codes (GSO) are real, and so are the area of Đông Sơn and of Quang Trung, the
 * town's area (63.86 km²) and its urban and rural population (2022). The other areas and populations are illustrative:
 * chosen so that they sum to those totals, and to the areas of the two wards of July 2025 that were formed of them.
 */
export interface UnitFact {
  key: UnitKey;
  code: string;
  name: string;
  kind: 'ward' | 'commune';
  setting: 'urban' | 'rural';
  areaSquareKm: number;
  population: number;
  /** How many residential groups (khu phố, thôn) it has; 12 in Đông Sơn are known. */
  groups: number;
}

export type UnitKey = 'bac-son' | 'ba-dinh' | 'lam-son' | 'ngoc-trao' | 'dong-son' | 'phu-son' | 'quang-trung';

const ward = { kind: 'ward', setting: 'urban' } as const;

export const UNIT_FACTS: readonly UnitFact[] = [
  { key: 'bac-son', code: '14809', name: 'Phường Bắc Sơn', ...ward, areaSquareKm: 14.4, population: 10950, groups: 12 },
  { key: 'ba-dinh', code: '14812', name: 'Phường Ba Đình', ...ward, areaSquareKm: 8.73, population: 13204, groups: 13 },
  { key: 'lam-son', code: '14815', name: 'Phường Lam Sơn', ...ward, areaSquareKm: 4.9, population: 10830, groups: 11 },
  {
    key: 'ngoc-trao',
    code: '14818',
    name: 'Phường Ngọc Trạo',
    ...ward,
    areaSquareKm: 3.44,
    population: 8890,
    groups: 9,
  },
  {
    key: 'dong-son',
    code: '14821',
    name: 'Phường Đông Sơn',
    ...ward,
    areaSquareKm: 21.01,
    population: 13020,
    groups: 12,
  },
  { key: 'phu-son', code: '14823', name: 'Phường Phú Sơn', ...ward, areaSquareKm: 4.3, population: 7130, groups: 7 },
  {
    key: 'quang-trung',
    code: '14824',
    name: 'Xã Quang Trung',
    kind: 'commune',
    setting: 'rural',
    areaSquareKm: 7.08,
    population: 5802,
    groups: 6,
  },
];

/**
 * First day of the plan period. The units ended with the districts on 2025-07-01; the demo town has no last day, so that
 * it can be planned on whatever day the program is tried.
 */
export const UNITS_VALID_FROM = '2020-01-01';
