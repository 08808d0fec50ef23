import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { type TallyInput, type TallyView, tallyViewSchema } from '../../domain/tallies/tallies.ts';
import type { PrismaClient, Tally } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

/**
 * Keeps a tally. The same again changes nothing; a later one of the same team, point, stream and day takes its place, and both
 * stay. Whether the viewer may tell of the point is asked here, by the policy.
 *
 * @returns `no-point` where there is none that the viewer may tell of; `differs` where the id is of another tally
 */
export async function writeTally(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  input: TallyInput,
): Promise<TallyView | 'no-point' | 'differs'> {
  const point = await prisma.collectionPoint.findFirst({
    where: { id: input.pointId, townId },
    select: { id: true, townId: true, unitId: true, cooperativeId: true },
  });
  if (!point || !may(viewer, 'tallies.edit', { townId, point })) return 'no-point';
  const { id, day, doneAt, ...told } = input;
  const data = {
    ...{ id, townId, pointId: told.pointId, stream: told.stream, team: told.team },
    ...{ loads: told.loads ?? null, loadLitres: told.loadLitres ?? null, kg: told.kg ?? null, note: told.note ?? null },
    ...{ day: dayToDate(day), doneAt: new Date(doneAt), reportedBy: viewer.id },
  };
  await prisma.tally.createMany({ data: [data], skipDuplicates: true });
  const stored = await prisma.tally.findUniqueOrThrow({
    where: { id },
    include: { point: { select: { name: true } } },
  });
  const isSame = (['pointId', 'stream', 'team', 'loads', 'loadLitres', 'kg', 'note'] as const).every(
    (field) => stored[field] === data[field],
  );
  return isSame && stored.day.getTime() === data.day.getTime() ? tallyView(stored) : 'differs';
}

/** Takes back a tally that the viewer has told of: it counts no more, the one before it does again. @returns whether there is one */
export async function withdrawTally(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  tallyId: string,
): Promise<boolean> {
  const own = { id: tallyId, townId, reportedBy: viewer.id };
  if ((await prisma.tally.count({ where: own })) === 0) return false;
  await prisma.tallyWithdrawal.createMany({ data: [{ tallyId, by: viewer.id }], skipDuplicates: true });
  return true;
}

/** Tallies the viewer may see that count: of each team, point, stream and day the one done last and not taken back. */
export async function readTallies(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { from, to, point }: { from?: Day | undefined; to?: Day | undefined; point?: string | undefined },
): Promise<TallyView[]> {
  const rows = await prisma.tally.findMany({
    where: {
      AND: [
        { townId, withdrawal: null, ...(point && { pointId: point }) },
        { day: { ...(from && { gte: dayToDate(from) }), ...(to && { lte: dayToDate(to) }) } },
        whereOf(viewer, 'tallies.read'),
      ],
    },
    include: { point: { select: { name: true } } },
    orderBy: [{ day: 'asc' }, { doneAt: 'asc' }, { id: 'asc' }],
  });
  const last = new Map(rows.map((row) => [`${row.day.toISOString()}/${row.pointId}/${row.stream}/${row.team}`, row]));
  return [...last.values()].map(tallyView);
}

function tallyView({ point, ...row }: Tally & { point: { name: string } }): TallyView {
  return tallyViewSchema.parse({
    ...row,
    pointName: point.name,
    day: dateToDay(row.day),
    doneAt: row.doneAt.toISOString(),
  });
}
