import { z } from 'zod';
import { idSchema } from './ids.ts';
import { storedInt } from './columns.ts';
import { routeChangeSchema } from './route-changes.ts';
import { streamSchema } from './streams.ts';

/** The longest reason somebody gives in words, in characters. */
const REASON_LENGTH = 200;
const MOST_MOVES = 500;

const reasonSchema = z.string().trim().min(1).max(REASON_LENGTH);

/** Where a visit goes. */
const targetPlaceSchema = z.strictObject({
  truck: idSchema,
  /** Of a truck that goes out twice: the shift, whose trips then count from 1; without it they are counted through the day. */
  shift: idSchema.optional(),
  /** From 1; one more than the truck has is a new trip at the end of its day. */
  trip: storedInt(1),
  /** Among the visits of the trip, from 1. */
  position: storedInt(1),
});

/** One visit somewhere else. Of several, each is counted on what the ones before it have made. */
export const moveSchema = z.strictObject({
  visit: idSchema,
  /** Of a visit that is taken in equal parts: which; without it all of them. */
  part: storedInt(1).optional(),
  /** `null` takes it out of the plan. */
  to: targetPlaceSchema.nullable(),
  /** With `to: null`: why, in words. */
  reason: reasonSchema.optional(),
});
export type Move = z.infer<typeof moveSchema>;

/** `POST /api/plans/{id}/edits`. */
export const editRequestSchema = z
  .strictObject({
    /** Number of the revision the moves are counted on. */
    base: storedInt(1),
    moves: z.array(moveSchema).max(MOST_MOVES),
    /** What else is changed of routes, on what the moves have made. */
    changes: z.array(routeChangeSchema).max(50).default([]),
    /** Only says what it would be. */
    dryRun: z.boolean().default(false),
    /** Allows what may be allowed against a rule: a missed window, more overtime. */
    override: z.strictObject({ reason: reasonSchema }).optional(),
  })
  .refine(({ moves, changes }) => moves.length + changes.length > 0, {
    message: 'an edit moves or changes something',
    path: ['moves'],
  });
export type EditRequest = z.infer<typeof editRequestSchema>;

/** What an edit may run against. The first two may be allowed with a reason, the last two are no rule of the optimizer. */
export const BREAK_RULES = [
  'window',
  'shift',
  'capacity',
  'tags',
  'unreachable',
  'site-window',
  'site-not-allowed',
  'load-not-accepted',
  'intake',
  'ends-loaded',
  'trips',
  'break-window',
  'break-missing',
  'done',
  'locked',
  'other',
] as const;
export type BreakRule = (typeof BREAK_RULES)[number];

/** Rules that somebody may break, saying why. */
export const OVERRIDABLE: readonly BreakRule[] = ['window', 'shift'];

const brokenRuleSchema = z.object({
  rule: z.enum(BREAK_RULES),
  truckId: idSchema.nullable(),
  truckNumber: z.int().nullable(),
  /** The visit or facility at which it breaks; `null` where no single one is to blame. */
  visitId: idSchema.nullable(),
  name: z.string().nullable(),
  /** By how much: seconds late, kg or litres too much; `count` where there is no measure. */
  amount: z.number(),
  unit: z.enum(['seconds', 'kg', 'litres', 'count']),
  /** Nobody may allow it. */
  isHard: z.boolean(),
});
export type BrokenRule = z.infer<typeof brokenRuleSchema>;

const routeFiguresSchema = z.object({
  visits: z.int(),
  trips: z.int(),
  loadKg: z.int(),
  /** Of the fullest trip, of what the truck may carry in kg or litres, whichever is nearer; 1 = full. */
  fill: z.number(),
  endsAt: z.iso.datetime(),
  workSeconds: z.int(),
  drivingSeconds: z.int(),
  waitSeconds: z.int(),
  overtimeSeconds: z.int(),
  lengthMetres: z.int(),
  costDong: z.int(),
});

const truckChangeSchema = z.object({
  truckId: idSchema,
  truckCode: z.string(),
  truckNumber: z.int(),
  shiftId: idSchema,
  /** `null` where the truck stays at its depot. */
  before: routeFiguresSchema.nullable(),
  after: routeFiguresSchema.nullable(),
});
export type TruckChange = z.infer<typeof truckChangeSchema>;

/** A unit's target whose mass is another afterwards. */
const targetChangeSchema = z.object({
  unitId: z.string(),
  unitName: z.string(),
  streams: z.array(streamSchema),
  targetKg: z.int(),
  beforeKg: z.int(),
  afterKg: z.int(),
});

const differenceSchema = z.object({
  workSeconds: z.int(),
  drivingSeconds: z.int(),
  overtimeSeconds: z.int(),
  lengthMetres: z.int(),
  costDong: z.int(),
  servedKg: z.int(),
  servedVisits: z.int(),
});

/** What moves come to: the answer of a dry run, and kept with what was refused. */
export const editEvaluationSchema = z.object({
  base: z.int(),
  /** It breaks nothing, or only what is allowed by the override asked for: it can be kept as it stands. */
  isAllowed: z.boolean(),
  /** It breaks something that nobody may allow. */
  isHard: z.boolean(),
  breaks: z.array(brokenRuleSchema),
  /** Only trucks for which anything is otherwise. */
  trucks: z.array(truckChangeSchema),
  targets: z.array(targetChangeSchema),
  /** After − before, all trucks. */
  change: differenceSchema,
  /**
   * Of a day under way: the instant from which it is reckoned on, each truck from what it did last. `null`: everything by the plan's
   * times.
   */
  pricedAt: z.iso.datetime().nullable(),
});
export type EditEvaluation = z.infer<typeof editEvaluationSchema>;

/** A rule that somebody allowed to be broken; it stays with the plan. */
const overrideSchema = z.object({
  rule: z.enum(['window', 'shift']),
  truckCode: z.string(),
  /** The point's name, of a window. */
  name: z.string().nullable(),
  seconds: z.int(),
  reason: z.string(),
  by: z.string(),
});
export type Override = z.infer<typeof overrideSchema>;

/** `PlanRevision.edits`. */
export const revisionEditsSchema = z.object({
  /** What was moved against the parent; empty for a truck whose order was searched for. */
  moves: z.array(moveSchema),
  /** What else was changed of routes. */
  changes: z.array(routeChangeSchema).optional(),
  /** Trucks whose order was searched for anew. */
  tidied: z.array(idSchema).default([]),
  /** Those of the parents included. */
  overrides: z.array(overrideSchema),
});
export type RevisionEdits = z.infer<typeof revisionEditsSchema>;

/** What a revision's list says of it. */
export const editsSummarySchema = z.object({
  /** Visits that were moved, and other changes of routes. */
  moves: z.int(),
  overrides: z.array(overrideSchema),
});

/** `POST /api/plans/{id}/places`: where visits that belong together would go best. */
export const placesRequestSchema = z.strictObject({
  base: storedInt(1),
  visits: z.array(idSchema).min(1).max(100),
  /** Visits that were reported, and are taken for open: as if that were taken back. */
  reopened: z.array(idSchema).max(100).default([]),
  /** The best so many; without it every place there is. */
  most: storedInt(1, 50).optional(),
});

/** A place for visits, priced against leaving them where they are. */
const placeSchema = z.object({
  truckId: idSchema,
  truckNumber: z.int(),
  shiftId: idSchema,
  trip: z.int(),
  position: z.int(),
  /** The trip is not there yet. */
  isNewTrip: z.boolean(),
  /** The stop it comes behind; `null` at the beginning of a trip. */
  afterVisitId: idSchema.nullable(),
  /** The hardest and largest thing it breaks; `null` = nothing. */
  worst: z
    .object({ rule: z.enum(BREAK_RULES), amount: z.number(), unit: z.enum(['seconds', 'kg', 'litres', 'count']) })
    .nullable(),
  isHard: z.boolean(),
  workSeconds: z.int(),
  lengthMetres: z.int(),
  overtimeSeconds: z.int(),
  costDong: z.int(),
  endsAt: z.iso.datetime(),
  /** Fill of that trip afterwards. */
  fill: z.number(),
});
export type Place = z.infer<typeof placeSchema>;

export const placesViewSchema = z.object({
  base: z.int(),
  places: z.array(placeSchema),
  /** As `pricedAt` of {@link editEvaluationSchema}. */
  pricedAt: z.iso.datetime().nullable(),
});

/** `POST /api/plans/{id}/tidy`: the stops of trucks in a better order, each on the trip it is on. */
export const tidyRequestSchema = z.strictObject({
  base: storedInt(1),
  trucks: z.array(idSchema).min(1).max(200),
  dryRun: z.boolean().default(false),
});

/** `POST /api/plans/{id}/head`: undo, redo, discard. */
export const headRequestSchema = z.strictObject({ base: storedInt(1), to: storedInt(1) });

const LOCK_KINDS = ['visit-truck', 'visit-place', 'route', 'truck'] as const;

const lockSchema = z
  .strictObject({
    kind: z.enum(LOCK_KINDS),
    /** Of `visit-truck` and `visit-place`, and only of these. */
    visit: idSchema.optional(),
    truck: idSchema,
  })
  .refine(
    ({ kind, visit }) => (visit !== undefined) === kind.startsWith('visit-'),
    'a lock of a visit names one, no other does',
  );

/** `POST /api/plans/{id}/locks`. */
export const lockRequestSchema = z.strictObject({
  add: z.array(lockSchema).max(MOST_MOVES).default([]),
  remove: z.array(idSchema).max(MOST_MOVES).default([]),
});

export const lockViewSchema = z.object({
  id: idSchema,
  kind: z.enum(LOCK_KINDS),
  visitId: idSchema.nullable(),
  truckId: idSchema,
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type LockView = z.infer<typeof lockViewSchema>;
