import { z } from 'zod';
import { type Day, dateToDay, isoWeekday } from '../../domain/day.ts';
import { type UsualRoute, type UsualVisit, usualVisitSchema } from '../../domain/usual-routes/usual-routes.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { namesOf } from '../people/names.ts';
import type { FamiliarVisits } from '../plans/familiar-visits.ts';

const visitsSchema = z.array(usualVisitSchema);

/** The usual routes of a town's shifts, of one weekday or all; by the truck's number. */
export async function readUsualRoutes(prisma: PrismaClient, townId: string, weekday?: number): Promise<UsualRoute[]> {
  const rows = await prisma.usualRoute.findMany({
    where: { townId, ...(weekday !== undefined && { weekday }) },
    include: { shift: { select: { truck: { select: { id: true, number: true } } } } },
    orderBy: [{ shift: { truck: { number: 'asc' } } }, { weekday: 'asc' }, { id: 'asc' }],
  });
  const names = await namesOf(
    prisma,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map(({ id, shiftId, shift: { truck }, weekday: on, visits, copiedFrom, createdBy }) => ({
    ...{ id, shiftId, truckId: truck.id, truckNumber: truck.number, weekday: on },
    ...{ visits: visitsSchema.parse(visits), copiedFrom: dateToDay(copiedFrom), byName: names.get(createdBy) ?? '' },
  }));
}

/** By shift: what is usually done on the weekday of a day. */
export async function readUsualVisits(prisma: PrismaClient, townId: string, day: Day): Promise<FamiliarVisits> {
  const routes = await prisma.usualRoute.findMany({
    where: { townId, weekday: isoWeekday(day) },
    select: { shiftId: true, visits: true },
  });
  return new Map(routes.map(({ shiftId, visits }) => [shiftId, visitsSchema.parse(visits)]));
}

/** Copies a route of a plan: its shift usually does that on that weekday from now on. @returns whether the town has such a route */
export async function keepUsualRoute(
  prisma: PrismaClient,
  { townId, by }: { readonly townId: string; readonly by: string },
  routeId: string,
): Promise<boolean> {
  return await prisma.$transaction(async (db) => {
    const route = await db.route.findFirst({
      where: { id: routeId, revision: { plan: { townId } } },
      select: {
        shiftId: true,
        revision: { select: { plan: { select: { day: true } } } },
        stops: {
          where: { kind: 'point' },
          orderBy: { sequence: 'asc' },
          select: { pointId: true, stream: true, point: true },
        },
      },
    });
    if (!route) return false;
    const { day } = route.revision.plan;
    const known = new Map<string, UsualVisit>();
    for (const { pointId, stream, point } of route.stops) {
      // A place of that day alone is no usual one; a visit in parts is one visit.
      if (point?.onceOn === null) known.set(`${pointId} ${stream}`, usualVisitSchema.parse({ pointId, stream }));
    }
    const { shiftId } = route;
    const visits = [...known.values()];
    const key = { shiftId, weekday: isoWeekday(dateToDay(day)) };
    const told = { visits, copiedFrom: day, createdBy: by, createdAt: new Date() };
    const before = await db.usualRoute.findUnique({ where: { shiftId_weekday: key } });
    const after = await db.usualRoute.upsert({
      where: { shiftId_weekday: key },
      create: { townId, ...key, ...told },
      update: told,
    });
    await recordChange(db, {
      ...{ townId, subject: 'plans', subjectId: after.id, actorUserId: by, kind: before ? 'changed' : 'created' },
      ...{ before: before && toldOf(before), after: toldOf(after) },
    });
    return true;
  });
}

/** Forgets a usual route. @returns whether there was one */
export async function forgetUsualRoute(
  prisma: PrismaClient,
  { townId, by }: { readonly townId: string; readonly by: string },
  id: string,
): Promise<boolean> {
  return await prisma.$transaction(async (db) => {
    const before = await db.usualRoute.findFirst({ where: { id, townId } });
    if (!before) return false;
    await db.usualRoute.delete({ where: { id } });
    const change = { townId, subject: 'plans', subjectId: id, actorUserId: by } as const;
    await recordChange(db, { ...change, kind: 'deleted', before: toldOf(before) });
    return true;
  });
}

function toldOf({
  shiftId,
  weekday,
  visits,
  copiedFrom,
}: {
  shiftId: string;
  weekday: number;
  visits: unknown;
  copiedFrom: Date;
}) {
  return { shiftId, weekday, copiedFrom: dateToDay(copiedFrom), visits: visitsSchema.parse(visits).length };
}
