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
