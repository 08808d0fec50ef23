import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { fieldEventViewSchema } from './field-events.ts';
import { positionSchema } from './geo.ts';

/** How far a truck has come on a service day, by its track: reckoned from fix to fix, not read off a dial. */
export const byTrackSchema = z.object({
  day: daySchema,
  drivenMetres: z.int(),
  /** How far along its planned way it is, and how long that is; `null` = it was not on it yet, or there is none. */
  alongMetres: z.int().nullable(),
  wayMetres: z.int().nullable(),
});
export type ByTrack = z.infer<typeof byTrackSchema>;

/** Where a truck was last seen. */
export const truckPositionSchema = z.object({
  truckId: idSchema,
  position: positionSchema,
  /** Metres per second, `null` = unknown. */
  speed: z.number().nullable(),
  /** Degrees from north, clockwise; `null` = unknown. */
  course: z.number().nullable(),
  fixTime: z.iso.datetime(),
  /** `null` = nothing was planned for it then. */
  byTrack: byTrackSchema.nullable(),
});
export type TruckPosition = z.infer<typeof truckPositionSchema>;

/** `GET /api/day/{date}`: the state of the day in the field, what a page refetches after a dropped connection. */
export const dayStateSchema = z.object({
  day: daySchema,
  planId: idSchema.nullable(),
  publishedRevisionNumber: z.int().nullable(),
  /** From midnight to midnight, or to the end of a night shift: what is about no stop belongs to the day by its time. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  positions: z.array(truckPositionSchema),
  events: z.array(fieldEventViewSchema),
});
export type DayState = z.infer<typeof dayStateSchema>;

/** Whether what happened at `instant` lies within the day, its night shift included. */
export function isWithinDay({ from, to }: Pick<DayState, 'from' | 'to'>, instant: string): boolean {
  const at = Date.parse(instant);
  return at >= Date.parse(from) && at < Date.parse(to);
}

/** Why a report of a device became no position. */
export const DROP_REASONS = [
  'unknown-device',
  'unreadable',
  'no-place',
  'off-the-earth',
  'null-island',
  'far-away',
  'jump',
  'too-old',
  'in-the-future',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** `GET /api/devices/dropped`: reports of one device that became no position for one reason. */
export const droppedReportsSchema = z.object({
  deviceId: z.string(),
  /** The truck that has the device now. */
  truckCode: z.string().nullable(),
  reason: z.enum(DROP_REASONS),
  count: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type DroppedReports = z.infer<typeof droppedReportsSchema>;
