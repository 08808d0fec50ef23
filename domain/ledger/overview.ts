import { z } from 'zod';
import { addDays, type Day, daySchema, FIRST_DAY } from '../day.ts';
import { dueReportSchema } from '../reports/requests.ts';
import { heldRateRow, heldRateRows, type LedgerSum, rateRows } from './rate-rows.ts';
import { DENOMINATORS, ledgerUnitSchema, massByGradeSchema, ratesRowSchema } from './rates.ts';
import { monthSchema } from './months.ts';
import type { Target } from '../targets.ts';

/** `GET /api/ledger/overview?to&denominator`: `to` left out is yesterday, the last day that is over. */
export const overviewQuerySchema = z.object({
  to: daySchema.optional(),
  denominator: z.enum(DENOMINATORS).default('generated'),
});

/** Weeks that are compared with as many before them: so many that each weekday counts alike. */
export const COMPARED_DAYS = 28;
/** Months that the trend shows, the present one included. */
export const TREND_MONTHS = 13;

/** A unit whose rate of the last four weeks is another than that of the four before. */
export const rateChangeSchema = z.object({
  unit: ledgerUnitSchema,
  before: z.number(),
  after: z.number(),
  /** What it comes to: kg a day more (or less) that were collected and treated, of what the unit generates now. */
  kgPerDay: z.int(),
});
export type RateChange = z.infer<typeof rateChangeSchema>;

export const overviewMonthSchema = z.object({
  month: monthSchema,
  generatedKg: z.int(),
  collectedKg: z.int(),
  treatedKg: z.int(),
  mass: massByGradeSchema,
  rate: z.number().nullable(),
  target: z.number().nullable(),
});
export type OverviewMonth = z.infer<typeof overviewMonthSchema>;

/** How well the last four weeks are known. */
const qualitySchema = z.object({
  /** Their first and last day. */
  from: daySchema,
  to: daySchema,
  collectedKg: z.int(),
  mass: massByGradeSchema,
  scheduled: z.int(),
  /** Scheduled visits that nobody reported as served. */
  unreported: z.int(),
  /** Served ones that only the track tells of. */
  inferred: z.int(),
  /** kg of tickets that belong to no unit. */
  unassignedKg: z.int(),
  /** Units by what of their mass is only estimated, the most first; at most three. */
  estimatedMost: z.array(z.object({ unit: ledgerUnitSchema, share: z.number() })),
});

/** Answer of `GET /api/ledger/overview`: everything that the manager's first page shows. */
export const overviewSchema = z.object({
  denominator: z.enum(DENOMINATORS),
  /** The year until `to`. */
  from: daySchema,
  to: daySchema,
  days: z.int(),
  dirtyDays: z.int(),
  ruleVersion: z.int(),
  /** Of the year until `to`. */
  rows: z.array(ratesRowSchema),
  totals: z.object({ units: z.array(ratesRowSchema), streams: z.array(ratesRowSchema) }),
  /** Of all units and streams; its rate leaves out those of which nothing is known to be generated, as those of `totals` do. */
  all: ratesRowSchema.nullable(),
  months: z.array(overviewMonthSchema),
  /** `null`: the ledger has not all days of the four weeks before, so that nothing can be held against them. */
  changes: z.array(rateChangeSchema).nullable(),
  quality: qualitySchema,
  /** What waits to be done; `null` is not this person's to do. */
  toDo: z.object({
    /** Tickets with something strange about them that nobody has looked into. */
    doubtfulTickets: z.int().nullable(),
    /** Complaints that wait for an answer for longer than they should. */
    overdueComplaints: z.int().nullable(),
    /** Months that are over and not closed. */
    openMonths: z.int().nullable(),
    report: dueReportSchema.nullable(),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

/** What of it is reckoned from sums alone. */
type Reckoned = Pick<Overview, 'rows' | 'totals' | 'all' | 'months' | 'changes' | 'quality'>;

interface Ask {
  readonly denominator: Overview['denominator'];
  readonly to: Day;
  /** Days of the year until `to` that have figures. */
  readonly days: number;
  readonly isOfCooperative: boolean;
}

/**
 * The figures of an overview.
 *
 * @param byMonth sums of each calendar month, `YYYY-MM`, until the day asked about
 * @param recent sums of the last four weeks, and of the four before them with how many days of those have figures
 */
export function overviewOf(
  byMonth: ReadonlyMap<string, readonly LedgerSum[]>,
  recent: { readonly now: readonly LedgerSum[]; readonly before: readonly LedgerSum[]; readonly daysBefore: number },
  targets: readonly Target[],
  ask: Ask,
): Reckoned {
  const year = ask.to.slice(0, 4);
  const sums = [...byMonth].flatMap(([month, of]) => (month.startsWith(year) ? of : []));
  const rows = (by: 'unit,stream' | 'unit' | 'stream') => heldRateRows(sums, targets, { ...ask, by });
  return {
    rows: rows('unit,stream'),
    totals: { units: rows('unit'), streams: rows('stream') },
    all: heldRateRow(sums, targets, { ...ask, by: 'stream' }),
    months: [...byMonth]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([month, of]) => monthOf(month, of, targets, ask)),
    changes: recent.daysBefore < COMPARED_DAYS ? null : changesOf(recent, targets, ask),
    quality: qualityOf(recent.now, targets, ask),
  };
}

function monthOf(month: string, sums: readonly LedgerSum[], targets: readonly Target[], ask: Ask): OverviewMonth[] {
  const last = `${month}-28`;
  const until = { ...ask, to: last < ask.to ? last : ask.to };
  const row = heldRateRow(sums, targets, { ...until, by: 'stream' });
  if (!row) return [];
  const { generatedKg, collectedKg, treatedKg, mass, rate, target } = row;
  return [{ month, generatedKg, collectedKg, treatedKg, mass, rate, target }];
}

/** The units that changed most, by kg: at most three. */
function changesOf(
  { now, before }: { readonly now: readonly LedgerSum[]; readonly before: readonly LedgerSum[] },
  targets: readonly Target[],
  ask: Ask,
): RateChange[] {
  const of = (sums: readonly LedgerSum[]) => heldRateRows(sums, targets, { ...ask, by: 'unit', days: COMPARED_DAYS });
  const then = new Map(of(before).map((row) => [row.unit?.code, row]));
  return of(now)
    .flatMap(({ unit, rate, generatedKg, collectedKg }): RateChange[] => {
      const was = then.get(unit?.code)?.rate ?? null;
      if (unit === null || unit.setting === null || rate === null || was === null) return [];
      // Rates are shown to a tenth of a percent: less would read as a change of nothing.
      if (Math.abs(rate - was) < 0.001) return [];
      const kg = ask.denominator === 'generated' ? generatedKg : collectedKg;
      return [{ unit, before: was, after: rate, kgPerDay: Math.round(((rate - was) * kg) / COMPARED_DAYS) }];
    })
    .filter(({ kgPerDay }) => kgPerDay !== 0)
    .toSorted((a, b) => Math.abs(b.kgPerDay) - Math.abs(a.kgPerDay))
    .slice(0, 3);
}

function qualityOf(sums: readonly LedgerSum[], targets: readonly Target[], ask: Ask): Overview['quality'] {
  const cells = rateRows(sums, targets, { ...ask, by: 'unit', days: COMPARED_DAYS });
  const from = addDays(ask.to, 1 - COMPARED_DAYS);
  const total = (of: (row: (typeof cells)[number]) => number): number => cells.reduce((sum, row) => sum + of(row), 0);
  return {
    ...{ from: from < FIRST_DAY ? FIRST_DAY : from, to: ask.to },
    collectedKg: total(({ collectedKg }) => collectedKg),
    mass: {
      weighed: total(({ mass }) => mass.weighed),
      measured: total(({ mass }) => mass.measured),
      estimated: total(({ mass }) => mass.estimated),
    },
    scheduled: total(({ visits }) => visits.scheduled),
    unreported: sums.reduce((sum, { visits }) => sum + Math.max(0, visits.scheduled - visits.served), 0),
    inferred: total(({ visits }) => visits.inferred),
    unassignedKg: total(({ unit, collectedKg }) => (unit?.setting === null ? collectedKg : 0)),
    estimatedMost: cells
      .flatMap(({ unit, mass, collectedKg }) =>
        unit?.setting && mass.estimated > 0 ? [{ unit, share: mass.estimated / collectedKg }] : [],
      )
      .toSorted((a, b) => b.share - a.share)
      .slice(0, 3),
  };
}
