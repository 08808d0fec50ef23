import type { Day } from '../day.ts';
import { type Target, targetShareOn } from '../targets.ts';
import { collectedKg } from './close-day.ts';
import type { Denominator, LedgerUnit, MassByGrade, RatesBy, RatesRow, VisitCounts } from './rates.ts';
import { LEDGER_STREAMS, type LedgerStream } from './ledger-streams.ts';

/** Sums of a stretch of days: one stream of one unit, as far as it is of one cooperative's points. */
export interface LedgerSum {
  /** Its code alone does not name it: one code can mean two units at two times. */
  readonly unitId: string | null;
  readonly unit: LedgerUnit;
  readonly stream: LedgerStream;
  readonly cooperative: { readonly code: string; readonly name: string } | null;
  readonly generatedKg: number;
  /** What the scheduled visits were expected to hold. */
  readonly dueKg: number;
  readonly treatedKg: number;
  readonly mass: MassByGrade;
  readonly visits: VisitCounts;
}

/** How sums are to be told. */
interface RatesAsk {
  readonly by: RatesBy;
  readonly denominator: Denominator;
  readonly to: Day;
  /** Over how many days the sums go. */
  readonly days: number;
  /** The sums are of one cooperative's points only, whatever they are told by. */
  readonly isOfCooperative: boolean;
  /** See {@link heldRateRows}. */
  readonly leavesOutUnknown?: boolean;
}

/**
 * Rates of sums: treated ÷ generated or collected, and what is missing to the target that holds at `to`. Where a row is of several
 * streams or settings, its target is theirs by their parts of the denominator; parts that no target speaks of are left out of it.
 * A cooperative generates nothing: its rows take what its scheduled visits were expected to hold.
 */
export function rateRows(sums: readonly LedgerSum[], targets: readonly Target[], ask: RatesAsk): RatesRow[] {
  const groups = new Map<string, LedgerSum[]>();
  for (const sum of sums) {
    const key = keyOf(sum, ask.by);
    const group = groups.get(key);
    if (group) group.push(sum);
    else groups.set(key, [sum]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => rateRow(group, targets, ask))
    .filter((row) => row !== null);
}

/**
 * As {@link rateRows}, of all masses there are; but against what is generated, rates, targets and gaps leave out the units and streams of
 * which nothing is known to be generated: what is collected of them — no factor speaks of it — stands in no denominator, and must close
 * no other's gap.
 */
export function heldRateRows(sums: readonly LedgerSum[], targets: readonly Target[], ask: RatesAsk): RatesRow[] {
  return rateRows(sums, targets, { ...ask, leavesOutUnknown: true });
}

/** As {@link heldRateRows}, of all sums together. */
export function heldRateRow(sums: readonly LedgerSum[], targets: readonly Target[], ask: RatesAsk): RatesRow | null {
  const row = rateRow(sums, targets, { ...ask, leavesOutUnknown: true });
  // It is of none of them more than of another.
  return row && { ...row, unit: null, stream: null };
}

/** The sums of those units and streams of which something is generated. */
function known(sums: readonly LedgerSum[], generatedOf: (sum: LedgerSum) => number): readonly LedgerSum[] {
  const cellOf = ({ unitId, stream }: LedgerSum): string => `${unitId} ${stream}`;
  const generated = new Set(sums.filter((sum) => generatedOf(sum) > 0).map(cellOf));
  return sums.filter((sum) => generated.has(cellOf(sum)));
}

function keyOf({ unitId, unit, stream, cooperative }: LedgerSum, by: RatesBy): string {
  // The unassigned line comes last.
  const ofUnit = `${unitId === null ? 1 : 0} ${unit.code} ${unitId ?? ''}`;
  const ofStream = String(LEDGER_STREAMS.indexOf(stream));
  if (by === 'unit,stream') return `${ofUnit} ${ofStream}`;
  if (by === 'unit') return ofUnit;
  return by === 'stream' ? ofStream : `${cooperative === null ? 1 : 0} ${cooperative?.code ?? ''}`;
}

/** The rate of sums taken together, see {@link rateRows}; `null` where nothing was generated, collected or planned. */
function rateRow(
  group: readonly LedgerSum[],
  targets: readonly Target[],
  { by, denominator, to, days, isOfCooperative, leavesOutUnknown = false }: RatesAsk,
): RatesRow | null {
  const [first] = group;
  if (!first) return null;
  const byDue = isOfCooperative || by === 'cooperative';
  const total = (of: (sum: LedgerSum) => number): number => group.reduce((all, sum) => all + of(sum), 0);
  const generatedOf = ({ generatedKg, dueKg }: LedgerSum): number => (byDue ? dueKg : generatedKg);
  const heldAgainst = (sum: LedgerSum): number =>
    denominator === 'generated' ? generatedOf(sum) : collectedKg(sum.mass);
  const mass = {
    weighed: total((sum) => sum.mass.weighed),
    measured: total((sum) => sum.mass.measured),
    estimated: total((sum) => sum.mass.estimated),
  };
  const visits = {
    scheduled: total((sum) => sum.visits.scheduled),
    served: total((sum) => sum.visits.served),
    confirmed: total((sum) => sum.visits.confirmed),
    inferred: total((sum) => sum.visits.inferred),
  };
  const generatedKg = total(generatedOf);
  const treatedKg = total((sum) => sum.treatedKg);
  if (generatedKg + collectedKg(mass) + visits.scheduled + visits.served === 0) return null;
  const held = leavesOutUnknown && denominator === 'generated' ? known(group, generatedOf) : group;
  const kg = held.reduce((all, sum) => all + heldAgainst(sum), 0);
  const targeted = held.flatMap((sum) => {
    const { unit, stream } = sum;
    if (unit.setting === null || stream === 'unknown') return [];
    const share = targetShareOn(targets, unit.setting, stream, to);
    return share === null ? [] : [{ share, kg: heldAgainst(sum), treatedKg: sum.treatedKg }];
  });
  const targetedKg = targeted.reduce((all, one) => all + one.kg, 0);
  const missingKg = targeted.reduce((all, one) => all + one.share * one.kg - one.treatedKg, 0);
  const shares = new Set(targeted.map(({ share }) => share));
  const [only] = shares;
  return {
    unit: by === 'unit,stream' || by === 'unit' ? first.unit : null,
    stream: by === 'unit,stream' || by === 'stream' ? first.stream : null,
    ...(by === 'cooperative' && { cooperative: first.cooperative }),
    ...{ generatedKg, collectedKg: collectedKg(mass), treatedKg },
    rate: kg > 0 ? held.reduce((all, sum) => all + sum.treatedKg, 0) / kg : null,
    target:
      shares.size === 1 && only !== undefined
        ? only
        : targetedKg > 0
          ? targeted.reduce((all, one) => all + one.share * one.kg, 0) / targetedKg
          : null,
    gapKgPerDay: targeted.length > 0 && days > 0 ? Math.max(0, Math.round(missingKg / days)) : null,
    ...{ mass, visits },
  };
}
