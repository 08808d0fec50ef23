import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { daysOfMonth, type LateThing, type LedgerMonth, type Month } from '../../domain/ledger/months.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { namesOf } from '../people/names.ts';
import { countDirtyDays } from './dirty-days.ts';

const MOST_LATE = 200;

/** The months of a town's ledger, the latest first, with what came after one was closed. */
export async function readMonths({ prisma, pool }: Database, townId: string, today: Day): Promise<LedgerMonth[]> {
  const { _min } = await prisma.ledgerDay.aggregate({ where: { townId }, _min: { day: true } });
  if (!_min.day) return [];
  const rows = await prisma.ledgerMonth.findMany({ where: { townId } });
  const kept = new Map(rows.map((row) => [dateToDay(row.month).slice(0, 7), row]));
  const names = await namesOf(
    prisma,
    rows.flatMap(({ closedBy, reopenedBy }) => [closedBy, reopenedBy]),
  );
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  const months: LedgerMonth[] = [];
  for (let month = today.slice(0, 7); month >= dateToDay(_min.day).slice(0, 7); month = before(month)) {
    const { from, until } = daysOfMonth(month);
    const row = kept.get(month);
    const closedAt = row?.closedAt ?? null;
    months.push({
      month,
      state: closedAt ? 'closed' : 'open',
      closedAt: closedAt?.toISOString() ?? null,
      closedBy: nameOf(row?.closedBy ?? null),
      reopened:
        row?.reopenedAt && row.reason !== null
          ? { at: row.reopenedAt.toISOString(), by: nameOf(row.reopenedBy), reason: row.reason }
          : null,
      dirtyDays: await countDirtyDays(pool, townId, today, from, addDays(until, -1)),
      late: closedAt ? await readLate(prisma, townId, month, closedAt) : [],
    });
  }
  return months;
}

const before = (month: Month): Month => addDays(`${month}-01`, -1).slice(0, 7);

/** What came after a month was closed: it is kept, listed, and in none of the month's figures. */
export async function readLate(
  prisma: Prisma.TransactionClient,
  townId: string,
  month: Month,
  closedAt: Date,
): Promise<LateThing[]> {
  const { from, until } = daysOfMonth(month);
  const day = { gte: dayToDate(from), lt: dayToDate(until) };
  const [tickets, events, marks] = await Promise.all([
    prisma.ticket.findMany({
      where: { townId, day, OR: [{ enteredAt: { gt: closedAt } }, { voided: { at: { gt: closedAt } } }] },
      select: { id: true, day: true, number: true, netKg: true, state: true, enteredAt: true, voided: true },
      take: MOST_LATE,
    }),
    prisma.fieldEvent.findMany({
      where: {
        ...{ townId, day, kind: { in: ['served', 'skipped', 'unloaded'] } },
        // Told late, or taken back late.
        OR: [
          { arrivedAt: { gt: closedAt }, retractedAt: null },
          { arrivedAt: { lte: closedAt }, retractedAt: { gt: closedAt } },
        ],
      },
      select: {
        ...{ id: true, day: true, arrivedAt: true, retractedAt: true, loadKg: true },
        point: { select: { name: true } },
      },
      take: MOST_LATE,
    }),
    prisma.dirtyDay.findMany({
      where: { townId, day, cause: { in: ['plan', 'register'] } },
      distinct: ['day', 'cause'],
      take: MOST_LATE,
    }),
  ]);
  const things: LateThing[] = [
    ...tickets.flatMap(({ id, day: ofDay, number, netKg, enteredAt, voided }) => {
      const common = { id, day: dateToDay(ofDay), name: number, kg: netKg };
      return [
        ...(enteredAt > closedAt ? [{ ...common, kind: 'ticket' as const, at: enteredAt.toISOString() }] : []),
        ...(voided && voided.at > closedAt ? [{ ...common, kind: 'void' as const, at: voided.at.toISOString() }] : []),
      ];
    }),
    ...events.flatMap(({ id, day: ofDay, arrivedAt, retractedAt, loadKg, point }) =>
      ofDay
        ? [
            {
              ...{ kind: 'event' as const, id, day: dateToDay(ofDay), at: (retractedAt ?? arrivedAt).toISOString() },
              ...{ name: point?.name ?? null, kg: loadKg },
            },
          ]
        : [],
    ),
    ...marks.map(({ cause, day: ofDay, at }) => ({
      ...{ kind: cause === 'plan' ? ('plan' as const) : ('register' as const), id: null, day: dateToDay(ofDay) },
      ...{ at: at.toISOString(), name: null, kg: null },
    })),
  ];
  return things.sort((a, b) => (a.at < b.at ? 1 : -1));
}

interface Asked {
  readonly townId: string;
  readonly actorUserId: string;
  readonly month: Month;
}

/**
 * Closes a month: its figures move no more. One that is closed already stays so.
 *
 * @returns why it cannot be: it is not over, or days of it are still being computed
 */
export async function closeMonth(
  { prisma }: Pick<Database, 'prisma'>,
  { townId, actorUserId, month }: Asked,
  today: Day,
): Promise<'closed' | 'not-over' | 'being-computed'> {
  const { from, until } = daysOfMonth(month);
  if (until > today) return 'not-over';
  return await prisma.$transaction(async (transaction) => {
    await lockMonths(transaction, townId);
    const key = { townId, month: dayToDate(from) };
    const row = await transaction.ledgerMonth.findUnique({ where: { townId_month: key } });
    if (row?.closedAt) return 'closed';
    const inMonth = { townId, day: { gte: dayToDate(from), lt: dayToDate(until) } };
    const dirty = await transaction.dirtyDay.count({ where: inMonth });
    const notYet = await transaction.ledgerDay.count({ where: { ...inMonth, computedAt: null } });
    if (dirty + notYet > 0) return 'being-computed';
    const closed = { closedAt: new Date(), closedBy: actorUserId };
    await transaction.ledgerMonth.upsert({
      where: { townId_month: key },
      create: { ...key, ...closed },
      update: { ...closed, reopenedAt: null, reopenedBy: null, reason: null },
    });
    await recordChange(transaction, {
      ...{ townId, subject: 'ledger', subjectId: month, actorUserId, kind: 'changed' },
      ...{ before: { state: 'open' }, after: { state: 'closed' } },
    });
    return 'closed';
  });
}

/** Opens a month again, with the reason: what came since is computed now. One that is open stays so. */
export async function reopenMonth(
  { prisma }: Pick<Database, 'prisma'>,
  { townId, actorUserId, month }: Asked,
  reason: string,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await lockMonths(transaction, townId);
    const { count } = await transaction.ledgerMonth.updateMany({
      where: { townId, month: dayToDate(daysOfMonth(month).from), closedAt: { not: null } },
      data: { closedAt: null, closedBy: null, reopenedAt: new Date(), reopenedBy: actorUserId, reason },
    });
    if (count === 0) return;
    await recordChange(transaction, {
      ...{ townId, subject: 'ledger', subjectId: month, actorUserId, kind: 'changed', note: reason },
      ...{ before: { state: 'closed' }, after: { state: 'open' } },
    });
  });
}

/** Waits for the day that is being written, and lets none be written until the transaction ends. */
async function lockMonths(transaction: Prisma.TransactionClient, townId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('ledger months ' || ${townId}::text, 0))`;
}
