import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { daySchema, instantSchema } from '../day.ts';
import { positionSchema } from '../geo.ts';
import { MOST_PHOTOS } from '../photos/photo-limits.ts';
import { wholeCharacters } from '../text.ts';

/** What a crew tells of beside its stops. `full`: the truck is full, and goes to unload before the rest of its trip. */
export const INCIDENT_KINDS = ['breakdown', 'accident', 'blocked-road', 'spill', 'dumped-waste', 'full'] as const;
export const incidentKindSchema = z.enum(INCIDENT_KINDS);
export type IncidentKind = z.infer<typeof incidentKindSchema>;

/** The longest note of a crew or remark of the office, in characters. */
export const INCIDENT_TEXT_LENGTH = 400;

/** One line or more of a person's own words. */
const words = () => z.string().overwrite(wholeCharacters).trim().max(INCIDENT_TEXT_LENGTH);

/** `POST /api/incidents`: something that happened to a truck or was seen from it. `id` is the device's own UUIDv7. */
export const incidentInputSchema = z.strictObject({
  id: deviceIdSchema,
  kind: incidentKindSchema,
  truckId: idSchema,
  /** The service day; that of `doneAt` where it is not told. A shift goes on after midnight. */
  day: daySchema.nullish(),
  /** Where the phone was; left out where it did not know. */
  position: positionSchema.nullish(),
  note: words().nullish(),
  /** Photos that show it, by the ids of `POST /api/photos`; they may arrive later. */
  photoIds: z.array(deviceIdSchema).max(MOST_PHOTOS).nullish(),
  /** When it was reported; by the server's clock, where the device knows how far its own is off. */
  doneAt: instantSchema,
  /** What the device's own clock showed, where `doneAt` is another time. */
  deviceDoneAt: instantSchema.nullish(),
});
export type IncidentInput = z.infer<typeof incidentInputSchema>;

export const incidentViewSchema = z.object({
  id: idSchema,
  kind: incidentKindSchema,
  truckId: idSchema,
  truckCode: z.string(),
  truckNumber: z.int(),
  day: daySchema,
  /** `null`: the phone did not know where it was. */
  position: positionSchema.nullable(),
  note: z.string().nullable(),
  photoIds: z.array(idSchema),
  doneAt: z.iso.datetime(),
  arrivedAt: z.iso.datetime(),
  state: z.enum(['open', 'closed']),
  /** Who of the office closed it, when and with what words; `null` while it is open. */
  closed: z.object({ at: z.iso.datetime(), byName: z.string().nullable(), remark: z.string() }).nullable(),
});
export type IncidentView = z.infer<typeof incidentViewSchema>;
export const incidentListSchema = z.object({ items: z.array(incidentViewSchema) });

/** `POST /api/incidents/{id}/close` */
export const incidentClosingSchema = z.strictObject({ remark: words().min(1) });
