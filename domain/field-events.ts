import { z } from 'zod';
import { idSchema } from './ids.ts';
import { deviceIdSchema } from './device-ids.ts';
import { MASS_SOURCES, massGradeSchema, visitGradeSchema } from './evidence.ts';
import { daySchema, instantSchema } from './day.ts';
import { MOST_PHOTOS } from './photos/photo-limits.ts';
import { positionSchema } from './geo.ts';
import { FIELD_EVENT_REASON_LENGTH } from './skip-reasons.ts';
import { streamSchema } from './streams.ts';
import { wholeCharacters } from './text.ts';
import { ticketNumber } from './ticket-number.ts';

export const FIELD_EVENT_KINDS = [
  'shift-started',
  'served',
  'skipped',
  'unloaded',
  'break-started',
  'break-ended',
  'shift-ended',
] as const;
export const fieldEventKindSchema = z.enum(FIELD_EVENT_KINDS);
export type FieldEventKind = z.infer<typeof fieldEventKindSchema>;

const weighingSchema = z
  .strictObject({
    number: z.string().overwrite(ticketNumber).min(1).max(40),
    grossKg: z.int().min(0).max(100_000),
    tareKg: z.int().min(0).max(100_000),
  })
  .refine((w) => w.grossKg >= w.tareKg, { message: 'gross weight is below tare', path: ['grossKg'] });

/** One thing done in the field, as a device reports it. `id` is the device's own UUIDv7. */
export const fieldEventSchema = z.strictObject({
  id: deviceIdSchema,
  kind: fieldEventKindSchema,
  truckId: idSchema,
  /** The visit served or skipped; enough without a stop, and known from the stop where only that is told. */
  visitId: idSchema.nullish(),
  stopId: idSchema.nullish(),
  stream: streamSchema.nullish(),
  /** As somebody weighed, counted or reckoned it there. Left out where nobody did: a planned figure is no report. */
  loadKg: z.int().min(0).max(100_000).nullish(),
  /** The same with how it is known, which `loadKg` alone cannot tell; of the two this one holds. */
  mass: z.strictObject({ kg: z.int().min(0).max(100_000), how: z.enum(MASS_SOURCES) }).nullish(),
  /** With `skipped`: a code of skip-reasons.ts, or `other: ` and a person's own words. */
  reason: z.string().overwrite(wholeCharacters).max(FIELD_EVENT_REASON_LENGTH).nullish(),
  position: positionSchema.nullish(),
  /** When it was done; by the server's clock, where the device knows how far its own is off. */
  doneAt: instantSchema,
  /** What the device's own clock showed, where `doneAt` is another time. */
  deviceDoneAt: instantSchema.nullish(),
  /** The weighbridge ticket, with `unloaded`. */
  ticket: weighingSchema.nullish(),
  /** Photos that show it, by the ids of `POST /api/photos`; they may arrive later. */
  photoIds: z.array(deviceIdSchema).max(MOST_PHOTOS).nullish(),
  /** `paper`: it stands on a sheet that was typed in; `telephone`: the driver called; without it: reported where it was done. */
  source: z.enum(['app', 'paper', 'telephone']).nullish(),
  /** False where a sheet names no time: `doneAt` is then when it was planned, to put it in its place in the day. */
  isTimeKnown: z.boolean().nullish(),
});
export type FieldEventInput = z.infer<typeof fieldEventSchema>;

/** `POST /api/field-events`: at most 500; accepted means committed; the same event twice changes nothing. */
export const fieldEventBatchSchema = z.strictObject({ events: z.array(fieldEventSchema).min(1).max(500) });
export const fieldEventAnswerSchema = z.object({ accepted: z.array(idSchema), duplicates: z.array(idSchema) });

/** The same event as others see it. */
export const fieldEventViewSchema = z.object({
  id: idSchema,
  kind: fieldEventKindSchema,
  truckId: idSchema,
  stopId: idSchema.nullable(),
  /** The service day of the visit or stop, which after midnight is the day before; `null` for what is about neither. */
  day: daySchema.nullable(),
  visitId: idSchema.nullable(),
  /** Which of how many equal parts of the visit; `null` where the whole is meant. */
  visitPart: z.int().nullable(),
  visitParts: z.int().nullable(),
  /** The shift whose stop it was, and which of the shift's trips and breaks; see `reportsByVisit`. */
  shiftId: idSchema.nullable(),
  tripNumber: z.int().nullable(),
  breakNumber: z.int().nullable(),
  pointId: idSchema.nullable(),
  facilityId: idSchema.nullable(),
  stream: streamSchema.nullable(),
  loadKg: z.int().nullable(),
  reason: z.string().nullable(),
  visitGrade: visitGradeSchema,
  /** `null`: it is about no mass. */
  massGrade: massGradeSchema.nullable(),
  doneAt: z.iso.datetime(),
  arrivedAt: z.iso.datetime(),
});
export type FieldEventView = z.infer<typeof fieldEventViewSchema>;
