import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { heldRateRows, type LedgerSum, rateRows } from '../../domain/ledger/rate-rows.ts';
import {
  type LedgerUnit,
  ledgerStreamSchema,
  type Rates,
  type RatesBy,
  type RatesQuery,
  type RatesRow,
  UNASSIGNED_UNIT,
} from '../../domain/ledger/rates.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import type { Language } from '../../domain/languages.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { targetRecordSchema } from '../../domain/register/targets.ts';
import type { Target } from '../../domain/targets.ts';
import { SETTINGS } from '../../domain/units.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';
import { countDirtyDays } from './dirty-days.ts';

/** What is summed up. */
const FIGURES = {
  generatedKg: true,
  dueKg: true,
  treatedKg: true,
  weighedKg: true,
  measuredKg: true,
  estimatedKg: true,
  scheduled: true,
  served: true,
  confirmed: true,
  inferred: true,
} as const;
type Figures = { readonly [Name in keyof typeof FIGURES]?: number | null };

const UNASSIGNED_NAMES: Readonly<Record<Language, string>> = { vi: 'Chưa phân bổ', en: 'Unassigned' };

/** A viewer who sees the ledger by a cooperative alone: what a unit generates is not theirs to tell. */
export function isOfCooperative({ memberships }: Viewer): boolean {
  return (
    memberships.some(({ role }) => role === 'cooperative') &&
    memberships.every(({ role }) => role === 'cooperative' || role === 'driver')
  );
}

/** Rates of what the viewer may see of the ledger, see {@link rateRows}; with how many days of it are being recomputed. */
export async function readRates(
  { prisma, pool }: Database,
  townId: string,
  viewer: Viewer,
  { from, to, by, denominator }: RatesQuery,
  asked: { readonly today: Day; readonly language: Language },
): Promise<Rates> {
  const [sums, targets, days, reported, dirtyDays] = await Promise.all([
    readSums(prisma, townId, cellsOf(townId, viewer, from, to), asked.language),
    readTargets(prisma, townId),
    prisma.ledgerDay.count({
      where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to) }, computedAt: { not: null } },
    }),
    prisma.ledgerCell.groupBy({
      by: ['day'],
      where: {
        AND: [
          cellsOf(townId, viewer, from, to),
          {
            OR: [
              { scheduled: { gt: 0 } },
              { weighedKg: { gt: 0 } },
              { measuredKg: { gt: 0 } },
              { estimatedKg: { gt: 0 } },
            ],
          },
        ],
      },
    }),
    countDirtyDays(pool, townId, asked.today, from, to),
  ]);
  const ask = { denominator, to, days, isOfCooperative: isOfCooperative(viewer) };
  // What stands beside single rates says the same as the overview and the reports do.
  const totalsBy = (each: RatesBy): RatesRow[] => heldRateRows(sums, targets, { ...ask, by: each });
  return {
    ...{ denominator, rows: rateRows(sums, targets, { ...ask, by }) },
    ...(by === 'unit,stream' && { totals: { units: totalsBy('unit'), streams: totalsBy('stream') } }),
    ...{ from, to, by, days, reportedDays: reported.length, dirtyDays, ruleVersion: RULE_VERSION },
  };
}

/** The targets of a town that hold, as they are held against figures. */
export async function readTargets(prisma: Prisma.TransactionClient, townId: string): Promise<Target[]> {
  const rows = await prisma.target.findMany({ where: { townId, isActive: true } });
  return rows.map((row) => targetRecordSchema.parse({ ...row, effectiveOn: dateToDay(row.effectiveOn) }));
}

/** Some cells of a town, summed up by unit, stream and cooperative. */
export async function readSums(
  prisma: Prisma.TransactionClient,
  townId: string,
  where: Prisma.LedgerCellWhereInput,
  language: Language,
): Promise<LedgerSum[]> {
  const rows = await prisma.ledgerCell.groupBy({ by: ['unitId', 'stream', 'cooperativeId'], where, _sum: FIGURES });
  const unitOf = await unitNames(prisma, townId, language);
  const cooperatives = await prisma.cooperative.findMany({
    where: { townId },
    select: { id: true, code: true, name: true },
  });
  const byId = new Map(cooperatives.map(({ id, ...cooperative }) => [id, cooperative]));
  return rows.map(({ unitId, stream, cooperativeId, _sum }) => ({
    unitId,
    unit: unitOf(unitId),
    stream: ledgerStreamSchema.parse(stream),
    cooperative: cooperativeId === null ? null : (byId.get(cooperativeId) ?? null),
    ...sumOf(_sum),
  }));
}

/** Which cells a viewer may see of some days. */
export function cellsOf(townId: string, viewer: Viewer, from: Day, to: Day): Prisma.LedgerCellWhereInput {
  return {
    AND: [{ townId, day: { gte: dayToDate(from), lte: dayToDate(to) } }, whereOf(viewer, 'ledger.read')],
  };
}

/** How the ledger names units, and the unassigned line. */
export async function unitNames(
  prisma: Prisma.TransactionClient,
  townId: string,
  language: Language,
): Promise<(unitId: string | null) => LedgerUnit> {
  const units = await prisma.unit.findMany({
    where: { townId },
    select: { id: true, code: true, name: true, setting: true },
  });
  const byId = new Map(
    units.map(({ id, code, name, setting }) => [
      id,
      { code, name, setting: SETTINGS.find((known) => known === setting) ?? null },
    ]),
  );
  const unassigned = { code: UNASSIGNED_UNIT, name: UNASSIGNED_NAMES[language], setting: null };
  return (unitId) => (unitId === null ? unassigned : (byId.get(unitId) ?? unassigned));
}

function sumOf(
  figures: Figures | undefined,
): Pick<LedgerSum, 'generatedKg' | 'dueKg' | 'treatedKg' | 'mass' | 'visits'> {
  const of = (name: keyof Figures): number => figures?.[name] ?? 0;
  return {
    ...{ generatedKg: of('generatedKg'), dueKg: of('dueKg'), treatedKg: of('treatedKg') },
    mass: { weighed: of('weighedKg'), measured: of('measuredKg'), estimated: of('estimatedKg') },
    visits: {
      ...{ scheduled: of('scheduled'), served: of('served'), confirmed: of('confirmed'), inferred: of('inferred') },
    },
  };
}
