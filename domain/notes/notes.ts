import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';

export const NOTE_KINDS = ['note', 'handover'] as const;
export const NOTE_LENGTH = 500;

/** What a dispatcher leaves to whoever comes next: of the day, or of a truck or a point on it; or that somebody took the day over. */
export const dayNoteSchema = z.object({
  id: idSchema,
  day: daySchema,
  kind: z.enum(NOTE_KINDS),
  truckId: idSchema.nullable(),
  pointId: idSchema.nullable(),
  text: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
  /** Dealt with: it is not carried to the next day. */
  done: z.object({ byName: z.string(), at: z.iso.datetime() }).nullable(),
});
export type DayNote = z.infer<typeof dayNoteSchema>;

/** `GET /api/day/{date}/notes`: of the day and, of the week before, what nobody has dealt with; the newest first. */
export const dayNotesSchema = z.object({ items: z.array(dayNoteSchema) });

/** `POST /api/day/{date}/notes`. */
export const newNoteSchema = z
  .strictObject({
    truckId: idSchema.optional(),
    pointId: idSchema.optional(),
    text: z.string().trim().min(1).max(NOTE_LENGTH),
  })
  .refine(({ truckId, pointId }) => truckId === undefined || pointId === undefined, 'a note is of one thing');
export type NewNote = z.infer<typeof newNoteSchema>;

/** `POST /api/day/{date}/notes/done`. */
export const noteDoneSchema = z.strictObject({ id: idSchema });
/** `POST /api/day/{date}/handover`: who comes next says that they have the day now, and what they know of it. */
export const handoverSchema = z.strictObject({ text: z.string().trim().max(NOTE_LENGTH).default('') });
