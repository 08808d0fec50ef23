import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { instantSchema } from '../day.ts';
import { positionSchema } from '../geo.ts';
import { UNSERVED_REASONS } from '../plans.ts';
import { streamSchema } from '../streams.ts';

/** What a visit has to spare before it changes crews in a re-plan, in seconds of driving. */
export const MOVED_VISIT_SECONDS = 180;

const urgentSchema = z.strictObject({
  pointId: idSchema,
  stream: streamSchema,
  kg: z.int().min(1).max(100_000),
  /** From when until when it may be begun, in place of the point's own windows. */
  window: z
    .tuple([instantSchema, instantSchema])
    .refine(([from, to]) => Date.parse(from) < Date.parse(to), 'a window ends before it starts')
    .nullable()
    .default(null),
});

/** A place of the town that is in no register, which somebody calls a truck to. */
export const calledPlaceSchema = z.strictObject({
  position: positionSchema,
  name: z.string().trim().min(1).max(120),
  /** What the crew has to know: where exactly, whom to ask. */
  note: z.string().trim().max(500).optional(),
});
export type CalledPlace = z.infer<typeof calledPlaceSchema>;

/** `GET /api/day/{date}/place`: what is known of a place before a truck is called to it. */
export const placeOnMapSchema = z.object({
  position: positionSchema,
  /** The unit in force that it lies in and counts to; `null` where none holds it. */
  unit: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** Where trucks would stop, and how far that is in a straight line; `null` where no road is near. */
  road: z.object({ position: positionSchema, distanceMetres: z.int(), name: z.string() }).nullable(),
  /** A point of the register that is nearly there. */
  near: z.object({ id: idSchema, code: z.string(), name: z.string(), distanceMetres: z.int() }).nullable(),
});
export type PlaceOnMap = z.infer<typeof placeOnMapSchema>;

/** What a run plans the rest of a day anew with: {@link replanAskSchema} with every place made a point of the day. */
export const replanRequestSchema = z.strictObject({
  /** What was done until then stays; `null`: now. */
  frozenAt: instantSchema.nullable().default(null),
  without: z.strictObject({ trucks: z.array(idSchema).max(200).default([]) }).default({ trucks: [] }),
  /** Trucks that an earlier plan of the rest of this day was made without, and that drive again. */
  again: z.strictObject({ trucks: z.array(idSchema).max(200).default([]) }).default({ trucks: [] }),
  /** Trucks whose crews go home earlier, the ways from their last stops to unload and home included. */
  leaving: z
    .array(z.strictObject({ truck: idSchema, at: instantSchema }))
    .max(200)
    .default([]),
  /** Facilities that take nothing more, from now on or from an instant of the day. */
  closed: z
    .array(z.strictObject({ facilityId: idSchema, from: instantSchema.nullable().default(null) }))
    .max(50)
    .default([]),
  /** Visits beside those that are due: a point of the town and a stream of it. */
  urgent: z.array(urgentSchema).max(50).default([]),
});
export type ReplanRequest = z.infer<typeof replanRequestSchema>;

/** `POST /api/plans/{id}/replan`: the rest of a day planned anew, what is done and aboard staying as it is. */
export const replanAskSchema = replanRequestSchema.extend({
  urgent: z
    .array(z.union([urgentSchema, urgentSchema.omit({ pointId: true }).extend({ place: calledPlaceSchema })]))
    .max(50)
    .default([]),
});
export type ReplanAsk = z.infer<typeof replanAskSchema>;

/** `POST /api/plans/{id}/replan/price`: what would be otherwise, as far as it is known before places and visits are made for it. */
export const restPriceAskSchema = replanRequestSchema.pick({ without: true, again: true, leaving: true, closed: true });

/** What the rest of a day planned anew would come to, beside what is left of the plan: an estimate. */
export const restPriceSchema = z.object({
  /** Visits, or parts of them, that another truck would serve, none any more, and one though none does by the plan. */
  movedVisits: z.int(),
  lostVisits: z.int(),
  lostKg: z.int(),
  gainedVisits: z.int(),
  /** More or less than by the plan, with the share of trucks that drive no more. */
  workSeconds: z.int(),
  lengthMetres: z.int(),
  costDong: z.int(),
  overtimeSeconds: z.int(),
});
export type RestPrice = z.infer<typeof restPriceSchema>;

/** An estimate as of an instant; `price` is `null` where no truck would be left. */
export const restPriceViewSchema = z.object({ price: restPriceSchema.nullable(), pricedAt: z.iso.datetime() });

const truckSchema = z.object({ truckId: idSchema, number: z.int(), code: z.string() });
const visitSchema = z.object({
  visitId: idSchema,
  pointId: idSchema,
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

/** A unit's share of the mass due, before and after the day is planned otherwise. */
export const unitShiftSchema = z.object({
  unitId: idSchema,
  unitName: z.string(),
  targetShare: z.number().nullable(),
  shareBefore: z.number(),
  shareAfter: z.number(),
});

/** `GET /api/plans/{id}/revisions/{a}/diff/{b}`: what is otherwise in b than in a. */
export const revisionDiffSchema = z.object({
  from: z.int(),
  to: z.int(),
  /** Another truck comes. */
  moved: z.array(visitSchema.extend({ from: placedSchema, to: placedSchema })),
  /** The same truck, on another trip or before or after other visits than it was: by trips and positions on them, each from 1. */
  reordered: z.array(
    visitSchema.extend({
      from: placedSchema.extend({ trip: z.int(), position: z.int() }),
      to: placedSchema.extend({ trip: z.int(), position: z.int() }),
    }),
  ),
  /** No truck comes any more: why, and what the dispatcher who took it out wrote. */
  dropped: z.array(
    visitSchema.extend({
      from: placedSchema,
      reason: z.enum(UNSERVED_REASONS).nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** A truck comes that did not. */
  added: z.array(visitSchema.extend({ to: placedSchema })),
  /** Asked for only with b, and no truck comes. */
  refused: z.array(visitSchema.extend({ reason: z.enum(UNSERVED_REASONS) })),
  /** The same truck, at least ten minutes earlier or later: how many visits of each, and the most. */
  retimed: z.array(truckSchema.extend({ visits: z.int(), mostSeconds: z.int() })),
  /** What stays aboard of trucks whose route in b ends before they unload. */
  stranded: z.array(truckSchema.extend({ loadKg: z.int() })),
  /** Units whose share changes, the worst first. */
  units: z.array(unitShiftSchema),
  before: totalsSchema,
  after: totalsSchema,
});
export type RevisionDiff = z.infer<typeof revisionDiffSchema>;
