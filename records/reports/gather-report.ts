import { z } from 'zod';
import { addDays, type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { byNumber, DUTY_FIGURES, DUTY_STATES } from '../../domain/duties/duties.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import { daysOfMonth, type LateThing } from '../../domain/ledger/months.ts';
import type { FacilityIntake, ReportData, ReportDuty } from '../../domain/reports/report-data.ts';
import { REPORT_KINDS, type LateCounts } from '../../domain/reports/requests.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { streamSchema } from '../../domain/streams.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { countComplaintsOfTown } from '../complaints/read-complaints.ts';
import { readLate } from '../ledger/months.ts';
import { readSums, readTargets } from '../ledger/read-rates.ts';
import type { ReportScope, ReportToMake } from './report-rows.ts';

/** What the books say of the days of a report, all of it at one instant: nothing that is written meanwhile enters in part. */
export async function gatherReport(prisma: PrismaClient, row: ReportToMake): Promise<ReportData> {
  return await prisma.$transaction((transaction) => gather(transaction, row), {
    isolationLevel: 'RepeatableRead',
    timeout: 60_000,
  });
}

async function gather(prisma: Prisma.TransactionClient, row: ReportToMake): Promise<ReportData> {
  const { townId, from, unitId, cooperativeId } = row;
  const language = LANGUAGES.find((known) => known === row.language) ?? 'vi';
  const town = await prisma.town.findUniqueOrThrow({ where: { id: townId } });
  const to = lastDayOver(row, row.to, town.timeZone);
  const unit = unitId === null ? null : await prisma.unit.findUniqueOrThrow({ where: { id: unitId } });
  const cooperative =
    cooperativeId === null ? null : await prisma.cooperative.findUniqueOrThrow({ where: { id: cooperativeId } });
  const where = cellsOfScope(row, from, to);
  const { _max } = await prisma.ledgerCell.aggregate({ where, _max: { computedAt: true, day: true } });
  const reported = await prisma.ledgerCell.groupBy({
    by: ['day'],
    where: {
      AND: [
        where,
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
  });
  const months: { month: string; days: number; sums: ReportData['sums'] }[] = [];
  const spans = monthsOf(from, to);
  for (const span of spans.length > 1 ? spans : []) {
    months.push({
      month: span.from.slice(0, 7),
      days: await countDays(prisma, townId, span.from, span.to),
      sums: await readSums(prisma, townId, cellsOfScope(row, span.from, span.to), language),
    });
  }
  const closed = await prisma.ledgerMonth.findMany({
    where: {
      townId,
      closedAt: { not: null },
      month: { in: spans.map(({ from: first }) => dayToDate(`${first.slice(0, 7)}-01`)) },
    },
    orderBy: { month: 'asc' },
  });
  const isTown = !unit && !cooperative;
  const late: LateThing[] = [];
  for (const { month, closedAt } of isTown ? closed : []) {
    if (closedAt) late.push(...(await readLate(prisma, townId, dateToDay(month).slice(0, 7), closedAt)));
  }
  return {
    ...{ kind: REPORT_KINDS.find((kind) => kind === row.kind) ?? 'period', from, to: row.to },
    town: { name: town.name, isSynthetic: town.isSynthetic, timeZone: town.timeZone },
    scope: unit
      ? { kind: 'unit', name: unit.name }
      : cooperative
        ? { kind: 'cooperative', name: cooperative.name }
        : { kind: 'town', name: town.name },
    lastDay: _max.day && dateToDay(_max.day),
    days: await countDays(prisma, townId, from, to),
    reportedDays: reported.length,
    cutOff: _max.computedAt?.toISOString() ?? null,
    ruleVersion: RULE_VERSION,
    sums: inOneOrder(await readSums(prisma, townId, where, language)),
    months: months.map((month) => ({ ...month, sums: inOneOrder(month.sums) })),
    targets: await readTargets(prisma, townId),
    complaints: isTown ? await countComplaintsOfTown(prisma, townId, { from, to }) : new Map(),
    facilities: isTown ? await readIntakes(prisma, townId, from, to, closed) : [],
    duties: isTown && row.kind === 'yearly' ? await readDuties(prisma, townId) : [],
    closedMonths: closed.map(({ month }) => dateToDay(month).slice(0, 7)),
    late: isTown
      ? late.filter(({ day }) => day >= from && day <= to).sort((a, b) => (a.at + a.id < b.at + b.id ? 1 : -1))
      : null,
  };
}

/**
 * The last day of a report that was over when it was asked for. What a day generates is known from its beginning, what was collected at
 * its end: a day in between would read as if little had been collected.
 */
function lastDayOver({ requestedAt }: { readonly requestedAt: Date }, to: Day, timeZone: string): Day {
  const yesterday = addDays(dayOf(requestedAt, timeZone), -1);
  return to < yesterday ? to : yesterday;
}

/** The database groups in whatever order suits it; a report is the same every time. */
function inOneOrder(sums: ReportData['sums']): ReportData['sums'] {
  const keyOf = ({ unitId, stream, cooperative }: ReportData['sums'][number]): string =>
    [unitId ?? '', stream, cooperative?.code ?? ''].join(' ');
  return sums.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function cellsOfScope({ townId, unitId, cooperativeId }: ReportScope, from: Day, to: Day): Prisma.LedgerCellWhereInput {
  return {
    ...{ townId, day: { gte: dayToDate(from), lte: dayToDate(to) } },
    ...(unitId !== null && { unitId }),
    ...(cooperativeId !== null && { cooperativeId }),
  };
}

async function countDays(prisma: Prisma.TransactionClient, townId: string, from: Day, to: Day): Promise<number> {
  return await prisma.ledgerDay.count({
    where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to) }, computedAt: { not: null } },
  });
}

/** The calendar months of a span, the first and last as far as they are in it. */
function monthsOf(from: Day, to: Day): { from: Day; to: Day }[] {
  const spans: { from: Day; to: Day }[] = [];
  for (let first = from; first <= to; ) {
    const next = `${addDays(`${first.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
    const last = addDays(next, -1);
    spans.push({ from: first, to: last < to ? last : to });
    first = next;
  }
  return spans;
}

/** By the tickets that are in the figures: of a closed month those that stood when it was closed. */
async function readIntakes(
  prisma: Prisma.TransactionClient,
  townId: string,
  from: Day,
  to: Day,
  closed: readonly { readonly month: Date; readonly closedAt: Date | null }[],
): Promise<FacilityIntake[]> {
  const inMonth = (month: Date) => {
    const { from: first, until } = daysOfMonth(dateToDay(month).slice(0, 7));
    return { day: { gte: dayToDate(first), lt: dayToDate(until) } };
  };
  const standing: Prisma.TicketWhereInput[] = [
    { state: 'valid', NOT: { OR: closed.map(({ month }) => inMonth(month)) } },
    ...closed.flatMap(({ month, closedAt }) =>
      closedAt === null
        ? []
        : [
            {
              ...{ ...inMonth(month), enteredAt: { lte: closedAt } },
              OR: [{ state: 'valid' }, { voided: { at: { gt: closedAt } } }],
            },
          ],
    ),
  ];
  const facilities = await prisma.facility.findMany({
    where: { townId, kind: { not: 'depot' } },
    orderBy: { code: 'asc' },
  });
  const byDay = await prisma.ticket.groupBy({
    by: ['facilityId', 'day'],
    where: { AND: [{ townId, day: { gte: dayToDate(from), lte: dayToDate(to) } }, { OR: standing }] },
    _sum: { netKg: true },
    _count: true,
  });
  return facilities.map(({ id, code, name, dailyIntakeKg, treatsStreams }) => {
    const of = byDay.filter(({ facilityId }) => facilityId === id);
    return {
      ...{ code, name, dailyIntakeKg, treatsStreams: treatsStreams.map((stream) => streamSchema.parse(stream)) },
      tickets: of.reduce((sum, { _count }) => sum + _count, 0),
      netKg: of.reduce((sum, { _sum }) => sum + (_sum.netKg ?? 0), 0),
      days: of.length,
    };
  });
}

/** The table of the resolution in the order of its numbers, with the names of what is attached. */
async function readDuties(prisma: Prisma.TransactionClient, townId: string): Promise<ReportDuty[]> {
  const rows = await prisma.duty.findMany({
    where: { townId, isActive: true },
    include: { files: { orderBy: [{ addedAt: 'asc' }, { id: 'asc' }] } },
    orderBy: { id: 'asc' },
  });
  return rows
    .map(({ number, what, state, figure, result, remark, evidence, files }) => ({
      ...{ number, what, result, remark, evidence, files: files.map(({ name }) => name) },
      ...{ state: z.enum(DUTY_STATES).parse(state), figure: z.enum(DUTY_FIGURES).nullable().parse(figure) },
    }))
    .sort(byNumber);
}

/** What came after a report's cut-off: days whose figures have moved, and for the whole town the tickets and reports of its days. */
export async function readLateCounts(prisma: PrismaClient, id: string): Promise<LateCounts> {
  const row = await prisma.report.findUniqueOrThrow({
    where: { id },
    include: { town: { select: { timeZone: true } } },
  });
  const after = row.cutOff ?? row.finishedAt;
  if (after === null) return { changedDays: 0, tickets: 0, voided: 0, events: 0 };
  const from = dateToDay(row.from);
  const to = lastDayOver(row, dateToDay(row.to), row.town.timeZone);
  const day = { gte: row.from, lte: dayToDate(to) };
  const isTown = row.unitId === null && row.cooperativeId === null;
  const [changed, tickets, voided, events] = await Promise.all([
    prisma.ledgerCell.groupBy({ by: ['day'], where: { ...cellsOfScope(row, from, to), computedAt: { gt: after } } }),
    isTown ? prisma.ticket.count({ where: { townId: row.townId, day, enteredAt: { gt: after } } }) : null,
    isTown ? prisma.ticket.count({ where: { townId: row.townId, day, voided: { at: { gt: after } } } }) : null,
    isTown
      ? prisma.fieldEvent.count({
          where: {
            ...{ townId: row.townId, day, kind: { in: ['served', 'skipped', 'unloaded'] } },
            // Told late, or taken back late.
            OR: [
              { arrivedAt: { gt: after }, retractedAt: null },
              { arrivedAt: { lte: after }, retractedAt: { gt: after } },
            ],
          },
        })
      : null,
  ]);
  return { changedDays: changed.length, tickets, voided, events };
}
