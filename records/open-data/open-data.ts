import { addDays, type Day, dateToDay } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { type OpenData, type OpenRow, USUAL_LICENCE } from '../../domain/open-data/open-data.ts';
import { ledgerStreamSchema } from '../../domain/ledger/rates.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { unitNames } from '../ledger/unit-names.ts';

/** Whether the figures of a town are open, and under which licence. */
export async function readOpenData(prisma: PrismaClient, townId: string): Promise<OpenData> {
  const { openDataLicence } = await prisma.town.findUniqueOrThrow({
    where: { id: townId },
    select: { openDataLicence: true },
  });
  return { isOpen: openDataLicence !== null, licence: openDataLicence ?? USUAL_LICENCE };
}

/** Opens the figures of a town to everybody, or closes them. */
export async function changeOpenData(
  prisma: PrismaClient,
  { townId, viewer }: { readonly townId: string; readonly viewer: Viewer },
  { isOpen, licence }: OpenData,
): Promise<void> {
  await prisma.$transaction(async (db) => {
    const where = { id: townId };
    const select = { openDataLicence: true };
    const before = await db.town.findUniqueOrThrow({ where, select });
    const after = await db.town.update({ where, data: { openDataLicence: isOpen ? licence : null }, select });
    const change = { townId, subject: 'towns', subjectId: townId, actorUserId: viewer.id } as const;
    await recordChange(db, { ...change, kind: 'changed', before, after });
  });
}

/** What is told of so many months at most: ten years. */
const MOST_MONTHS = 120;

/** The figures of whole months, and of the present one until yesterday, by unit and stream. */
export async function readOpenRows(
  { prisma, pool }: Database,
  townId: string,
  today: Day,
  language: Language,
): Promise<OpenRow[]> {
  const nameOf = await unitNames(prisma, townId, language);
  const closed = await prisma.ledgerMonth.findMany({ where: { townId, closedAt: { not: null } } });
  const isClosed = new Set(closed.map(({ month }) => dateToDay(month).slice(0, 7)));
  type Sum = Omit<OpenRow, 'unit' | 'unitName' | 'setting' | 'isClosed'> & { readonly unitId: string | null };
  const { rows } = await pool.query<Sum>(ROWS, [townId, addDays(today, -1), MOST_MONTHS]);
  return rows.map(({ unitId, stream, ...row }) => {
    const { code, name, setting } = nameOf(unitId);
    const told = { unit: code, unitName: name, setting, stream: ledgerStreamSchema.parse(stream) };
    return { ...row, ...told, isClosed: isClosed.has(row.month) };
  });
}

const ROWS = `
  SELECT to_char(day, 'YYYY-MM') AS month, "unitId", stream, sum("generatedKg")::float8 AS "generatedKg",
         sum("weighedKg" + "measuredKg" + "estimatedKg")::float8 AS "collectedKg", sum("treatedKg")::float8 AS "treatedKg",
         sum("weighedKg")::float8 AS "weighedKg", sum("measuredKg")::float8 AS "measuredKg", sum("estimatedKg")::float8 AS "estimatedKg",
         sum(scheduled)::int AS "scheduledVisits", sum(served)::int AS "servedVisits"
    FROM "LedgerCell"
   WHERE "townId" = $1 AND day <= $2::date AND day > date_trunc('month', $2::date) - make_interval(months => $3::int)
   GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS LAST, 3`;
