import { z } from 'zod';
import type { Permission } from '../../domain/policy/permissions.ts';
import { REGISTER_SUBJECTS, type RegisterSubject } from '../../domain/register/subjects.ts';

export { REGISTER_SUBJECTS, type RegisterSubject };

export const readPermission = (subject: RegisterSubject): Permission => `${subject}.read`;
export const editPermission = (subject: RegisterSubject): Permission => `${subject}.edit`;

/** Whoever may read any of the books may open the page. */
export const READ_PERMISSIONS: readonly Permission[] = REGISTER_SUBJECTS.map(readPermission);

/** A row of a book, whichever it is: its fields are told by the subject's definition. */
export const registerRecordSchema = z.looseObject({ id: z.string(), version: z.int(), isActive: z.boolean() });
export type RegisterRecord = z.infer<typeof registerRecordSchema>;

export const recordPageSchema = z.object({
  items: z.array(registerRecordSchema),
  nextCursor: z.string().nullable(),
});
