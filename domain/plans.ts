import { z } from 'zod';
import { idSchema } from './ids.ts';
import { storedInt } from './columns.ts';
import { daySchema } from './day.ts';
import { lineStringSchema, positionSchema } from './geo.ts';
import { streamSchema } from './streams.ts';
import { LANGUAGES } from './languages.ts';
import { unitDebtSchema } from './ledger/debts.ts';
import { editsSummarySchema } from './plan-edits.ts';
import { dayWindowsSchema } from './windows.ts';

export const PLAN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const planStateSchema = z.enum(PLAN_STATES);
export type PlanState = z.infer<typeof planStateSchema>;

/**
 * In the order a run passes through them. `explaining` comes only to a plan that misses targets, and after its revision is
 * stored: whatever becomes of it, the plan is there.
 */
export const PLAN_PHASES = ['collecting', 'matrix', 'solving', 'checking', 'routing', 'storing', 'explaining'] as const;
export const planPhaseSchema = z.enum(PLAN_PHASES);
export type PlanPhase = z.infer<typeof planPhaseSchema>;

/** How a revision came about: searched for, moved by hand, searched for with a day under way, or an earlier one again. */
export const REVISION_ORIGINS = ['planned', 'edited', 'replanned', 'restored'] as const;
export const revisionOriginSchema = z.enum(REVISION_ORIGINS);

export const UNSERVED_REASONS = [
  'no-capacity-left',
  'no-time-left',
  'window-cannot-be-met',
  'no-allowed-truck',
  'unreachable',
  'stream-not-accepted-today',
  'intake-exhausted',
  'truck-out',
  'facility-closed',
  'street-closed',
  'taken-out',
] as const;
export const unservedReasonSchema = z.enum(UNSERVED_REASONS);
export type UnservedReason = z.infer<typeof unservedReasonSchema>;

/** What a dispatcher asks for: a day, and how long to search. */
export const planRequestSchema = z.strictObject({
  date: daySchema,
  /** Seconds the optimizer may search. */
  seconds: z.number().min(1).max(600).optional(),
  seed: storedInt(0).optional(),
  /** Driving seconds it is worth that one truck, not two, serves two stops that lie near each other; without it none. */
  districtSeconds: z.number().min(0).max(600).optional(),
  /** Whether usual routes of the weekday are kept to; they are unless told otherwise. */
  usual: z.boolean().optional(),
});
export type PlanRequest = z.infer<typeof planRequestSchema>;

/** Cost components in the order they count; money in đồng, mass in kg, time in seconds. */
export const planCostSchema = z.object({
  elapsedSeconds: z.number(),
  targetShortfallKg: z.number(),
  unservedKg: z.number(),
  overtimeSeconds: z.number(),
  drivingSeconds: z.number(),
  lengthMetres: z.number(),
  costDong: z.number(),
  servedKg: z.number(),
  totalKg: z.number(),
});
export type PlanCost = z.infer<typeof planCostSchema>;

/** Mass planned of what a unit has due that day, against its target. */
const unitShareSchema = z.object({
  unitId: idSchema,
  unitName: z.string(),
  dueKg: z.number(),
  servedKg: z.number(),
  /** servedKg ÷ dueKg, 1 where nothing is due. */
  share: z.number(),
  targetShare: z.number().nullable(),
});

export const planTotalsSchema = z.object({
  dueVisits: z.int(),
  servedVisits: z.int(),
  dueKg: z.number(),
  servedKg: z.number(),
  trucks: z.int(),
  trips: z.int(),
  drivingSeconds: z.int(),
  workSeconds: z.int(),
  overtimeSeconds: z.int(),
  lengthMetres: z.int(),
  costDong: z.int(),
  units: z.array(unitShareSchema),
  /** Share due and served per stream. */
  streams: z.array(z.object({ stream: streamSchema, dueKg: z.number(), servedKg: z.number() })),
  /** Units behind their targets or ahead of them over the weeks before, and what that did; not in plans of before it was looked at. */
  debts: z
    .array(
      unitDebtSchema.extend({
        unitName: z.string(),
        /** Of a unit ahead: kg of the day's that could be left for others. */
        givenKg: z.int(),
      }),
    )
    .optional(),
  /** How the plan was found. */
  search: z.object({ seconds: z.number(), iterations: z.int(), seed: z.int(), threads: z.int() }),
});
export type PlanTotals = z.infer<typeof planTotalsSchema>;

/** Something that could be changed about the day so that more is collected. */
const leverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one-more-truck'), capacityKg: z.number(), streams: z.array(streamSchema) }),
  /** Every shift of the day ends later. */
  z.object({ kind: z.literal('shift-longer'), seconds: z.number() }),
  z.object({ kind: z.literal('site-open-longer'), facilityName: z.string(), seconds: z.number() }),
  /** Points left out that share their windows may be served at any time. */
  z.object({
    kind: z.literal('window-dropped'),
    /** Not in explanations from before each window was a lever of its own. */
    windows: dayWindowsSchema.optional(),
    pointCodes: z.array(z.string()),
    /** In the order of `pointCodes`; there with `windows`. */
    pointNames: z.array(z.string()).optional(),
  }),
]);
export type Lever = z.infer<typeof leverSchema>;

/** Which targets a plan misses, and what each lever, pulled alone, was found to bring by planning again with it. */
export const targetExplanationSchema = z.object({
  missed: z.array(
    z.object({
      unitId: idSchema,
      unitName: z.string(),
      streams: z.array(streamSchema),
      targetKg: z.number(),
      shortfallKg: z.number(),
    }),
  ),
  /** The most helpful first. */
  levers: z.array(
    z.object({
      lever: leverSchema,
      /** By how much all missed targets together come nearer, beyond what planning on for as long without the lever brings. */
      shortfallGainKg: z.number(),
      /** The same for each of `missed` by itself, in their order; not in explanations from before it was counted. */
      shortfallGainsKg: z.array(z.number()).optional(),
      /** Collected in addition. */
      servedGainKg: z.number(),
      costChangeDong: z.number(),
      /** The targets it reaches, as indices into `missed`. */
      reaches: z.array(z.int()),
    }),
  ),
  /** Levers for which the time did not suffice, or would not have if the least promising had been tried too; not in explanations from before they were counted. */
  untriedLevers: z.int().optional(),
});
export type TargetExplanation = z.infer<typeof targetExplanationSchema>;

/** Error of a run, as a code the pages have words for, with its parameters. */
export const planFailureSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlanFailure = z.infer<typeof planFailureSchema>;

export const revisionSummarySchema = z.object({
  id: idSchema,
  number: z.int(),
  /** The revision it was made from; `null` = from the day alone. */
  parentNumber: z.int().nullable(),
  origin: revisionOriginSchema,
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  isPublished: z.boolean(),
  totals: planTotalsSchema,
  /** `null` where every target is reached, or the search for levers is still on or was stopped. */
  explanation: targetExplanationSchema.nullable(),
  /** What was done to it by hand; `null` = nothing. */
  edits: editsSummarySchema.nullable(),
  /** Trucks that it plans the rest of the day without, or with again, beside what its parents did. */
  trucksOut: z.array(idSchema),
  trucksAgain: z.array(idSchema),
});
export type RevisionSummary = z.infer<typeof revisionSummarySchema>;

/** `GET /api/plans/{id}` and each row of `GET /api/plans`. */
export const planViewSchema = z.object({
  id: idSchema,
  day: daySchema,
  state: planStateSchema,
  phase: planPhaseSchema.nullable(),
  percent: z.int().min(0).max(100),
  attempt: z.int(),
  cancelRequested: z.boolean(),
  bestCost: planCostSchema.nullable(),
  failure: planFailureSchema.nullable(),
  requestedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  publishedRevisionId: idSchema.nullable(),
  publishedAt: z.iso.datetime().nullable(),
  /** Name of who published it. */
  publishedBy: z.string().nullable(),
  /** The revision that editing goes on from, after something was undone; `null` = from the newest. */
  headNumber: z.int().nullable(),
  revisions: z.array(revisionSummarySchema),
});
export type PlanView = z.infer<typeof planViewSchema>;

export const STOP_KINDS = ['start', 'point', 'unload', 'break', 'end'] as const;
export const stopViewSchema = z.object({
  id: idSchema,
  sequence: z.int(),
  kind: z.enum(STOP_KINDS),
  tripNumber: z.int().nullable(),
  /** At a point: the visit it serves, the same in every revision of the day. */
  visitId: idSchema.nullable(),
  /** Which of how many equal parts of the visit is taken here; of most there is one. */
  visitPart: z.int().nullable(),
  visitParts: z.int().nullable(),
  pointId: idSchema.nullable(),
  stream: streamSchema.nullable(),
  facilityId: idSchema.nullable(),
  /** Code and name of the point or facility; empty for a break. */
  code: z.string(),
  name: z.string(),
  position: positionSchema,
  arrivesAt: z.iso.datetime(),
  startsAt: z.iso.datetime(),
  departsAt: z.iso.datetime(),
  waitSeconds: z.int(),
  /** Taken aboard here, or unloaded. */
  loadKg: z.int(),
  loadAfterKg: z.int(),
  loadAfterLitres: z.int(),
  legSeconds: z.int(),
  legMetres: z.int(),
  /** The way from the stop before; `null` where the truck does not move. */
  geometry: lineStringSchema.nullable(),
});
export type StopView = z.infer<typeof stopViewSchema>;

const tripViewSchema = z.object({
  number: z.int(),
  facilityId: idSchema,
  facilityName: z.string(),
  loadKg: z.int(),
  loadLitres: z.int(),
});

export const routeViewSchema = z.object({
  id: idSchema,
  truckId: idSchema,
  truckCode: z.string(),
  truckNumber: z.int(),
  shiftId: idSchema,
  capacityKg: z.int(),
  capacityLitres: z.int(),
  crewCode: z.string().nullable(),
  shiftStartsAt: z.iso.datetime(),
  shiftEndsAt: z.iso.datetime(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  drivingSeconds: z.int(),
  lengthMetres: z.int(),
  waitSeconds: z.int(),
  serviceSeconds: z.int(),
  loadKg: z.int(),
  costDong: z.int(),
  trips: z.array(tripViewSchema),
  stops: z.array(stopViewSchema),
});
export type RouteView = z.infer<typeof routeViewSchema>;

const unservedViewSchema = z.object({
  visitId: idSchema,
  pointId: idSchema,
  code: z.string(),
  name: z.string(),
  /** The unit in force on the day; null where none holds the point's place. */
  unitId: idSchema.nullable(),
  stream: streamSchema,
  loadKg: z.int(),
  reason: unservedReasonSchema,
  /** Of `taken-out`: why, in somebody's words. */
  note: z.string().nullable(),
});

/** `GET /api/plans/{id}/revisions/{number}`: everything a dispatcher looks at. */
export const revisionViewSchema = revisionSummarySchema.extend({
  planId: idSchema,
  day: daySchema,
  routes: z.array(routeViewSchema),
  unserved: z.array(unservedViewSchema),
});
export type RevisionView = z.infer<typeof revisionViewSchema>;

/** `GET /api/plans/{id}/routes/{routeId}/directions?language=vi|en`: one entry a leg, turn by turn. */
export const directionsViewSchema = z.object({
  language: z.enum(LANGUAGES),
  legs: z.array(
    z.object({
      stopId: idSchema,
      toCode: z.string(),
      toName: z.string(),
      seconds: z.int(),
      metres: z.int(),
      steps: z.array(
        z.object({
          text: z.string(),
          metres: z.number(),
          seconds: z.number(),
          position: positionSchema,
          /** OSRM manoeuvre type and modifier, for an arrow. */
          maneuver: z.string(),
          modifier: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type DirectionsView = z.infer<typeof directionsViewSchema>;
