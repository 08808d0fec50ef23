import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';
import { DOUBT_KINDS } from '../tickets/plausibility.ts';
import { monthSchema } from './months.ts';

/**
 * What makes figures less sure, each to be worked off:
 *
 * - `unreported`: a visit of a published plan of which nobody and nothing said whether it was served
 * - `unweighed`: a trip that took something and has no valid ticket, so that its kg are not weighed
 * - `implausible`: something strange about a valid ticket that nobody has closed
 * - `unassigned`: a valid ticket that is of no trip, or of one that took nothing: it stands on the unassigned line
 */
export const QUALITY_KINDS = ['unreported', 'unweighed', 'implausible', 'unassigned'] as const;
export type QualityKind = (typeof QUALITY_KINDS)[number];

/** Each list tells of so many at most, the latest first; `all` counts them. */
export const MOST_LISTED = 100;

/** How many of how many; what the viewer may not see is `null`. */
const countsShape = {
  scheduled: z.int(),
  unreported: z.int(),
  trips: z.int().nullable(),
  unweighed: z.int().nullable(),
  tickets: z.int().nullable(),
  implausible: z.int().nullable(),
  unassigned: z.int().nullable(),
};
const countsSchema = z.object(countsShape);
export type QualityCounts = z.infer<typeof countsSchema>;

const place = { day: daySchema, truck: z.string() };
const ofTicket = { ticketId: idSchema, ...place, number: z.string(), facility: z.string(), netKg: z.int() };
const listOf = <T extends z.ZodRawShape>(shape: T) => z.object({ all: z.int(), items: z.array(z.object(shape)) });

/** Answer of `GET /api/ledger/quality?from&to`. */
export const qualityViewSchema = z.object({
  from: daySchema,
  to: daySchema,
  totals: countsSchema,
  months: z.array(z.object({ month: monthSchema, ...countsShape })),
  /** Visits by the unit their point belongs to now. */
  units: z.array(z.object({ code: z.string(), name: z.string(), scheduled: z.int(), unreported: z.int() })),
  /** Visits by whose the point is, trips and tickets by whose the truck is; `null`: nobody's. */
  cooperatives: z.array(z.object({ code: z.string().nullable(), name: z.string(), ...countsShape })),
  trucks: z.array(z.object({ code: z.string(), ...countsShape })),
  lists: z.object({
    unreported: listOf({
      visitId: idSchema,
      ...place,
      point: z.string(),
      pointName: z.string(),
      unit: z.string(),
      stream: streamSchema,
      expectedKg: z.int(),
      routeId: idSchema,
    }),
    unweighed: listOf({
      ...place,
      trip: z.int(),
      facility: z.string().nullable(),
      visits: z.int(),
      expectedKg: z.int(),
    }).nullable(),
    implausible: listOf({ id: idSchema, ...ofTicket, kind: z.enum(DOUBT_KINDS) }).nullable(),
    unassigned: listOf({ ...ofTicket, why: z.enum(['no-trip', 'nothing-taken']) }).nullable(),
  }),
});
export type QualityView = z.infer<typeof qualityViewSchema>;
