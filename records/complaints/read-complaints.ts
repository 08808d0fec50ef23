import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  type ComplaintCounts,
  type ComplaintDetail,
  type ComplaintList,
  type ComplaintQuery,
  type ComplaintView,
  complaintViewSchema,
  MOST_COMPLAINTS,
  NO_COMPLAINTS,
  type PublicComplaint,
  publicComplaintSchema,
} from '../../domain/complaints/complaints.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';
import { whereOf } from '../people/where.ts';
import { findVisits, visitViews } from '../visits/read-visits.ts';

const named = { select: { id: true, code: true, name: true } } as const;
const include = { point: named, unit: named, cooperative: named } satisfies Prisma.ComplaintInclude;
type Row = Prisma.ComplaintGetPayload<{ include: typeof include }>;

/** Complaints the viewer may see, the latest first; of which units and cooperatives there are any. */
export async function listComplaints(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { state, unit, cooperative, point }: ComplaintQuery,
): Promise<ComplaintList> {
  const seen: Prisma.ComplaintWhereInput = { AND: [{ townId }, whereOf(viewer, 'complaints.read')] };
  const where: Prisma.ComplaintWhereInput = {
    AND: [
      seen,
      state === undefined ? {} : { answeredAt: state === 'open' ? null : { not: null } },
      { ...(point && { pointId: point }), ...(unit && { unit: { code: unit } }) },
      cooperative ? { cooperative: { code: cooperative } } : {},
    ],
  };
  const [all, rows, units, cooperatives] = await Promise.all([
    prisma.complaint.count({ where }),
    prisma.complaint.findMany({
      where,
      include,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_COMPLAINTS,
    }),
    prisma.unit.findMany({ where: { complaints: { some: seen } }, ...named, orderBy: { code: 'asc' } }),
    prisma.cooperative.findMany({ where: { complaints: { some: seen } }, ...named, orderBy: { code: 'asc' } }),
  ]);
  // One code can be two units at two times: it is chosen once.
  const once = (of: typeof units) => [...new Map(of.map(({ code, name }) => [code, { code, name }])).values()];
  return { all, items: await viewsOf(prisma, rows), units: once(units), cooperatives: once(cooperatives) };
}

/** One complaint with what became of its point's visits of the day; `null` where the viewer has no such complaint. */
export async function readComplaint(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  id: string,
  today: Day,
): Promise<ComplaintDetail | null> {
  const row = await prisma.complaint.findFirst({
    where: { AND: [{ id, townId }, whereOf(viewer, 'complaints.read')] },
    include,
  });
  const [view] = row ? await viewsOf(prisma, [row]) : [];
  if (!row || !view) return null;
  const visits = row.pointId
    ? await findVisits(prisma, townId, viewer, { point: row.pointId, day: dateToDay(row.day) })
    : [];
  return {
    ...view,
    phone: may(viewer, 'complaints.call', row) ? row.phone : null,
    visits: await visitViews(prisma, townId, visits, today),
  };
}

/** What whoever sent a complaint is told of it: nothing of who answered, nothing of what was written. */
export async function readOwnComplaint(
  prisma: PrismaClient,
  townId: string,
  id: string,
): Promise<PublicComplaint | null> {
  const row = await prisma.complaint.findFirst({ where: { id, townId, source: 'public' }, include });
  return row && publicComplaintSchema.parse({ ...baseOf(row), place: row.point?.name ?? row.street ?? '' });
}

/** How many complaints of some days there are that the viewer may see, by the cooperative (its code; `null`: none known) or unit they are of. */
export async function countComplaints(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  asked: { readonly from: Day; readonly to: Day; readonly by: 'cooperative' | 'unit' },
): Promise<(of: string | null) => ComplaintCounts> {
  const counts = await countWhere(prisma, townId, asked, whereOf(viewer, 'complaints.read'));
  return (of) => counts.get(of) ?? NO_COMPLAINTS;
}

/** All complaints of a town's days, by the code of the cooperative they are of (`null`: none known): for a report of the whole town. */
export async function countComplaintsOfTown(
  prisma: Prisma.TransactionClient,
  townId: string,
  days: { readonly from: Day; readonly to: Day },
): Promise<ReadonlyMap<string | null, ComplaintCounts>> {
  return await countWhere(prisma, townId, { ...days, by: 'cooperative' }, {});
}

async function countWhere(
  prisma: Prisma.TransactionClient,
  townId: string,
  { from, to, by }: { readonly from: Day; readonly to: Day; readonly by: 'cooperative' | 'unit' },
  seen: Prisma.ComplaintWhereInput,
): Promise<ReadonlyMap<string | null, ComplaintCounts>> {
  const where = { AND: [{ townId, day: { gte: dayToDate(from), lte: dayToDate(to) } }, seen] };
  const key = by === 'unit' ? ('unitId' as const) : ('cooperativeId' as const);
  const rows = await prisma.complaint.groupBy({ by: [key, 'isJustified'], where, _count: true });
  const ids = { id: { in: rows.flatMap((row) => row[key] ?? []) } };
  const known =
    by === 'unit'
      ? await prisma.unit.findMany({ where: ids, select: { id: true, code: true } })
      : await prisma.cooperative.findMany({ where: ids, select: { id: true, code: true } });
  const codeOf = new Map(known.map(({ id, code }) => [id, code]));
  const counts = new Map<string | null, ComplaintCounts>();
  for (const row of rows) {
    const code = codeOf.get(row[key] ?? '') ?? null;
    const { all, justified, open } = counts.get(code) ?? NO_COMPLAINTS;
    counts.set(code, {
      all: all + row._count,
      justified: justified + (row.isJustified === true ? row._count : 0),
      open: open + (row.isJustified === null ? row._count : 0),
    });
  }
  return counts;
}

/** How many that the viewer may see came before `before` and wait for an answer. */
export async function countOverdueComplaints(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  before: Day,
): Promise<number> {
  return await prisma.complaint.count({
    where: {
      AND: [{ townId, answeredAt: null, createdAt: { lt: dayToDate(before) } }, whereOf(viewer, 'complaints.read')],
    },
  });
}

async function viewsOf(prisma: PrismaClient, rows: readonly Row[]): Promise<ComplaintView[]> {
  const names = await namesOf(
    prisma,
    rows.flatMap(({ createdBy, answeredBy }) => [createdBy, answeredBy]),
  );
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  return rows.map((row) => {
    const base = baseOf(row);
    return complaintViewSchema.parse({
      ...{ ...base, source: row.source, by: nameOf(row.createdBy), text: row.text, street: row.street },
      ...{ point: row.point, unit: row.unit, cooperative: row.cooperative },
      answered: base.answered && { ...base.answered, by: nameOf(row.answeredBy) },
    });
  });
}

function baseOf({ id, kind, day, createdAt, answeredAt, isJustified, answer }: Row) {
  return {
    ...{ id, kind, day: dateToDay(day), at: createdAt.toISOString() },
    answered: answeredAt && { at: answeredAt.toISOString(), isJustified, answer },
  };
}
