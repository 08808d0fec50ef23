import { z } from 'zod';
import { type ComplaintCounts, complaintCountsSchema, perThousandVisits } from '../complaints/complaints.ts';
import { type Day, daySchema } from '../day.ts';
import type { Target } from '../targets.ts';
import { monthSchema } from './months.ts';
import { heldRateRow, heldRateRows, type LedgerSum, rateRows } from './rate-rows.ts';
import {
  DENOMINATORS,
  type Denominator,
  ledgerStreamSchema,
  ledgerUnitSchema,
  massByGradeSchema,
  type RatesRow,
  ratesRowSchema,
  visitCountsSchema,
} from './rates.ts';
import { UNASSIGNED_UNIT } from './unassigned.ts';

/** `GET /api/ledger/standing`: of one unit, one stream or one cooperative; `to` left out is yesterday. */
export const standingQuerySchema = z
  .object({
    unit: z.string().max(60).optional(),
    stream: ledgerStreamSchema.optional(),
    cooperative: z.string().max(60).optional(),
    to: daySchema.optional(),
    denominator: z.enum(DENOMINATORS).default('generated'),
  })
  .refine(
    ({ unit, stream, cooperative }) => [unit, stream, cooperative].filter((one) => one !== undefined).length === 1,
    'expected one of `unit`, `stream` and `cooperative`',
  );

/** Stretches of days that end with the day asked about; `day` is that day. */
export const STANDING_PERIODS = ['day', 'month', 'quarter', 'year'] as const;

const partSchema = z.object({
  /** Of the year until the day. */
  year: ratesRowSchema,
  /** Of its month; `null`: nothing yet. */
  month: ratesRowSchema.nullable(),
  /** Where the year will stand on its last day; `null`: too little is known to tell. */
  forecast: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** The target that holds on that day. */
  targetThen: z.number().nullable(),
});
export type StandingPart = z.infer<typeof partSchema>;

const monthRowSchema = z.object({
  month: monthSchema,
  generatedKg: z.int(),
  collectedKg: z.int(),
  treatedKg: z.int(),
  mass: massByGradeSchema,
  visits: visitCountsSchema,
  rate: z.number().nullable(),
  target: z.number().nullable(),
});
export type StandingMonth = z.infer<typeof monthRowSchema>;

/** The rate; visits served of those scheduled; justified complaints to a thousand visits, the fewest first. */
const RANKED_BY = ['rate', 'kept', 'complaints'] as const;

const named = z.object({ code: z.string(), name: z.string() });

/** Answer of `GET /api/ledger/standing`: everything that the page of a unit, a stream or a cooperative shows. */
export const standingSchema = z.object({
  of: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unit'), unit: ledgerUnitSchema }),
    z.object({ kind: z.literal('stream'), stream: ledgerStreamSchema }),
    z.object({ kind: z.literal('cooperative'), cooperative: named }),
  ]),
  /** Others of its kind that the viewer may see, itself included. */
  others: z.array(named),
  denominator: z.enum(DENOMINATORS),
  to: daySchema,
  /** The last day of the year, which forecasts are of. */
  on: daySchema,
  dirtyDays: z.int(),
  ruleVersion: z.int(),
  periods: z.array(
    z.object({ period: z.enum(STANDING_PERIODS), from: daySchema, days: z.int(), row: ratesRowSchema.nullable() }),
  ),
  /** A unit by streams, a stream and a cooperative by units; what lacks most first. */
  parts: z.array(partSchema),
  months: z.array(monthRowSchema),
  /**
   * Its places among all units, or cooperatives, by the year's figures, the best first: each criterion by itself, since nothing says how
   * they weigh against each other. `null`: the viewer does not see all of them; of a stream.
   */
  ranks: z.array(z.object({ by: z.enum(RANKED_BY), place: z.int(), of: z.int() })).nullable(),
  /** What residents complained of in each of the periods; of a unit and a cooperative only, and in no rate. */
  complaints: z.array(complaintCountsSchema.extend({ period: z.enum(STANDING_PERIODS) })).nullable(),
  /** People within reach of a working point; of a unit only, and beside the rates, never in them. */
  coverage: z
    .object({ people: z.number(), coveredPeople: z.number(), share: z.number(), metres: z.number() })
    .nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

/** Whose standing it is, by codes. */
export type StandingOf =
  | { readonly kind: 'unit'; readonly code: string }
  | { readonly kind: 'stream'; readonly code: string }
  | { readonly kind: 'cooperative'; readonly code: string };

/** Whether a sum is of somebody. */
export const isOf =
  ({ kind, code }: StandingOf) =>
  (sum: LedgerSum): boolean =>
    kind === 'unit' ? sum.unit.code === code : kind === 'stream' ? sum.stream === code : sum.cooperative?.code === code;

/** Which months of a year a period has that ends in `month` (1…12). */
const FIRST_MONTH: Readonly<Record<'month' | 'quarter' | 'year', (month: number) => number>> = {
  month: (month) => month,
  quarter: (month) => month - ((month - 1) % 3),
  year: () => 1,
};

/** The first day of a period that ends with `to`. */
export function periodStart(period: (typeof STANDING_PERIODS)[number], to: Day): Day {
  if (period === 'day') return to;
  const first = FIRST_MONTH[period](Number(to.slice(5, 7)));
  return `${to.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

interface Known {
  /** Sums of each calendar month until the day, `YYYY-MM`, of all that the viewer sees. */
  readonly byMonth: ReadonlyMap<string, readonly LedgerSum[]>;
  /** Of the day itself. */
  readonly day: readonly LedgerSum[];
  /** How many days of each month have figures, and whether the day has. */
  readonly daysOfMonth: ReadonlyMap<string, number>;
  readonly hasDay: boolean;
}

interface Ask {
  readonly of: StandingOf;
  readonly denominator: Denominator;
  readonly to: Day;
  /** The viewer sees one cooperative's points only. */
  readonly isOfCooperative: boolean;
  /** What was complained of each in the year; where the viewer sees the whole town, so that places can be told. */
  readonly complaintsOf: ((code: string) => ComplaintCounts) | null;
}

/**
 * Where one unit, stream or cooperative stands: today, month, quarter and year, its parts, its months, its place. Rates of several leave out
 * that of which nothing is known to be generated, as the overview's do; a cooperative's hold against what its visits were expected to hold.
 */
export function standingOf(
  known: Known,
  targets: readonly Target[],
  ask: Ask,
): Pick<Standing, 'periods' | 'months' | 'ranks'> & { readonly parts: Pick<StandingPart, 'year' | 'month'>[] } {
  const { of, to, denominator } = ask;
  const mine = isOf(of);
  const byDue = ask.isOfCooperative || of.kind === 'cooperative';
  const monthsFrom = (from: Day): string[] =>
    [...known.byMonth.keys()].filter((month) => month >= from.slice(0, 7) && month <= to.slice(0, 7)).sort();
  const sumsFrom = (from: Day): LedgerSum[] => monthsFrom(from).flatMap((month) => known.byMonth.get(month) ?? []);
  const daysFrom = (from: Day): number =>
    monthsFrom(from).reduce((days, month) => days + (known.daysOfMonth.get(month) ?? 0), 0);
  const rowOf = (sums: readonly LedgerSum[], days: number, until: Day = to): RatesRow | null =>
    heldRateRow(sums.filter(mine), targets, { by: 'stream', denominator, to: until, days, isOfCooperative: byDue });

  const year = periodStart('year', to);
  const month = periodStart('month', to);
  const by = of.kind === 'unit' ? 'stream' : 'unit';
  const rows = (from: Day): RatesRow[] =>
    heldRateRows(sumsFrom(from).filter(mine), targets, {
      ...{ by, denominator, to, days: daysFrom(from), isOfCooperative: byDue },
    });
  const keyOf = ({ unit, stream }: RatesRow): string => unit?.code ?? stream ?? '';
  const ofMonth = new Map(rows(month).map((row) => [keyOf(row), row]));
  return {
    periods: STANDING_PERIODS.map((period) => {
      const from = periodStart(period, to);
      const days = period === 'day' ? Number(known.hasDay) : daysFrom(from);
      return { period, from, days, row: rowOf(period === 'day' ? known.day : sumsFrom(from), days) };
    }),
    parts: rows(year)
      .map((row) => ({ year: row, month: ofMonth.get(keyOf(row)) ?? null }))
      .sort((a, b) => (b.year.gapKgPerDay ?? -1) - (a.year.gapKgPerDay ?? -1)),
    months: [...known.byMonth.keys()].sort().flatMap((each) => {
      const last = `${each}-28` < to ? `${each}-28` : to;
      const row = rowOf(known.byMonth.get(each) ?? [], known.daysOfMonth.get(each) ?? 0, last);
      if (!row) return [];
      const { generatedKg, collectedKg, treatedKg, mass, visits, rate, target } = row;
      return [{ month: each, generatedKg, collectedKg, treatedKg, mass, visits, rate, target }];
    }),
    ranks: ranksOf(sumsFrom(year), targets, ask, daysFrom(year)),
  };
}

/** Its places; what is of no unit has none, nor what has no such figure. Those with the same figure share the better place. */
function ranksOf(
  sums: readonly LedgerSum[],
  targets: readonly Target[],
  { of, denominator, to, complaintsOf }: Ask,
  days: number,
): Standing['ranks'] {
  if (of.kind === 'stream' || complaintsOf === null) return null;
  const ask = { denominator, to, days, isOfCooperative: false };
  const rows =
    of.kind === 'unit'
      ? heldRateRows(sums, targets, { ...ask, by: 'unit' })
      : rateRows(sums, targets, { ...ask, by: 'cooperative' });
  const ranked = rows.flatMap(({ unit, cooperative, rate, visits: { served, scheduled } }) => {
    const code = of.kind === 'unit' ? unit?.code : cooperative?.code;
    if (code === undefined || code === UNASSIGNED_UNIT) return [];
    const perThousand = perThousandVisits(complaintsOf(code), scheduled);
    const kept = scheduled === 0 ? null : served / scheduled;
    return [{ code, rate, kept, complaints: perThousand === null ? null : -perThousand }];
  });
  return RANKED_BY.flatMap((by) => {
    const own = ranked.find(({ code }) => code === of.code)?.[by] ?? null;
    if (own === null) return [];
    const others = ranked.flatMap((row) => row[by] ?? []);
    return [{ by, place: 1 + others.filter((value) => value > own).length, of: others.length }];
  });
}
