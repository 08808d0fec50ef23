import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { forecastRate, type RateDay } from '../../domain/ledger/forecast.ts';
import type { Denominator, RatesRow } from '../../domain/ledger/rates.ts';
import { LEDGER_STREAMS } from '../../domain/ledger/ledger-streams.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import {
  periodStart,
  type Standing,
  STANDING_PERIODS,
  type StandingOf,
  standingOf,
} from '../../domain/ledger/standing.ts';
import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { type Target, targetShareOn } from '../../domain/targets.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { ComplaintCounts } from '../../domain/complaints/complaints.ts';
import { countComplaints } from '../complaints/read-complaints.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { whereOf } from '../people/where.ts';
import { countDirtyDays } from './dirty-days.ts';
import { readGroups, readSpan, sumNamer } from './read-groups.ts';
import { firstOfTrend } from './read-overview.ts';
import { isOfCooperative, readTargets } from './read-rates.ts';
import { unitNames } from './unit-names.ts';

/** What is looked back at for a forecast: this year and the one before. */
const LOOK_BACK_DAYS = 730;

/**
 * Everything that the page of a unit, a stream or a cooperative shows, but its coverage.
 *
 * @returns `null` where the viewer may see nothing of it
 */
export async function readStanding(
  database: Database,
  townId: string,
  viewer: Viewer,
  asked: { readonly of: StandingOf; readonly to: Day; readonly denominator: Denominator },
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<{ readonly standing: Standing; readonly unitIds: readonly string[] } | null> {
  const { prisma, pool } = database;
  const { of, to, denominator } = asked;
  const first = firstOfTrend(to);
  const found = await namesOf(database, townId, viewer, of, language);
  if (!found) return null;
  const sumOf = await sumNamer(database, townId, language);
  const [byMonth, ofDay, targets, daysOfMonth, dirtyDays, series] = await Promise.all([
    readGroups(database, townId, viewer, { from: first, to }, sumOf),
    readSpan(database, townId, viewer, { from: to, to }, sumOf),
    readTargets(prisma, townId),
    prisma.ledgerDay.findMany({
      where: { townId, day: { gte: dayToDate(first), lte: dayToDate(to) }, computedAt: { not: null } },
      select: { day: true },
    }),
    countDirtyDays(pool, townId, today, `${to.slice(0, 4)}-01-01`, to),
    readSeries(database, townId, viewer, { of, to, denominator, unitIds: found.unitIds }),
  ]);
  const known = daysOfMonth.map(({ day }) => dateToDay(day));
  const perMonth = new Map<string, number>();
  for (const day of known) perMonth.set(day.slice(0, 7), (perMonth.get(day.slice(0, 7)) ?? 0) + 1);
  const on = `${to.slice(0, 4)}-12-31`;
  const complaints = await readComplaints(prisma, townId, viewer, of, to);
  const reckoned = standingOf({ byMonth, day: ofDay, daysOfMonth: perMonth, hasDay: known.includes(to) }, targets, {
    ...{ of, to, denominator, isOfCooperative: isOfCooperative(viewer) },
    complaintsOf: holdsForTown(viewer, 'ledger.read') ? (complaints.get('year') ?? null) : null,
  });
  return {
    unitIds: found.unitIds,
    standing: {
      ...{ of: found.of, others: found.others, denominator, to, on, dirtyDays, ruleVersion: RULE_VERSION },
      ...{ ...reckoned, coverage: null, complaints: countsOf(complaints, of) },
      parts: reckoned.parts.map((part) => ({
        ...part,
        forecast: forecastRate(series.get(keyOf(part.year)) ?? [], on),
        targetThen: targetThen(targets, found.of, part.year, on),
      })),
    },
  };
}

type Complaints = ReadonlyMap<(typeof STANDING_PERIODS)[number], (code: string) => ComplaintCounts>;

/** How much was complained of each in every period until the day; of streams nothing is known. */
async function readComplaints(
  prisma: Database['prisma'],
  townId: string,
  viewer: Viewer,
  { kind }: StandingOf,
  to: Day,
): Promise<Complaints> {
  if (kind === 'stream') return new Map();
  return new Map(
    await Promise.all(
      STANDING_PERIODS.map(async (period) => {
        const asked = { from: periodStart(period, to), to, by: kind } as const;
        return [period, await countComplaints(prisma, townId, viewer, asked)] as const;
      }),
    ),
  );
}

const countsOf = (complaints: Complaints, { code }: StandingOf): Standing['complaints'] =>
  complaints.size === 0 ? null : [...complaints].map(([period, counts]) => ({ period, ...counts(code) }));

const keyOf = ({ unit, stream }: RatesRow): string => unit?.code ?? stream ?? '';

/** The target of a part on a day; a cooperative's parts are of several streams, which have several. */
function targetThen(
  targets: readonly Target[],
  of: Standing['of'],
  { unit, stream }: RatesRow,
  on: Day,
): number | null {
  const setting = (of.kind === 'unit' ? of.unit : unit)?.setting ?? null;
  const named = of.kind === 'stream' ? of.stream : stream;
  return setting === null || !named || named === 'unknown' ? null : targetShareOn(targets, setting, named, on);
}

interface Found {
  readonly of: Standing['of'];
  readonly others: Standing['others'];
  readonly unitIds: readonly string[];
}

/** Who it is and who else there is, of what the viewer may see; `null`: no such one. */
async function namesOf(
  { prisma }: Pick<Database, 'prisma'>,
  townId: string,
  viewer: Viewer,
  { kind, code }: StandingOf,
  language: Language,
): Promise<Found | null> {
  // What somebody sees of cells they see of their sums: both say whose they are by the same columns.
  const seen = { AND: [{ townId }, whereOf(viewer, 'ledger.read') as Prisma.LedgerSumWhereInput] };
  if (kind === 'stream') {
    const rows = await prisma.ledgerSum.groupBy({ by: ['stream'], where: seen });
    const streams = LEDGER_STREAMS.filter((stream) => rows.some((row) => row.stream === stream));
    const stream = LEDGER_STREAMS.find((each) => each === code);
    const others = streams.map((each) => ({ code: each, name: each }));
    return stream && streams.includes(stream) ? { of: { kind, stream }, others, unitIds: [] } : null;
  }
  if (kind === 'cooperative') {
    const rows = await prisma.ledgerSum.groupBy({ by: ['cooperativeId'], where: seen });
    const others = await prisma.cooperative.findMany({
      where: { id: { in: rows.flatMap(({ cooperativeId }) => cooperativeId ?? []) } },
      select: { code: true, name: true },
      orderBy: { code: 'asc' },
    });
    const cooperative = others.find((each) => each.code === code);
    return cooperative ? { of: { kind, cooperative }, others, unitIds: [] } : null;
  }
  const rows = await prisma.ledgerSum.groupBy({ by: ['unitId'], where: seen });
  const units = await prisma.unit.findMany({
    where: { id: { in: rows.flatMap(({ unitId }) => unitId ?? []) } },
    orderBy: [{ validFrom: 'desc' }, { code: 'asc' }],
  });
  const own = units.filter((each) => each.code === code);
  const [latest] = own;
  if (!latest) return null;
  const nameOf = await unitNames(prisma, townId, language);
  const others = [...new Map(units.map(({ id }) => [nameOf(id).code, nameOf(id)] as const)).values()];
  return {
    of: { kind, unit: nameOf(latest.id) },
    others: others.map((each) => ({ code: each.code, name: each.name })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    unitIds: own.map(({ id }) => id),
  };
}

/** kg of each day of two years, without gaps, of each part: what forecasts are made of. */
async function readSeries(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  asked: {
    readonly of: StandingOf;
    readonly to: Day;
    readonly denominator: Denominator;
    readonly unitIds: readonly string[];
  },
): Promise<ReadonlyMap<string, readonly RateDay[]>> {
  const { of, to, denominator, unitIds } = asked;
  const isDue = isOfCooperative(viewer) || of.kind === 'cooperative';
  const generated = isDue ? '"dueKg"' : '"generatedKg"';
  const heldAgainst = denominator === 'generated' ? generated : '"weighedKg" + "measuredKg" + "estimatedKg"';
  const scope = scopeSql(viewer, 'ledger.read', { alias: 'cell', townId, first: 5 });
  const filter = {
    unit: 'cell."unitId" = ANY($4::uuid[])',
    stream: 'cell.stream = $4',
    cooperative: 'cooperative.code = $4',
  }[of.kind];
  const { rows } = await pool.query<{ part: string; day: Day; treatedKg: number; denominatorKg: number }>(
    `SELECT ${of.kind === 'unit' ? 'cell.stream' : 'unit.code'} AS part, to_char(cell.day, 'YYYY-MM-DD') AS day,
            sum(cell."treatedKg")::float8 AS "treatedKg", sum(${heldAgainst})::float8 AS "denominatorKg"
       FROM "LedgerCell" cell JOIN "Unit" unit ON unit.id = cell."unitId"
       LEFT JOIN "Cooperative" cooperative ON cooperative.id = cell."cooperativeId"
      WHERE cell."townId" = $1 AND cell.day BETWEEN $2::date AND $3::date AND ${filter} AND ${scope.sql}
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [townId, addDays(to, -LOOK_BACK_DAYS), to, of.kind === 'unit' ? unitIds : of.code, ...scope.values],
  );
  const series = new Map<string, RateDay[]>();
  for (const { part, ...known } of rows) {
    const days = series.get(part) ?? [];
    series.set(part, days);
    const last = days.at(-1);
    for (let day = last ? addDays(last.day, 1) : known.day; day < known.day; day = addDays(day, 1)) {
      days.push({ day, treatedKg: 0, denominatorKg: 0 });
    }
    days.push(known);
  }
  return series;
}
