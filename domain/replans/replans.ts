import { z } from 'zod';
import { instantSchema } from '../day.ts';
import { UNSERVED_REASONS } from '../plans.ts';
import { streamSchema } from '../streams.ts';

/** What a visit has to spare before it changes crews in a re-plan, in seconds of driving. */
export const MOVED_VISIT_SECONDS = 180;

/** `POST /api/plans/{id}/replan`: the rest of a day planned anew, what is done and aboard staying as it is. */
export const replanRequestSchema = z.strictObject({
  /** What was done until then stays; `null`: now. */
  frozenAt: instantSchema.nullable().default(null),
  without: z.strictObject({ trucks: z.array(z.uuid()).max(200).default([]) }).default({ trucks: [] }),
  /** Facilities that take nothing more, from now on or from an instant of the day. */
  closed: z
    .array(z.strictObject({ facilityId: z.uuid(), from: instantSchema.nullable().default(null) }))
    .max(50)
    .default([]),
  /** Visits beside those that are due: a point of the town and a stream of it. */
  urgent: z
    .array(
      z.strictObject({
        pointId: z.uuid(),
        stream: streamSchema,
        kg: z.int().min(1).max(100_000),
        /** From when until when it may be begun, in place of the point's own windows. */
        window: z
          .tuple([instantSchema, instantSchema])
          .refine(([from, to]) => Date.parse(from) < Date.parse(to), 'a window ends before it starts')
          .nullable()
          .default(null),
      }),
    )
    .max(50)
    .default([]),
});
export type ReplanRequest = z.infer<typeof replanRequestSchema>;

const truckSchema = z.object({ truckId: z.uuid(), number: z.int(), code: z.string() });
const visitSchema = z.object({
  visitId: z.uuid(),
  pointId: z.uuid(),
  code: z.string(),
  name: z.string(),
  stream: streamSchema,
  loadKg: z.int(),
});
const placedSchema = truckSchema.extend({ arrivesAt: z.iso.datetime() });
const totalsSchema = z.object({
  servedKg: z.number(),
  servedVisits: z.int(),
  drivingSeconds: z.int(),
  lengthMetres: z.int(),
  overtimeSeconds: z.int(),
  costDong: z.int(),
});

/** `GET /api/plans/{id}/revisions/{a}/diff/{b}`: what is otherwise in b than in a. */
export const revisionDiffSchema = z.object({
  from: z.int(),
  to: z.int(),
  /** Another truck comes. */
  moved: z.array(visitSchema.extend({ from: placedSchema, to: placedSchema })),
  /** No truck comes any more. */
  dropped: z.array(visitSchema.extend({ from: placedSchema, reason: z.enum(UNSERVED_REASONS).nullable() })),
  /** A truck comes that did not. */
  added: z.array(visitSchema.extend({ to: placedSchema })),
  /** The same truck, at least ten minutes earlier or later: how many visits of each, and the most. */
  retimed: z.array(truckSchema.extend({ visits: z.int(), mostSeconds: z.int() })),
  /** What stays aboard of trucks whose route in b ends before they unload. */
  stranded: z.array(truckSchema.extend({ loadKg: z.int() })),
  /** Units whose share changes, the worst first. */
  units: z.array(
    z.object({
      unitId: z.uuid(),
      unitName: z.string(),
      targetShare: z.number().nullable(),
      shareBefore: z.number(),
      shareAfter: z.number(),
    }),
  ),
  before: totalsSchema,
  after: totalsSchema,
});
export type RevisionDiff = z.infer<typeof revisionDiffSchema>;
