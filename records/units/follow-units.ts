import { pointOnFeature } from '@turf/turf';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import { groundTest } from '../../domain/ground-test.ts';
import { groundFinder } from '../../domain/units-in-force.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { recordChanges } from '../changes/record-change.ts';
import { unitsHoldingOn } from './units-in-force.ts';

/** What stands in a unit, by where it is. */
export const IN_UNITS = ['points', 'groups', 'generators'] as const;

/** Ids of what is another unit's now. */
export type Followed = Record<(typeof IN_UNITS)[number], string[]>;

interface Standing {
  readonly id: string;
  readonly unitId: string;
  readonly position: LonLat;
}

/**
 * Gives the points, residential groups and generators of units that hold no more to the units in force that they lie in, with an
 * audit row for each. Figures of the days before stay with the former units: whose a point was is kept (`PointBelonging`), as is the
 * unit that counted a group's people (`countedIn`); a generator is found in the units of a day by where it is. What lies in no unit
 * in force stays as it is. Runs in a transaction of the caller's; two at once wait for each other.
 *
 * @param actorUserId who put other units in place; `null`: the program, on the day that they begin to hold
 */
export async function followUnitsInForce(
  db: Prisma.TransactionClient,
  townId: string,
  today: Day,
  actorUserId: string | null,
): Promise<Followed> {
  const former = { townId, isActive: true, unit: { validTo: { lte: dayToDate(today) } } };
  const followed: Followed = { points: [], groups: [], generators: [] };
  const counts = [
    db.collectionPoint.count({ where: former }),
    db.residentialGroup.count({ where: former }),
    db.generator.count({ where: former }),
  ];
  if ((await Promise.all(counts)).every((count) => count === 0)) return followed;
  await db.$queryRaw`SELECT "id" FROM "Town" WHERE "id" = ${townId}::uuid FOR NO KEY UPDATE`;
  const units = await db.unit.findMany({
    where: { townId, ...unitsHoldingOn(today) },
    select: { id: true, geometry: true },
    orderBy: { code: 'asc' },
  });
  // Surfaces were checked when they were kept.
  const around = groundFinder(units.map(({ id, geometry }) => ({ id, geometry: geometry as unknown as Surface })));
  for (const subject of IN_UNITS) {
    const moves = (await SUBJECTS[subject].standing(db, former)).flatMap(({ id, unitId, position }) => {
      const unit = around(position);
      return unit ? [{ id, before: { unitId }, after: { unitId: unit.id } }] : [];
    });
    for (const { id: unitId } of units) {
      const ids = moves.filter(({ after }) => after.unitId === unitId).map(({ id }) => id);
      if (ids.length > 0) await SUBJECTS[subject].give(db, ids, unitId);
    }
    await recordChanges(
      db,
      moves.map(({ id, before, after }) => ({
        ...{ townId, subject, subjectId: id, actorUserId, kind: 'changed' as const, before, after },
      })),
    );
    followed[subject] = moves.map(({ id }) => id);
  }
  return followed;
}

interface OfFormer {
  readonly townId: string;
  readonly isActive: boolean;
  readonly unit: { readonly validTo: { readonly lte: Date } };
}

const PLACE = { id: true, unitId: true, lon: true, lat: true } as const;
const placed = ({ lon, lat, ...row }: { id: string; unitId: string; lon: number; lat: number }): Standing => ({
  ...row,
  position: [lon, lat],
});
const to = (unitId: string) => ({ unitId, version: { increment: 1 } });

const SUBJECTS: Record<
  (typeof IN_UNITS)[number],
  {
    standing(db: Prisma.TransactionClient, where: OfFormer): Promise<Standing[]>;
    give(db: Prisma.TransactionClient, ids: string[], unitId: string): Promise<unknown>;
  }
> = {
  points: {
    standing: async (db, where) => (await db.collectionPoint.findMany({ where, select: PLACE })).map(placed),
    give: (db, ids, unitId) => db.collectionPoint.updateMany({ where: { id: { in: ids } }, data: to(unitId) }),
  },
  groups: {
    standing: async (db, where) => {
      const rows = await db.residentialGroup.findMany({ where, select: { id: true, unitId: true, geometry: true } });
      return rows.map(({ geometry, ...row }) => {
        const [lon = 0, lat = 0] = pointOnFeature(geometry as unknown as Surface).geometry.coordinates;
        return { ...row, position: [lon, lat] };
      });
    },
    give: async (db, ids, unitId) =>
      await db.$executeRaw`
        UPDATE "ResidentialGroup"
           SET "countedInId" = COALESCE("countedInId", "unitId"), "unitId" = ${unitId}::uuid, "version" = "version" + 1
         WHERE "id" = ANY(${ids}::uuid[])`,
  },
  generators: {
    standing: async (db, where) => {
      const select = { ...PLACE, unit: { select: { geometry: true } } } as const;
      return (await db.generator.findMany({ where, select })).flatMap(({ unit, ...row }) => {
        const standing = placed(row);
        // One that was given to a unit it does not lie in would be found in another on the days before.
        return groundTest(unit.geometry as unknown as Surface)(standing.position) ? [standing] : [];
      });
    },
    give: (db, ids, unitId) => db.generator.updateMany({ where: { id: { in: ids } }, data: to(unitId) }),
  },
};
