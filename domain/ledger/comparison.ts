import { z } from 'zod';
import { daySchema } from '../day.ts';
import type { Target } from '../targets.ts';
import { heldRateRow, heldRateRows, type LedgerSum } from './rate-rows.ts';
import { DENOMINATORS, isSpan, ledgerStreamSchema, type RatesRow, ratesRowSchema, SPAN_FAULT } from './rates.ts';
import { isOf, type StandingOf } from './standing.ts';

/** `GET /api/ledger/comparison`: some days held against others, of the whole town or of one unit, stream or cooperative. */
export const comparisonQuerySchema = z
  .object({
    from: daySchema,
    to: daySchema,
    beforeFrom: daySchema,
    beforeTo: daySchema,
    unit: z.string().max(60).optional(),
    stream: ledgerStreamSchema.optional(),
    cooperative: z.string().max(60).optional(),
    denominator: z.enum(DENOMINATORS).default('generated'),
  })
  .refine(isSpan, SPAN_FAULT)
  .refine(({ beforeFrom, beforeTo }) => isSpan({ from: beforeFrom, to: beforeTo }), SPAN_FAULT)
  .refine(
    ({ unit, stream, cooperative }) => [unit, stream, cooperative].filter((one) => one !== undefined).length <= 1,
    'expected at most one of `unit`, `stream` and `cooperative`',
  );

const periodSchema = z.object({
  from: daySchema,
  to: daySchema,
  /** Days of it with figures, which kg a day are reckoned over. */
  days: z.int(),
  dirtyDays: z.int(),
});
export type ComparedPeriod = z.infer<typeof periodSchema>;

const comparedSchema = z.object({
  /** `null`: nothing was generated, collected or planned then. */
  now: ratesRowSchema.nullable(),
  before: ratesRowSchema.nullable(),
  /** Rate now less rate before, −1…1; `null` where either is not known. */
  rateChange: z.number().nullable(),
  /** kg a day that were collected and treated now, less those before; `null` where a period has no figures. */
  treatedKgPerDay: z.int().nullable(),
  collectedKgPerDay: z.int().nullable(),
});
export type Compared = z.infer<typeof comparedSchema>;

/** Answer of `GET /api/ledger/comparison`. */
export const comparisonSchema = z.object({
  denominator: z.enum(DENOMINATORS),
  now: periodSchema,
  before: periodSchema,
  all: comparedSchema,
  /** A unit by streams, everything else by units; what moved most kilograms first. */
  rows: z.array(comparedSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What one of two periods is known by. */
interface Known {
  readonly sums: readonly LedgerSum[];
  readonly to: string;
  readonly days: number;
}

/**
 * Two periods side by side: rates by the targets of each period's last day, kg by the day, so that periods of different length may be compared.
 *
 * @param of `null`: the whole town
 */
export function comparisonOf(
  now: Known,
  before: Known,
  targets: readonly Target[],
  ask: {
    readonly of: StandingOf | null;
    readonly denominator: Comparison['denominator'];
    readonly isOfCooperative: boolean;
  },
): Pick<Comparison, 'all' | 'rows'> {
  const { of, denominator } = ask;
  const by = of?.kind === 'unit' ? ('stream' as const) : ('unit' as const);
  const isOfCooperative = ask.isOfCooperative || of?.kind === 'cooperative';
  const told = ({ sums, to, days }: Known) => {
    const own = of ? sums.filter(isOf(of)) : sums;
    const asked = { by, denominator, to, days, isOfCooperative };
    return { all: heldRateRow(own, targets, { ...asked, by: 'stream' }), rows: heldRateRows(own, targets, asked) };
  };
  const [ofNow, ofBefore] = [told(now), told(before)];
  const keyOf = ({ unit, stream }: RatesRow): string => (by === 'unit' ? unit?.code : stream) ?? '';
  const earlier = new Map(ofBefore.rows.map((row) => [keyOf(row), row]));
  const later = new Set(ofNow.rows.map(keyOf));
  const pairs: [RatesRow | null, RatesRow | null][] = [
    ...ofNow.rows.map((row): [RatesRow | null, RatesRow | null] => [row, earlier.get(keyOf(row)) ?? null]),
    ...ofBefore.rows.flatMap((row): [RatesRow | null, RatesRow | null][] =>
      later.has(keyOf(row)) ? [] : [[null, row]],
    ),
  ];
  const compared = ([one, other]: [RatesRow | null, RatesRow | null]): Compared => ({
    now: one,
    before: other,
    rateChange: one?.rate == null || other?.rate == null ? null : one.rate - other.rate,
    treatedKgPerDay: perDay(one?.treatedKg, now.days, other?.treatedKg, before.days),
    collectedKgPerDay: perDay(one?.collectedKg, now.days, other?.collectedKg, before.days),
  });
  return {
    all: compared([ofNow.all, ofBefore.all]),
    rows: pairs.map(compared).toSorted((a, b) => Math.abs(b.treatedKgPerDay ?? 0) - Math.abs(a.treatedKgPerDay ?? 0)),
  };
}

function perDay(now = 0, days: number, before = 0, daysBefore: number): number | null {
  return days === 0 || daysBefore === 0 ? null : Math.round(now / days - before / daysBefore);
}
