import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../../domain/day.ts';
import type { Day } from '../../domain/day.ts';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { TruckPosition } from '../../domain/tracking.ts';
import { keepTruckDays } from '../../records/ledger/keep-truck-days.ts';
import { openTrackDays } from '../../records/tracks/track-days.ts';
import { makePlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';
import { openTracking, type Tracking } from './tracking.ts';

let server: TestServer;
let town: TestTown;
/** As if of so many processes. */
let processes: readonly [Tracking, Tracking, Tracking];
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
  processes = [openTracking(server.platform), openTracking(server.platform), openTracking(server.platform)];
});
afterAll(async () => {
  for (const tracking of processes) await tracking.close();
  await server.close();
});

const SILENT = {
  speed: null,
  course: null,
  accuracyMetres: 5,
  altitudeMetres: null,
  batteryPercent: null,
  attributes: {},
};
/** East along the street of the plan, ten minutes at its first point, and on to the east. */
const DRIVE = [
  ...[0, 1, 2, 3].map((step) => ({ second: 600 + step * 20, lon: 105.801 + step * 0.001 })),
  ...Array.from({ length: 20 }, (_, step) => ({ second: 700 + step * 30, lon: 105.805 })),
  ...[1, 2, 3, 4].map((step) => ({ second: 1270 + step * 20, lon: 105.805 + step * 0.001 })),
];
type Point = (typeof DRIVE)[number];

async function plannedOn(day: Day): Promise<(point: Point) => ReturnType<typeof reportOf>> {
  const { routeIds } = await makePlan(server.platform.database.prisma, town, day);
  const { startsAt } = await server.platform.database.prisma.route.findFirstOrThrow({ where: { id: routeIds[0] } });
  return (point) => reportOf(point, startsAt);
}
const reportOf = ({ second, lon }: Point, startsAt: Date) => ({
  ...SILENT,
  deviceId: 'xe-1',
  fixTime: new Date(startsAt.getTime() + second * 1000),
  position: [lon, 20.0101] as [number, number],
});

async function keptOf(day: Day) {
  const { prisma } = server.platform.database;
  const events = await prisma.fieldEvent.findMany({ where: { day: dayToDate(day), source: 'track' } });
  const figures = await prisma.truckDay.findFirst({ where: { day: dayToDate(day), truckId: town.truckIds[0] } });
  const { fixes, metres, movingSeconds, standingSeconds, alongMetres, wayMetres } = figures ?? {};
  return {
    visits: events.map(({ id, pointId, doneAt }) => ({ id, pointId, doneAt })),
    figures: figures && { fixes, metres, movingSeconds, standingSeconds, alongMetres, wayMetres },
  };
}

describe('what follows from a truck’s fixes', () => {
  it('is kept when the fix that shows it is answered, and told', async () => {
    const report = await plannedOn('2024-12-10');
    const told: FieldEventView[][] = [];
    const places: TruckPosition[][] = [];
    await server.platform.bus.subscribe('fieldEvents', (events) => told.push(events as FieldEventView[]));
    await server.platform.bus.subscribe('positions', (positions) => places.push(positions as TruckPosition[]));
    const [tracking] = processes;
    const standing = DRIVE.slice(0, -3);
    for (const point of standing) expect(await tracking.receive(report(point))).toBe('stored');
    // Seen once beside its place, it may be back at once: nothing is known yet.
    expect((await keptOf('2024-12-10')).visits).toEqual([]);
    for (const point of DRIVE.slice(-3)) await tracking.receive(report(point));
    const kept = await keptOf('2024-12-10');
    expect(kept.visits).toMatchObject([{ pointId: town.pointIds[0] }]);
    expect(kept.figures).toMatchObject({ fixes: DRIVE.length, standingSeconds: 570 });
    expect(kept.figures?.metres).toBeGreaterThan(700);
    expect(kept.figures?.alongMetres).toBeGreaterThan(0);
    expect(kept.figures?.alongMetres).toBeLessThanOrEqual(kept.figures?.wayMetres ?? 0);
    await expect.poll(() => told.flat()).toMatchObject([{ kind: 'served', visitGrade: 'inferred' }]);
    const byTrack = { day: '2024-12-10', drivenMetres: kept.figures?.metres, alongMetres: kept.figures?.alongMetres };
    await expect.poll(() => places.flat().at(-1)).toMatchObject({ byTrack });
    const { body } = await server.ask('manager', 'GET', '/api/day/2024-12-10');
    expect(body.positions).toMatchObject([{ truckId: town.truckIds[0], byTrack }]);
  });

  it('is the same by whichever process, in whatever order, twice, and hours late', async () => {
    const whole = await plannedOn('2024-12-11');
    for (const point of DRIVE) await processes[2].receive(whole(point));
    const { visits, figures } = await keptOf('2024-12-11');
    expect(visits).toHaveLength(1);

    const mixed = await plannedOn('2024-12-12');
    const [one, other] = processes;
    const order = DRIVE.map((point, index) => ({ point, place: (index * 7) % DRIVE.length }))
      .sort((a, b) => a.place - b.place)
      .map(({ point }) => point);
    const outcomes: string[] = [];
    for (const [index, point] of order.entries()) {
      await (index % 3 === 0 ? one : other).receive(mixed(point));
      outcomes.push(await other.receive(mixed(point)));
    }
    expect(new Set(outcomes)).toEqual(new Set(['duplicate']));
    const again = await keptOf('2024-12-12');
    expect(again.figures).toEqual(figures);
    expect(again.visits).toMatchObject(visits.map(({ pointId }) => ({ pointId })));
    expect(again.visits[0]?.doneAt.getTime()).toBe((visits[0]?.doneAt.getTime() ?? 0) + 24 * 3_600_000);
  });

  it('is the same where all come at once, to two processes', async () => {
    const whole = await plannedOn('2024-12-13');
    const [one, other] = processes;
    await Promise.all(DRIVE.map((point, index) => (index % 2 === 0 ? one : other).receive(whole(point))));
    const { figures, visits } = await keptOf('2024-12-13');
    expect(figures).toEqual((await keptOf('2024-12-11')).figures);
    expect(visits).toHaveLength(1);
  });

  it('no longer holds when a late fix shows that it was not so', async () => {
    const report = await plannedOn('2024-12-14');
    const [tracking] = processes;
    for (const point of DRIVE) await tracking.receive(report(point));
    expect((await keptOf('2024-12-14')).visits).toHaveLength(1);
    // It was elsewhere most of the time it seemed to stand there.
    const away = Array.from({ length: 38 }, (_, step) => ({
      second: 710 + Math.floor(step / 2) * 30 + (step % 2) * 10,
      lon: 105.815 + (step % 2) * 0.004,
    }));
    for (const point of away) await tracking.receive(report(point));
    expect((await keptOf('2024-12-14')).visits).toEqual([]);
  });

  it('is drawn later for a plan that was published only afterwards, and anew for one that takes its place', async () => {
    const { database } = server.platform;
    const startsAt = new Date('2024-12-16T21:00:00Z');
    const [tracking] = processes;
    for (const point of DRIVE) await tracking.receive(reportOf(point, startsAt));
    expect(await keptOf('2024-12-17')).toEqual({ visits: [], figures: null });
    await makePlan(database.prisma, town, '2024-12-17');
    expect(await keepTruckDays(database, town.townId, '2024-12-17', new Date())).toBe(1);
    expect((await keptOf('2024-12-17')).visits).toHaveLength(1);
    expect(await keepTruckDays(database, town.townId, '2024-12-17', new Date())).toBe(0);
    const { revisionId } = await makePlan(database.prisma, town, '2024-12-17');
    expect(await keepTruckDays(database, town.townId, '2024-12-17', new Date())).toBe(1);
    const kept = await database.prisma.truckDay.findFirst({
      where: { day: dayToDate('2024-12-17'), metres: { gt: 0 } },
    });
    expect(kept).toMatchObject({ revisionId });
  });

  it('stays as it was kept where the positions are forgotten and one of them comes late', async () => {
    const { prisma } = server.platform.database;
    const report = await plannedOn('2024-12-18');
    for (const point of DRIVE) await processes[0].receive(report(point));
    const before = await keptOf('2024-12-18');
    await prisma.position.deleteMany({ where: { fixTime: { gte: report({ second: 0, lon: 0 }).fixTime } } });
    expect(await processes[1].receive(report({ second: 1500, lon: 105.82 }))).toBe('stored');
    expect(await keptOf('2024-12-18')).toEqual(before);
  });

  it('that cannot be kept takes no position with it, and is drawn with the next', async () => {
    const { database } = server.platform;
    const report = await plannedOn('2024-12-19');
    const faults: unknown[] = [];
    const days = openTrackDays(database, (error) => faults.push(error));
    const write = async (points: readonly Point[]) =>
      await days.write(
        points.map((point) => ({ ...report(point), townId: town.townId, truckId: town.truckIds[0] ?? '' })),
      );
    await database.pool.query('ALTER TABLE "FieldEvent" ADD CONSTRAINT refused CHECK (source <> \'track\') NOT VALID');
    try {
      expect((await write(DRIVE.slice(0, -1))).fresh).toHaveLength(DRIVE.length - 1);
    } finally {
      await database.pool.query('ALTER TABLE "FieldEvent" DROP CONSTRAINT refused');
    }
    expect(faults).toHaveLength(1);
    expect((await keptOf('2024-12-19')).visits).toEqual([]);
    expect((await write(DRIVE.slice(-1))).days).toMatchObject([{ inferred: 1 }]);
    expect((await keptOf('2024-12-19')).figures).toMatchObject({ fixes: DRIVE.length });
  });
});
