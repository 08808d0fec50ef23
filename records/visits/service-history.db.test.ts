import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/clock-times.ts';
import { addDays, dayToDate } from '../../domain/day.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { ensureVisits } from './ensure-visits.ts';
import { type Database, openDatabase } from '../../platform/database.ts';
import { readServiceHistory } from './service-history.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const MONDAY = '2026-11-23';
const TUESDAY = addDays(MONDAY, 1);
const STREAM = 'household-other';
const [townId, unitId, cooperativeId, depotId, truckId, shiftId] = Array.from({ length: 6 }, () => uuidv7());
const [served, skipped, planned] = Array.from({ length: 3 }, () => uuidv7());

let testData: TestDatabase;
let database: Database;

beforeAll(async () => {
  testData = await testDatabase();
  database = openDatabase(testData.url);
  await seed();
});
afterAll(async () => {
  await database.close();
  await testData.drop();
});

const at = (day: string, hour: number) => instantAt(day, hour * 3600, TIME_ZONE);
const publishedAt = (day: string, instant: Date) =>
  database.prisma.plan.updateMany({ where: { townId, day: dayToDate(day) }, data: { publishedAt: instant } });
const history = (day: string, now: Date, take: 'as-planned' | 'as-reported') =>
  readServiceHistory(database, { id: townId, timeZone: TIME_ZONE }, day, now, take);

describe('what is known of service', () => {
  it('is what was reported, on the day of the plan it belongs to', async () => {
    const known = await history(TUESDAY, at(TUESDAY, 9), 'as-reported');
    expect(known.servedDays(served, STREAM)).toEqual([MONDAY]);
    expect(known.servedDays(skipped, STREAM)).toEqual([]);
    expect(known.servedDays(planned, STREAM)).toEqual([]);
    expect([...known.accountedDays].sort()).toEqual([MONDAY, TUESDAY]);
  });

  it('takes what today’s published plan still has to do as done when a later day is planned', async () => {
    const known = await history(addDays(TUESDAY, 1), at(TUESDAY, 9), 'as-planned');
    expect(known.servedDays(planned, STREAM)).toEqual([TUESDAY]);
  });

  it('takes a past plan that nothing was reported of as done where it was published in time, night shifts until their end', async () => {
    const known = await history(addDays(TUESDAY, 1), at(addDays(TUESDAY, 1), 9), 'as-reported');
    expect(known.servedDays(planned, STREAM)).toEqual([TUESDAY]);
    await publishedAt(TUESDAY, at(addDays(TUESDAY, 1), 1.9));
    const inTheNight = await history(addDays(TUESDAY, 1), at(addDays(TUESDAY, 1), 9), 'as-reported');
    expect(inTheNight.servedDays(planned, STREAM)).toEqual([TUESDAY]);
    await publishedAt(TUESDAY, at(addDays(TUESDAY, 1), 2.1));
    const afterwards = await history(addDays(TUESDAY, 1), at(addDays(TUESDAY, 1), 9), 'as-reported');
    expect(afterwards.servedDays(planned, STREAM)).toEqual([]);
    expect([...afterwards.accountedDays]).toEqual([MONDAY]);
    await publishedAt(TUESDAY, at(TUESDAY, 4));
  });

  it('knows nothing of days after the one asked about, nor of another area', async () => {
    expect((await history(addDays(MONDAY, -1), at(TUESDAY, 9), 'as-reported')).accountedDays.size).toBe(0);
    const elsewhere = { id: uuidv7(), timeZone: TIME_ZONE };
    const known = await readServiceHistory(database, elsewhere, TUESDAY, at(TUESDAY, 9), 'as-reported');
    expect(known.accountedDays.size).toBe(0);
  });
});

/** Monday: two visits, reported, one of them after midnight. Tuesday: a published plan with one visit, nothing reported. */
async function seed(): Promise<void> {
  const { prisma } = database;
  const place = { lon: 105.9, lat: 20.1, roadLon: 105.9, roadLat: 20.1, roadDistanceMetres: 0 };
  const area = { slug: 'town', name: 'Town', timeZone: TIME_ZONE };
  await prisma.town.create({ data: { id: townId, ...area } });
  const unit = { code: '1', name: 'Unit', kind: 'ward', setting: 'urban', population: 1 };
  await prisma.unit.create({
    data: { id: unitId, townId, ...unit, geometry: {}, validFrom: dayToDate('2020-01-01') },
  });
  await prisma.cooperative.create({ data: { id: cooperativeId, townId, code: 'C', name: 'C', kind: 'company' } });
  await prisma.facility.create({ data: { id: depotId, townId, code: 'D', name: 'D', kind: 'depot', ...place } });
  const size = { capacityKg: 1, capacityLitres: 1, heightMetres: 1, widthMetres: 1, weightTonnes: 1 };
  const costs = { costPerDay: 0, costPerHour: 0, costPerKm: 0 };
  await prisma.truck.create({
    data: { id: truckId, townId, code: 'T', number: 1, ...size, ...costs, depotId, cooperativeId },
  });
  await prisma.shift.create({
    data: { id: shiftId, townId, truckId, weekdays: [1, 2], startSecond: 0, endSecond: 86_400 },
  });
  for (const [id, code] of [
    [served, 'P1'],
    [skipped, 'P2'],
    [planned, 'P3'],
  ]) {
    await prisma.collectionPoint.create({
      data: { id, townId, unitId, code, name: code, kind: 'container', serviceSeconds: 1, ...place },
    });
  }
  const monday = await publish(MONDAY, [served, skipped]);
  await publish(TUESDAY, [planned]);
  const report = (stop: number, kind: string, doneAt: Date) => ({
    id: uuidv7(),
    townId,
    truckId,
    kind,
    day: dayToDate(MONDAY),
    stopId: monday[stop],
    pointId: [served, skipped][stop],
    stream: STREAM,
    visitGrade: 'confirmed',
    doneAt,
  });
  await prisma.fieldEvent.createMany({
    data: [
      report(0, 'served', at(TUESDAY, 1)),
      report(1, 'served', at(MONDAY, 8)),
      report(1, 'skipped', at(MONDAY, 9)),
    ],
  });
}

/** Prisma breaks a transaction off after five seconds unless told. */
const PATIENT = { timeout: 120_000, maxWait: 120_000 };

async function publish(day: string, points: string[]): Promise<string[]> {
  return await database.prisma.$transaction(async (prisma) => {
    const plan = await prisma.plan.create({ data: { townId, day: dayToDate(day) } });
    const { id: revisionId } = await prisma.planRevision.create({
      data: {
        planId: plan.id,
        number: 1,
        origin: 'planned',
        graphId: 'g',
        totals: {},
        instance: new Uint8Array(),
        answer: {},
      },
    });
    const amounts = { drivingSeconds: 0, lengthMetres: 0, waitSeconds: 0, serviceSeconds: 0, loadKg: 0, costDong: 0 };
    const route = await prisma.route.create({
      data: { revisionId, truckId, shiftId, startsAt: at(day, 5), endsAt: at(day, 26), ...amounts },
    });
    const loads = { waitSeconds: 0, loadKg: 1, loadAfterKg: 1, loadAfterLitres: 1, legSeconds: 0, legMetres: 0 };
    const times = { arrivesAt: at(day, 6), startsAt: at(day, 6), departsAt: at(day, 6) };
    const visits = points.map((pointId) => ({ pointId, stream: STREAM }));
    const visitIds = await ensureVisits(prisma, townId, day, visits);
    const stops = points.map((pointId, sequence) => ({
      id: uuidv7(),
      routeId: route.id,
      sequence,
      kind: 'point',
      visitId: visitIds({ pointId, stream: STREAM }),
      visitPart: 1,
      visitParts: 1,
      pointId,
      stream: STREAM,
      ...times,
      ...loads,
    }));
    await prisma.stop.createMany({ data: stops });
    await prisma.plan.update({
      where: { id: plan.id },
      data: { publishedRevisionId: revisionId, publishedAt: at(day, 4) },
    });
    return stops.map((stop) => stop.id);
  }, PATIENT);
}
