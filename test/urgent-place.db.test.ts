import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt } from '../domain/clock-times.ts';
import { dateToDay } from '../domain/day.ts';
import { type ReplanAsk, replanAskSchema } from '../domain/replans/replans.ts';
import { DAY, type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { readBook } from '../records/ledger/read-book.ts';
import { readDay } from '../records/ledger/read-day.ts';
import { readTown } from '../records/towns/active-town.ts';
import { readTownView } from '../records/towns/town-view.ts';
import { crossing } from '../roads/town.testing.ts';
import { readRevision } from '../server/plans/read-revision.ts';
import { readArrivals } from '../records/visits/read-arrivals.ts';
import { withPoints } from '../server/replans/called-places.ts';
import { planDayWork } from '../worker/plan-day/plan-day.ts';

let fixture: DayTownFixture;
beforeAll(async () => {
  fixture = await openDayTown();
});
afterAll(() => fixture.close());

const prisma = () => fixture.platform.database.prisma;
const ZONE = 'Asia/Ho_Chi_Minh';
const at = (hour: number): string => instantAt(DAY, hour * 3600, ZONE).toISOString();
const ask = (what: object): ReplanAsk => replanAskSchema.parse(what);
const resolve = (asked: ReplanAsk) =>
  withPoints(fixture.platform.database, { townId: fixture.townId, day: DAY, by: uuidv7() }, asked);

/** Runs what is asked for; gives how that ended and the newest revision. */
async function run(options: { seconds?: number; replan?: object }) {
  const asked = await fixture.ask(DAY, options);
  const work = planDayWork(fixture.platform);
  const signal = new AbortController().signal;
  await work.process({ id: asked.runId, name: 'plan-day', data: asked, attempt: 1, lastAttempt: true, signal });
  await work.close();
  const { state, failure } = await prisma().planRun.findUniqueOrThrow({ where: { id: asked.runId } });
  const newest = await prisma().planRevision.findFirstOrThrow({
    where: { planId: asked.planId },
    orderBy: { number: 'desc' },
  });
  const revision = await readRevision(prisma(), await readTown(prisma(), fixture.townId), asked.planId, newest.number);
  return { state, failure, revision };
}

const publish = async ({ planId, id }: { planId: string; id: string }) =>
  await prisma().plan.update({
    where: { id: planId },
    data: { publishedRevisionId: id, publishedAt: new Date(), publishedBy: 'thử' },
  });

it('sends a truck to a place that stands in no register, and counts what it takes to the unit around it', async () => {
  await publish((await run({ seconds: 1 })).revision);
  const pile = { position: crossing(2.31, 3.02), name: 'Đống rác cạnh cầu', note: 'Hỏi ông Năm' };
  const visit = { place: pile, stream: 'household-other', kg: 250, window: [at(7), at(9)] };
  const replan = await resolve(ask({ frozenAt: at(4), urgent: [visit] }));
  const { state, revision } = await run({ replan });
  expect(state).toBe('done');
  const stopAt = (of: typeof revision) =>
    of.routes.flatMap(({ stops, truckId }) =>
      stops.filter(({ name }) => name === pile.name).map((stop) => ({ ...stop, truckId })),
    )[0];
  const stop = stopAt(revision);
  expect(stop).toMatchObject({ code: 'KC-20261123-1', loadKg: 250, position: pile.position });
  expect(stop.startsAt >= at(7) && stop.startsAt <= at(9)).toBe(true);
  expect(stop.geometry).not.toBeNull();

  const point = await prisma().collectionPoint.findUniqueOrThrow({ where: { id: stop.pointId ?? '' } });
  expect(point).toMatchObject({ isActive: false, roadState: 'found', note: 'Hỏi ông Năm' });
  expect(dateToDay(point.onceOn ?? new Date(0))).toBe(DAY);
  expect([point.roadLon, point.roadLat]).not.toEqual(pile.position);
  const town = await readTown(prisma(), fixture.townId);
  const { area, points } = await readTownView(prisma(), town, false);
  expect([area.counts.points, points.filter(({ onceOn }) => onceOn === DAY).length]).toEqual([16, 1]);

  // Another plan of the rest of the day, and it is still to be done, in its time.
  await publish(revision);
  // Who called, and from where, is nobody's business on the public page.
  const { arrivals } = await readArrivals(prisma(), town, DAY);
  expect(arrivals.length).toBeGreaterThan(0);
  expect(arrivals.map(({ name }) => name)).not.toContain(pile.name);
  const later = await run({ replan: { frozenAt: at(4), without: { trucks: [stop.truckId] } } });
  const moved = stopAt(later.revision);
  expect(moved.loadKg).toBe(250);
  expect(moved.truckId).not.toBe(stop.truckId);
  expect(moved.startsAt >= at(7) && moved.startsAt <= at(9)).toBe(true);
  // Who is out stays out.
  await publish(later.revision);
  const last = await run({ replan: { frozenAt: at(4) } });
  expect(last.revision.routes.map(({ truckId }) => truckId)).toEqual([moved.truckId]);

  await prisma().fieldEvent.create({
    data: {
      ...{ id: uuidv7(), townId: fixture.townId, truckId: stop.truckId, kind: 'served', day: new Date(DAY) },
      ...{ visitId: stop.visitId, pointId: stop.pointId, stream: stop.stream, visitGrade: 'confirmed' },
      ...{ massGrade: 'measured', loadKg: 310, doneAt: new Date(stop.departsAt) },
    },
  });
  const { pool } = fixture.platform.database;
  const day = await readDay(pool, fixture.townId, DAY, await readBook(pool, fixture.townId));
  expect(day.visits.find(({ id }) => id === stop.visitId)).toMatchObject({
    ...{ unitId: point.unitId, planned: 'route', expectedKg: 250, reports: [{ kind: 'served', loadKg: 310 }] },
  });
});

it('refuses a place in no unit, and fails with its name where no road leads', async () => {
  const called = (position: number[]) =>
    ask({ urgent: [{ place: { position, name: 'Ngoài đồng' }, stream: 'food', kg: 50 }] });
  await expect(resolve(called(crossing(60, 60)))).rejects.toMatchObject({ code: 'place-outside-units' });
  const far = await resolve(called(crossing(38, 18)));
  expect(await run({ replan: far })).toMatchObject({ state: 'failed', failure: { code: 'place-off-road' } });
});
