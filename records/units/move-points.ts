import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { recordChanges } from '../changes/record-change.ts';
import { unitsHoldingOn } from './units-in-force.ts';

/**
 * Gives the points of units that hold no more to the units in force that they lie in, with an audit row for each. Whose a point
 * was until today is kept (`PointBelonging`), so figures of the days before stay with the former units. A point that lies in no
 * unit in force stays as it is. Runs in a transaction of the caller's; two at once wait for each other.
 *
 * @param actorUserId who put other units in place; `null`: the program, on the day that they begin to hold
 * @returns ids of the points that moved
 */
export async function movePointsToUnitsInForce(
  db: Prisma.TransactionClient,
  townId: string,
  today: Day,
  actorUserId: string | null,
): Promise<string[]> {
  const ofFormer = {
    where: { townId, isActive: true, unit: { validTo: { lte: dayToDate(today) } } },
    select: { id: true, unitId: true, lon: true, lat: true },
  } as const;
  if ((await db.collectionPoint.findFirst(ofFormer)) === null) return [];
  await db.$queryRaw`SELECT "id" FROM "Town" WHERE "id" = ${townId}::uuid FOR NO KEY UPDATE`;
  const [points, units] = [
    await db.collectionPoint.findMany(ofFormer),
    await db.unit.findMany({
      where: { townId, ...unitsHoldingOn(today) },
      select: { id: true, geometry: true },
      orderBy: { code: 'asc' },
    }),
  ];
  // Surfaces were checked when they were kept.
  const around = groundFinder(units.map(({ id, geometry }) => ({ id, geometry: geometry as unknown as Surface })));
  const moves = points.flatMap(({ id, unitId, lon, lat }) => {
    const unit = around([lon, lat] satisfies LonLat);
    return unit ? [{ id, before: { unitId }, after: { unitId: unit.id } }] : [];
  });
  for (const { id: unitId } of units) {
    const ids = moves.filter(({ after }) => after.unitId === unitId).map(({ id }) => id);
    if (ids.length === 0) continue;
    await db.collectionPoint.updateMany({
      where: { id: { in: ids } },
      data: { unitId, version: { increment: 1 } },
    });
  }
  await recordChanges(
    db,
    moves.map(({ id, before, after }) => ({
      ...{ townId, subject: 'points' as const, subjectId: id, actorUserId, kind: 'changed' as const, before, after },
    })),
  );
  return moves.map(({ id }) => id);
}
