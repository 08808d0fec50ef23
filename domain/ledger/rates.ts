import { z } from 'zod';
import { complaintCountsSchema } from '../complaints/complaints.ts';
import { daySchema } from '../day.ts';
import { LEDGER_STREAMS } from './ledger-streams.ts';
import { SETTINGS } from '../units.ts';

export const ledgerStreamSchema = z.enum(LEDGER_STREAMS);

/** What the rows of an answer are: one of each unit and stream, or sums over the other. */
export const RATES_BY = ['unit,stream', 'unit', 'stream', 'cooperative'] as const;
export type RatesBy = (typeof RATES_BY)[number];

/** What treated mass is held against: generated, as the plan speaks, or collected, as indicator 11.6.1 does. */
export const DENOMINATORS = ['generated', 'collected'] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/** No range is longer: ten years and the leap days. */
export const MOST_DAYS = 3653;

const spanShape = { from: daySchema, to: daySchema };
/** Both days are in the span, and it is no longer than ten years. */
export const isSpan = ({ from, to }: { from: string; to: string }): boolean =>
  from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 < MOST_DAYS;
export const SPAN_FAULT = 'expected `to` not before `from`, and at most ten years';

/** `?from&to` of `GET /api/ledger/days.csv`. */
export const spanQuerySchema = z.object(spanShape).refine(isSpan, SPAN_FAULT);

/** `GET /api/ledger/rates?from&to&by&denominator`. */
export const ratesQuerySchema = z
  .object({
    ...spanShape,
    by: z.enum(RATES_BY).default('unit,stream'),
    denominator: z.enum(DENOMINATORS).default('generated'),
  })
  .refine(isSpan, SPAN_FAULT);
export type RatesQuery = z.infer<typeof ratesQuerySchema>;

/** kg by how they are known; together they are what was collected. */
export const massByGradeSchema = z.object({ weighed: z.int(), measured: z.int(), estimated: z.int() });
export type MassByGrade = z.infer<typeof massByGradeSchema>;

/** Visits of the published plans, those of them and others that were served wholly, and how that is known. */
export const visitCountsSchema = z.object({
  scheduled: z.int(),
  served: z.int(),
  confirmed: z.int(),
  inferred: z.int(),
});
export type VisitCounts = z.infer<typeof visitCountsSchema>;

/** A unit as the ledger names it; the unassigned line has no setting. */
export const ledgerUnitSchema = z.object({ code: z.string(), name: z.string(), setting: z.enum(SETTINGS).nullable() });
export type LedgerUnit = z.infer<typeof ledgerUnitSchema>;

export const ratesRowSchema = z.object({
  /** `null` where the row is not of one unit. */
  unit: ledgerUnitSchema.nullable(),
  /** `null` where the row is of several streams. */
  stream: ledgerStreamSchema.nullable(),
  /** Only `by=cooperative`; `null` there: points that no cooperative collects. */
  cooperative: z.object({ code: z.string(), name: z.string() }).nullable().optional(),
  /** Of a unit by its people and generators; of a cooperative what its scheduled visits were expected to hold. */
  generatedKg: z.int(),
  /** The sum of `mass`. */
  collectedKg: z.int(),
  /** What of it reached a facility that treated its stream to standard on that day. */
  treatedKg: z.int(),
  /** Treated ÷ the denominator, 0…; `null` where that is nothing. */
  rate: z.number().nullable(),
  /** The share that holds at `to`, 0…1; over several streams or settings, each by its part of the denominator. `null`: none does. */
  target: z.number().nullable(),
  /** kg a day that are missing to the target, 0 where it is reached; `null` without a target. */
  gapKgPerDay: z.int().nullable(),
  mass: massByGradeSchema,
  visits: visitCountsSchema,
  /** Only `by=cooperative`: what residents complained of, which is in no rate. */
  complaints: complaintCountsSchema.optional(),
});
export type RatesRow = z.infer<typeof ratesRowSchema>;

/** Answer of `GET /api/ledger/rates`. */
export const ratesSchema = z.object({
  denominator: z.enum(DENOMINATORS),
  rows: z.array(ratesRowSchema),
  /** Only `by=unit,stream`: the same summed up over the other; rates leave out of what nothing is known to be generated. */
  totals: z
    .object({
      units: z.array(ratesRowSchema),
      streams: z.array(ratesRowSchema),
      /** Of all of them; `null` where there is nothing. */
      all: ratesRowSchema.nullable(),
    })
    .optional(),
  from: daySchema,
  to: daySchema,
  by: z.enum(RATES_BY),
  /** Days from `from` to `to` that the ledger has figures of. */
  days: z.int(),
  /** Those of them with a plan, a report or a ticket: the others count with what they generated alone. */
  reportedDays: z.int(),
  /** How many days of the range are being recomputed: their figures will change in a moment. */
  dirtyDays: z.int(),
  /** Of the rule that the figures were computed by; see docs/ledger.md. */
  ruleVersion: z.int(),
});
export type Rates = z.infer<typeof ratesSchema>;

/** Columns of `GET /api/ledger/days.csv`. */
export const DAYS_CSV_COLUMNS = [
  'day',
  'unit',
  'stream',
  'generatedKg',
  'collectedKg',
  'treatedKg',
  'weighedKg',
  'measuredKg',
  'estimatedKg',
] as const;
