import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import {
  type TruckCheckInput,
  type TruckCheckView,
  truckCheckViewSchema,
} from '../../domain/truck-checks/truck-checks.ts';
import type { PrismaClient, TruckCheck } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

const INCLUDED = { truck: { select: { code: true, number: true } } } as const;

/**
 * Keeps how a truck was found; committed when it returns. The same again changes nothing. Whether the viewer may tell of the truck is
 * asked before.
 *
 * @returns `differs` where the id is of something else
 */
export async function writeTruckCheck(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  told: TruckCheckInput,
): Promise<TruckCheckView | 'differs'> {
  const { id, kind, truckId, day, odometerKm = null, items, note, photoIds, doneAt, deviceDoneAt } = told;
  const data = {
    ...{ id, townId, truckId, kind, day: dayToDate(day), odometerKm, items, note: note ? note : null },
    ...{ photoIds: photoIds ?? [], doneAt: new Date(doneAt), reportedBy: viewer.id },
    deviceDoneAt: deviceDoneAt ? new Date(deviceDoneAt) : null,
  };
  await prisma.truckCheck.createMany({ data: [data], skipDuplicates: true });
  const row = await prisma.truckCheck.findUniqueOrThrow({ where: { id }, include: INCLUDED });
  const isSame =
    (['townId', 'truckId', 'kind', 'odometerKm', 'note'] as const).every((field) => row[field] === data[field]) &&
    row.doneAt.getTime() === data.doneAt.getTime() &&
    row.photoIds.join() === data.photoIds.join();
  if (!isSame) return 'differs';
  return viewOf(row, await odometerBefore(prisma, row));
}

/** Takes back a check that the viewer has told of: it is shown no more. @returns whether there is one */
export async function withdrawTruckCheck(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  checkId: string,
): Promise<boolean> {
  const own = { id: checkId, townId, reportedBy: viewer.id };
  if ((await prisma.truckCheck.count({ where: own })) === 0) return false;
  await prisma.truckCheckWithdrawal.createMany({ data: [{ checkId, by: viewer.id }], skipDuplicates: true });
  return true;
}

/** How trucks were found, as far as the viewer may see it and nobody took it back, the latest first. */
export async function readTruckChecks(
  prisma: PrismaClient,
  townId: string,
  viewer: Viewer,
  { from, to, truck }: { from?: Day | undefined; to?: Day | undefined; truck?: string | undefined },
): Promise<TruckCheckView[]> {
  const rows = await prisma.truckCheck.findMany({
    where: {
      AND: [
        { townId, withdrawal: null, ...(truck && { truckId: truck }) },
        { day: { ...(from && { gte: dayToDate(from) }), ...(to && { lte: dayToDate(to) }) } },
        whereOf(viewer, 'checks.read'),
      ],
    },
    include: INCLUDED,
    orderBy: [{ doneAt: 'desc' }, { id: 'desc' }],
  });
  return await Promise.all(rows.map(async (row) => viewOf(row, await odometerBefore(prisma, row))));
}

async function odometerBefore(prisma: PrismaClient, { truckId, doneAt }: TruckCheck): Promise<number | null> {
  const before = await prisma.truckCheck.findFirst({
    where: { truckId, doneAt: { lt: doneAt }, odometerKm: { not: null }, withdrawal: null },
    orderBy: { doneAt: 'desc' },
    select: { odometerKm: true },
  });
  return before?.odometerKm ?? null;
}

function viewOf(
  { truck, ...row }: TruckCheck & { truck: { code: string; number: number } },
  odometerBeforeKm: number | null,
): TruckCheckView {
  return truckCheckViewSchema.parse({
    ...row,
    truckCode: truck.code,
    truckNumber: truck.number,
    day: dateToDay(row.day),
    odometerBeforeKm,
    doneAt: row.doneAt.toISOString(),
    arrivedAt: row.arrivedAt.toISOString(),
  });
}
