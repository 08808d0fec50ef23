import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveEvents } from '../../domain/live.ts';
import { PLAN_PHASES, type PlanPhase, planTotalsSchema, targetExplanationSchema } from '../../domain/plans.ts';
import {
  checkPlan,
  fromWasteInstance,
  fromWastePlan,
  type WasteInstance,
  type WastePlan,
} from '../../optimizer/index.ts';
import type { JobContext } from '../../platform/queue.ts';
import { crossing } from '../../roads/town.testing.ts';
import { type DayTownFixture, openDayTown, usualPoints } from '../../planning/day-town.testing.ts';
import { v7 as uuidv7 } from 'uuid';
import { readBase } from '../../planning/edit/edited-base.ts';
import { unpackText } from '../../platform/packed-text.ts';
import { instanceIn } from '../../records/plans/kept-instance.ts';
import { readFamiliarVisits } from '../../records/plans/familiar-visits.ts';
import { forgetUsualRoute, keepUsualRoute, readUsualRoutes } from '../../records/usual-routes/usual-routes.ts';
import { USUAL_VISIT_SECONDS } from '../../domain/usual-routes/usual-routes.ts';
import { planDayWork } from './plan-day.ts';

type PlanAnnouncement = Parameters<LiveEvents['plan']>[0];
type Ask = { planId: string; runId: string };

let town: DayTownFixture;
const announced: PlanAnnouncement[] = [];

beforeAll(async () => {
  town = await openDayTown({}, [
    ...usualPoints(),
    { code: 'GLASS', position: crossing(4.5, 1), stream: 'recyclable', kg: 50 },
    { code: 'ISLAND', position: crossing(30.5, 0), kg: 70 },
    { code: 'CLOSED', position: crossing(4.5, 3), kg: 90, windows: [[3600, 4 * 3600]] },
  ]);
  await town.platform.bus.subscribe('plan', (payload) => announced.push(payload as PlanAnnouncement));
});
afterAll(() => town.close());

function jobOf(data: Ask, more: Partial<JobContext<Ask>> = {}): JobContext<Ask> {
  return {
    id: data.runId,
    name: 'plan-day',
    data,
    attempt: 1,
    lastAttempt: false,
    signal: new AbortController().signal,
    ...more,
  };
}

async function run(asked: Ask, more: Partial<JobContext<Ask>> = {}, platform = town.platform): Promise<void> {
  const work = planDayWork(platform);
  try {
    await work.process(jobOf(asked, more));
  } finally {
    await work.close();
  }
}

const revisionsOf = ({ planId }: Ask) =>
  town.platform.database.prisma.planRevision.findMany({ where: { planId }, include: { explanation: true } });
const rowOf = (planId: string) =>
  town.platform.database.prisma.planRun.findFirstOrThrow({
    where: { planId: planId },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
  });

/** Runs a plan that waits, when it announces that it is in a phase, until something has been done. */
async function runUntil(
  asked: Ask,
  phase: PlanPhase,
  act: () => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const { bus } = town.platform;
  let hasActed = false;
  const publish: typeof bus.publish = async (channel, payload) => {
    if (channel === 'plan' && (payload as PlanAnnouncement).phase === phase && !hasActed) {
      hasActed = true;
      await act();
    }
    await bus.publish(channel, payload);
  };
  const platform = { ...town.platform, bus: { ...bus, publish } };
  await run(asked, signal && { signal }, platform).finally(() => {
    expect(hasActed, `phase ${phase} was never announced`).toBe(true);
  });
}

it('lays places whose road is still sought before it reads the books, so that the plan is not out of date at once', async () => {
  const { prisma } = town.platform.database;
  const before = await prisma.collectionPoint.findMany({
    where: { isActive: true },
    orderBy: { code: 'asc' },
    take: 3,
  });
  const ids = before.map(({ id }) => id);
  const away = { roadState: 'being-found', roadLon: 0, roadLat: 0 };
  await prisma.collectionPoint.updateMany({ where: { id: { in: ids } }, data: away });
  const read = () => prisma.collectionPoint.findMany({ where: { id: { in: ids } }, orderBy: { code: 'asc' } });
  const asked = await town.ask('2026-12-29');
  await runUntil(asked, 'collecting', async () => {
    expect((await read()).map(({ roadState }) => roadState)).toEqual(ids.map(() => 'found'));
  });
  const placesOf = (points: typeof before) =>
    points.map(({ roadLon, roadLat }) => [roadLon.toFixed(5), roadLat.toFixed(5)]);
  expect(placesOf(await read())).toEqual(placesOf(before));
});

it('keeps crews to their usual routes of the weekday unless told otherwise, and to districts if asked to', async () => {
  const { prisma } = town.platform.database;
  const on = { townId: town.townId, by: 'account-of-the-office' };
  const dayOf = async (asked: Ask) => {
    await run(asked);
    const [revision] = await revisionsOf(asked);
    const base = revision && (await readBase(prisma, revision.id));
    if (!base) throw new Error('nothing was kept of the day');
    return base.day;
  };
  const first = await town.ask('2027-02-01');
  await run(first);
  const route = await prisma.route.findFirstOrThrow({
    where: { revision: { planId: first.planId }, stops: { some: { kind: 'point' } } },
    include: { stops: { where: { kind: 'point' }, orderBy: { sequence: 'asc' } } },
  });
  expect(await keepUsualRoute(prisma, on, route.id)).toBe(true);
  const [usual] = await readUsualRoutes(prisma, town.townId, 1);
  const visits = route.stops.map(({ pointId, stream }) => ({ pointId, stream }));
  expect(usual).toMatchObject({ shiftId: route.shiftId, weekday: 1, copiedFrom: '2027-02-01', visits });

  const monday = await dayOf(await town.ask('2027-02-08', { districtSeconds: 30 }));
  expect([...monday.town.familiar]).toEqual([[route.shiftId, visits]]);
  expect(monday.problem.softWeights?.unfamiliarity).toBe(USUAL_VISIT_SECONDS);
  expect(monday.problem.softWeights?.compactness).toBe(30);
  const tuesday = await dayOf(await town.ask('2027-02-09'));
  const free = await dayOf(await town.ask('2027-02-15', { usual: false }));
  for (const { problem } of [tuesday, free]) {
    expect(problem.softWeights?.unfamiliarity).not.toBe(USUAL_VISIT_SECONDS);
    expect(problem.softWeights?.compactness).toBeUndefined();
  }

  expect(await forgetUsualRoute(prisma, on, usual?.id ?? '')).toBe(true);
  expect(await readUsualRoutes(prisma, town.townId)).toEqual([]);
  expect(await keepUsualRoute(prisma, { ...on, townId: uuidv7() }, route.id)).toBe(false);
});

describe('planning a day', () => {
  let planId: string;

  beforeAll(async () => {
    announced.length = 0;
    const asked = await town.ask();
    planId = asked.planId;
    await run(asked);
  });

  const revision = () =>
    town.platform.database.prisma.planRevision.findFirstOrThrow({
      where: { planId },
      include: {
        instanceOf: true,
        routes: {
          include: {
            truck: true,
            trips: true,
            stops: { include: { leg: true, point: true }, orderBy: { sequence: 'asc' } },
          },
        },
        unserved: { include: { point: true } },
      },
    });

  it('ends done, with a first revision and nothing left of the run on the row', async () => {
    expect(await rowOf(planId)).toMatchObject({ state: 'done', phase: null, percent: 100, attempt: 1, failure: null });
    expect((await revision()).number).toBe(1);
  });

  it('goes through the phases in their order, never back in percent, and announces what it writes', async () => {
    const own = announced.filter((announcement) => announcement.id === planId);
    const phases = own.flatMap(({ phase }) => (phase ? [phase] : []));
    const inOrder = [...phases].sort((a, b) => PLAN_PHASES.indexOf(a) - PLAN_PHASES.indexOf(b));
    expect(phases).toEqual(inOrder);
    expect(new Set(phases)).toEqual(new Set(PLAN_PHASES));
    const percents = own.map(({ percent }) => percent);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(own.at(-1)).toMatchObject({ state: 'done', changed: 'revisions' });
  });

  it('gives every truck trips that end at a site and an empty way home', async () => {
    const { routes } = await revision();
    expect(routes.length).toBeGreaterThan(0);
    for (const { stops, trips } of routes) {
      expect(stops[0].kind).toBe('start');
      expect(stops.at(-1)).toMatchObject({ kind: 'end', loadAfterKg: 0 });
      expect(stops.filter((stop) => stop.kind === 'unload').length).toBe(trips.length);
      for (const trip of trips) {
        const aboard = stops.filter((stop) => stop.tripId === trip.id && stop.kind === 'point');
        expect(aboard.reduce((sum, stop) => sum + stop.loadKg, 0)).toBe(trip.loadKg);
      }
    }
  });

  it('draws every leg along the streets, with the steps to drive it', async () => {
    const { routes } = await revision();
    for (const { stops } of routes) {
      for (const stop of stops.slice(1)) {
        if (stop.legMetres === 0) continue;
        expect(stop.leg, `leg to stop ${stop.sequence}`).toMatchObject({
          geometry: { type: 'LineString', coordinates: expect.any(Array) },
          steps: expect.arrayContaining([expect.objectContaining({ maneuver: expect.anything() })]),
        });
      }
    }
  });

  it('sends only trucks that fit up the alley', async () => {
    const { routes } = await revision();
    const [visitor] = routes.filter(({ stops }) => stops.some((stop) => stop.point?.code === 'ALLEY'));
    expect(visitor.truck.widthMetres).toBeLessThan(2.2);
  });

  it('gives every visit it leaves out a reason', async () => {
    const { unserved, routes } = await revision();
    const served = routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.point ? [stop.point.code] : [])));
    const reasons = Object.fromEntries(unserved.map((visit) => [visit.point.code, visit.reason]));
    expect(reasons).toMatchObject({
      GLASS: 'stream-not-accepted-today',
      ISLAND: 'unreachable',
      CLOSED: 'window-cannot-be-met',
    });
    expect([...served, ...Object.keys(reasons)].sort()).toEqual(
      [...usualPoints().map(({ code }) => code), 'GLASS', 'ISLAND', 'CLOSED'].sort(),
    );
  });

  it('exports exactly what was solved, and an answer that the independent checker accepts', async () => {
    const row = await revision();
    const instance = JSON.parse(await unpackText(instanceIn(row))) as WasteInstance;
    const problem = fromWasteInstance(instance);
    const report = checkPlan(problem, fromWastePlan(problem, row.answer as unknown as WastePlan));
    const totals = planTotalsSchema.parse(row.totals);
    // Breaks are no part of the plain form: whether one was taken cannot be read from it.
    expect(report.errors.filter((error) => !/break|rest/i.test(error))).toEqual([]);
    expect(report.servedMass).toBe(totals.servedKg);
    expect(instance.points.length).toBe(totals.dueVisits);
  });

  it('counts what it plans of each unit and stream against the target in force', async () => {
    const totals = planTotalsSchema.parse((await revision()).totals);
    const [unit] = totals.units;
    expect(unit.targetShare).toBeCloseTo(1);
    expect(unit.servedKg / unit.dueKg).toBeCloseTo(unit.share);
    expect(totals.streams.reduce((sum, stream) => sum + stream.dueKg, 0)).toBe(totals.dueKg);
  });
});

describe('a plan that misses targets', () => {
  it('says by how much, and which levers bring them nearer, the most helpful first', async () => {
    // Time for every lever, however busy the machine.
    const asked = await town.ask('2026-12-10', { seconds: 4 });
    await run(asked);
    const [{ explanation }] = await revisionsOf(asked);
    const { missed, levers } = targetExplanationSchema.parse(explanation?.content);
    expect(missed).toMatchObject([{ unitName: 'Ba Đình', shortfallKg: 50 + 70 + 90 }]);
    // The only lever of this day: nothing but its window stands between a truck and the point CLOSED.
    expect(levers).toMatchObject([
      {
        lever: {
          kind: 'window-dropped',
          windows: [[3600, 4 * 3600]],
          pointCodes: ['CLOSED'],
          pointNames: ['CLOSED'],
        },
        shortfallGainKg: 90,
        servedGainKg: 90,
        reaches: [],
      },
    ]);
  });

  it('is kept when the process stops while levers are searched for', async () => {
    const asked = await town.ask('2026-12-11', { seconds: 4 });
    const stopping = new AbortController();
    await runUntil(asked, 'explaining', async () => stopping.abort(new Error('stopping')), stopping.signal);
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'done', attempt: 1 });
    expect(await revisionsOf(asked)).toMatchObject([{ number: 1, explanation: null }]);
  });

  it('is not planned again when its worker died while levers were searched for', async () => {
    const asked = await town.ask('2026-12-12');
    await run(asked);
    await town.platform.database.prisma.planRun.update({
      where: { id: asked.runId },
      data: { state: 'running', phase: 'explaining', percent: 90 },
    });
    await run(asked);
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'done', attempt: 2, percent: 100 });
    expect(await revisionsOf(asked)).toHaveLength(1);
  });
});

describe('planning a day again', () => {
  it('makes the next revision and leaves the ones before as they are', async () => {
    const asked = await town.ask('2026-11-30', { seconds: 1 });
    await run(asked);
    const again = await town.ask('2026-11-30', { seconds: 1 });
    await run(again);
    const { prisma } = town.platform.database;
    const rows = await prisma.planRevision.findMany({
      where: { planId: asked.planId },
      include: { unserved: true, routes: { include: { stops: { where: { kind: 'point' } } } } },
      orderBy: { number: 'asc' },
    });
    expect(rows.map((row) => row.number)).toEqual([1, 2]);
    // Whatever each revision makes of them: the visits of the day are the same rows.
    const [first, second] = rows.map(({ unserved, routes }) =>
      [...unserved, ...routes.flatMap(({ stops }) => stops)].map(({ visitId }) => visitId).sort(),
    );
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(await prisma.visit.count({ where: { day: new Date('2026-11-30') } }));
  });

  it('does nothing for a run that is not the present one', async () => {
    const old = await town.ask('2026-12-01');
    const present = await town.ask('2026-12-01');
    await run(old);
    expect(await rowOf(present.planId)).toMatchObject({ id: present.runId, state: 'queued', attempt: 0 });
  });

  it('stops writing when a newer run takes the day over on the way', async () => {
    const old = await town.ask('2026-12-02', { seconds: 20 });
    let newer: Ask | undefined;
    await runUntil(old, 'solving', async () => {
      newer = await town.ask('2026-12-02');
    });
    expect(await rowOf(old.planId)).toMatchObject({ id: newer?.runId, state: 'queued' });
    expect(await town.platform.database.prisma.planRevision.count({ where: { planId: old.planId } })).toBe(0);
  });
});

describe('what crews know', () => {
  it('is the routes of the last published day, the same weekday first', async () => {
    const { database } = town.platform;
    const publish = async (day: string) => {
      const asked = await town.ask(day, { seconds: 1 });
      await run(asked);
      const revision = await database.prisma.planRevision.findFirstOrThrow({
        where: { planId: asked.planId },
        include: { routes: { include: { stops: { where: { kind: 'point' }, orderBy: { sequence: 'asc' } } } } },
      });
      const data = { publishedRevisionId: revision.id, publishedAt: new Date() };
      await database.prisma.plan.update({ where: { id: asked.planId }, data });
      return new Map(
        revision.routes.map(({ shiftId, stops }) => [
          shiftId,
          stops.map(({ pointId, stream }) => ({ pointId, stream })),
        ]),
      );
    };
    const week = await publish('2027-03-01');
    const yesterday = await publish('2027-03-07');
    expect(await readFamiliarVisits(database, town.townId, '2027-03-08')).toEqual(week);
    expect(await readFamiliarVisits(database, town.townId, '2027-03-09')).toEqual(yesterday);
    expect(await readFamiliarVisits(database, town.townId, '2027-04-09')).toEqual(new Map());
  });
});

describe('cancelling', () => {
  const cancel = (planId: string) =>
    town.platform.database.prisma.planRun.updateMany({ where: { planId }, data: { cancelRequested: true } });

  it.each(PLAN_PHASES.filter((phase) => phase !== 'explaining'))(
    'ends the run when it is asked for during %s, and stores nothing',
    async (phase) => {
      const asked = await town.ask(`2027-01-0${PLAN_PHASES.indexOf(phase) + 1}`, {
        seconds: phase === 'solving' ? 30 : 1,
      });
      await runUntil(asked, phase, () => cancel(asked.planId));
      expect(await rowOf(asked.planId)).toMatchObject({ state: 'cancelled', phase: null });
      expect(await town.platform.database.prisma.planRevision.count({ where: { planId: asked.planId } })).toBe(0);
    },
  );

  it('keeps the plan when it is asked for while levers are searched for', async () => {
    const asked = await town.ask('2027-01-10', { seconds: 4 });
    await runUntil(asked, 'explaining', () => cancel(asked.planId));
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'done', phase: null, percent: 100 });
    expect(await revisionsOf(asked)).toMatchObject([{ number: 1, explanation: null }]);
  });

  it('ends a run that was cancelled before a worker took it', async () => {
    const asked = await town.ask('2027-01-20');
    await cancel(asked.planId);
    await run(asked);
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'cancelled' });
  });
});

describe('a run that cannot go on', () => {
  it('is handed back when its process stops: queued again, and the job is thrown to be tried again', async () => {
    const asked = await town.ask('2027-02-01', { seconds: 1 });
    const stopping = new AbortController();
    const stop = async () => stopping.abort(new Error('stopping'));
    await expect(runUntil(asked, 'solving', stop, stopping.signal)).rejects.toThrow('stopping');
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'queued', phase: null, percent: 0, attempt: 1 });
    await run(asked);
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'done', attempt: 2 });
  });

  it('leaves nothing that watches its row when announcements cannot be heard', async () => {
    const asked = await town.ask('2027-02-04');
    const subscribe = async () => Promise.reject(new Error('no bus'));
    const platform = { ...town.platform, bus: { ...town.platform.bus, subscribe } };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await expect(run(asked, {}, platform)).rejects.toThrow('no bus');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes up a run whose worker died in the middle, and counts the attempt', async () => {
    const asked = await town.ask('2027-02-02', { seconds: 1 });
    await town.platform.database.prisma.planRun.update({
      where: { id: asked.runId },
      data: { state: 'running', phase: 'solving', percent: 50, attempt: 1 },
    });
    await run(asked);
    expect(await rowOf(asked.planId)).toMatchObject({ state: 'done', attempt: 2 });
  });

  it('gives up a run that has lost its worker again and again', async () => {
    const asked = await town.ask('2027-02-03');
    await town.platform.database.prisma.planRun.update({ where: { id: asked.runId }, data: { attempt: 5 } });
    await run(asked);
    expect(await rowOf(asked.planId)).toMatchObject({
      state: 'failed',
      failure: { code: 'worker-lost', params: { attempts: 5 } },
    });
  });
});
