/** What the register keeps, in the words of the API's paths. */
export const REGISTER_SUBJECTS = [
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
export type RegisterSubject = (typeof REGISTER_SUBJECTS)[number];

/** What an open page hears when records changed: those it may see it reads again. */
export interface RegisterAnnouncement {
  readonly subject: RegisterSubject | 'closures' | 'holidays';
  /** Empty: more than can be named, or not told to this reader. */
  readonly ids: readonly string[];
}
