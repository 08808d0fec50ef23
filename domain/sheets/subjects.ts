import type { Language } from '../languages.ts';

/** The books of the register that go out to spreadsheets and come in from them, in the words of the API's paths. */
export const SHEET_SUBJECTS = [
  'points',
  'trucks',
  'crews',
  'shifts',
  'facilities',
  'cooperatives',
  'units',
  'groups',
  'generators',
  'targets',
  'factors',
] as const;
export type SheetSubject = (typeof SHEET_SUBJECTS)[number];

/** The books as the register's pages call them. */
const BOOK_NAMES: Readonly<Record<SheetSubject, Readonly<Record<Language, string>>>> = {
  points: { vi: 'Điểm thu gom', en: 'Collection points' },
  trucks: { vi: 'Xe', en: 'Trucks' },
  crews: { vi: 'Tổ xe', en: 'Crews' },
  shifts: { vi: 'Ca xe', en: 'Shifts' },
  facilities: { vi: 'Cơ sở', en: 'Facilities' },
  cooperatives: { vi: 'Đơn vị thu gom', en: 'Cooperatives' },
  units: { vi: 'Phường, xã', en: 'Wards and communes' },
  groups: { vi: 'Tổ dân phố, thôn', en: 'Residential groups' },
  generators: { vi: 'Cơ sở phát sinh', en: 'Generators' },
  targets: { vi: 'Chỉ tiêu', en: 'Targets' },
  factors: { vi: 'Hệ số', en: 'Factors' },
};

/** What a book is called in the register, in quotes; nothing for what is none. */
export function bookName(subject: unknown, language: Language): string | null {
  const known = SHEET_SUBJECTS.find((each) => each === subject);
  return known ? `“${BOOK_NAMES[known][language]}”` : null;
}
