import { v7 as uuidv7 } from 'uuid';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { CalledPlace, PlaceOnMap } from '../../domain/replans/replans.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { unitAt } from '../units/unit-at.ts';

/** A point of the register so near is the place that was meant. */
const NEAR_METRES = 40;
/** Seconds at a place where the town has no point to go by. */
const USUAL_SERVICE_SECONDS = 300;

/** A place lies in no unit that holds on the day: nobody's figures could count it. */
export class OutsideUnits extends Error {
  override readonly name = 'OutsideUnits';
  readonly place: string;
  constructor(place: string) {
    super(`${place} lies in no unit`);
    this.place = place;
  }
}

/** The unit in force on a day that a place lies in, and a point of the register that is nearly there. */
export async function readAround(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  position: CalledPlace['position'],
): Promise<Pick<PlaceOnMap, 'unit' | 'near'>> {
  const unitId = await unitAt(prisma, townId, day, position);
  const unit = unitId
    ? await prisma.unit.findUnique({ where: { id: unitId }, select: { id: true, name: true } })
    : null;
  const points = await prisma.collectionPoint.findMany({
    where: { townId, isActive: true },
    select: { id: true, code: true, name: true, lon: true, lat: true },
  });
  const near = points
    .map(({ lon, lat, ...point }) => ({ ...point, distanceMetres: Math.round(straightMetres(position, [lon, lat])) }))
    .filter(({ distanceMetres }) => distanceMetres <= NEAR_METRES)
    .sort((a, b) => a.distanceMetres - b.distanceMetres);
  return { unit, near: near[0] ?? null };
}

/**
 * Makes a point of one day out of a place that a truck is called to: in no register, never due by itself, of the unit it lies in.
 * Its road is to be found yet.
 *
 * @returns the point's id
 * @throws OutsideUnits
 */
export async function makeCalledPlace(
  transaction: Prisma.TransactionClient,
  { townId, day, by }: { readonly townId: string; readonly day: Day; readonly by: string },
  { position, name, note }: CalledPlace,
): Promise<string> {
  const [lon, lat] = position;
  const unitId = await unitAt(transaction, townId, day, position);
  if (unitId === null) throw new OutsideUnits(name);
  const onceOn = dayToDate(day);
  // Of two who call at once one waits: codes are counted.
  await transaction.$queryRaw`SELECT 1 FROM "Town" WHERE id = ${townId}::uuid FOR UPDATE`;
  const number = (await transaction.collectionPoint.count({ where: { townId, onceOn } })) + 1;
  const [usual] = await transaction.$queryRaw<{ seconds: number | null }[]>`
    SELECT (percentile_disc(0.5) WITHIN GROUP (ORDER BY "serviceSeconds"))::int AS seconds
      FROM "CollectionPoint" WHERE "townId" = ${townId}::uuid AND "isActive"`;
  const data = {
    ...{ id: uuidv7(), townId, unitId, name, lon, lat, onceOn, kind: 'gathering-point', isActive: false },
    ...{ code: `KC-${day.replaceAll('-', '')}-${number}`, note: note || null },
    // Until a worker has found the road, the place itself stands for it.
    ...{ roadLon: lon, roadLat: lat, roadDistanceMetres: 0, roadState: 'being-found' },
    serviceSeconds: usual?.seconds ?? USUAL_SERVICE_SECONDS,
  };
  await transaction.collectionPoint.create({ data });
  const after = { ...data, onceOn: day };
  await recordChange(transaction, {
    ...{ townId, subject: 'points', subjectId: data.id, actorUserId: by, kind: 'created', after },
  });
  return data.id;
}

/** The name of the first of places called to that no road leads to, `null` for none. */
export async function calledPlaceOffRoad(prisma: PrismaClient, ids: readonly string[]): Promise<string | null> {
  const lost = await prisma.collectionPoint.findFirst({
    where: { id: { in: [...ids] }, onceOn: { not: null }, roadState: 'not-found' },
    select: { name: true },
  });
  return lost?.name ?? null;
}
