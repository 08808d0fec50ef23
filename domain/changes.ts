import { z } from 'zod';
import { idSchema } from './ids.ts';

/** What happened to a record. */
const CHANGE_KINDS = [
  'created',
  'changed',
  'archived',
  'restored',
  'deleted',
  'published',
  'unpublished',
  'imported',
  'undone',
] as const;
export const changeKindSchema = z.enum(CHANGE_KINDS);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** What is audited, in the words of the API's paths. */
const CHANGE_SUBJECTS = [
  'towns',
  'points',
  'trucks',
  'devices',
  'crews',
  'shifts',
  'facilities',
  'cooperatives',
  'units',
  'groups',
  'generators',
  'targets',
  'factors',
  'absences',
  'closures',
  'holidays',
  'plans',
  'incidents',
  'tickets',
  'ledger',
  'duties',
  'complaints',
  'imports',
  'simulations',
  'alerts',
  'accounts',
] as const;
export const changeSubjectSchema = z.enum(CHANGE_SUBJECTS);
export type ChangeSubject = z.infer<typeof changeSubjectSchema>;

/** A row of the audit as pages read it. */
export const changeViewSchema = z.object({
  id: idSchema,
  subject: changeSubjectSchema,
  subjectId: z.string(),
  kind: changeKindSchema,
  at: z.iso.datetime(),
  /** `null`: the program itself, or a command on the machine. */
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The changed fields as they were and as they are; `null` where there was or is nothing. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  note: z.string().nullable(),
});
export type ChangeView = z.infer<typeof changeViewSchema>;
