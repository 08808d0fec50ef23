import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanFailureCode } from '../../domain/plan-failures.ts';
import { DAY, type DayTownFixture, openDayTown } from '../../planning/day-town.testing.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;
beforeAll(async () => {
  town = await openDayTown();
});
afterAll(() => town.close());

/** Puts another road graph in the place of the area's while the ways of a plan are drawn. */
async function swapRoadsInTheMidst(lastAttempt: boolean): Promise<{ planId: string; tried: Promise<void> }> {
  const { platform, townId } = town;
  const key = `areas/${townId}/graph/graph.json`;
  const graph = await readFile(platform.blobs.path(key), 'utf8');
  const publish: typeof platform.bus.publish = async (channel, payload) => {
    if ((payload as { phase?: string }).phase === 'routing') {
      await platform.blobs.put(key, JSON.stringify({ ...JSON.parse(graph), graphId: `other-${lastAttempt}` }));
    }
    await platform.bus.publish(channel, payload);
  };
  const data = await town.ask(DAY, { seconds: 1 });
  const work = planDayWork({ ...platform, bus: { ...platform.bus, publish } });
  const signal = new AbortController().signal;
  const job = { id: data.runId, name: 'plan-day', data, attempt: 1, signal };
  const tried = (async () => {
    try {
      await work.process({ ...job, lastAttempt });
    } finally {
      await work.close();
    }
  })();
  await tried.catch(() => undefined);
  return { planId: data.planId, tried };
}

/** Plans the day and gives the failure's code. */
async function failureOfPlan(): Promise<PlanFailureCode | undefined> {
  const data = await town.ask(DAY, { seconds: 1 });
  const work = planDayWork(town.platform);
  const signal = new AbortController().signal;
  await work.process({ id: data.runId, name: 'plan-day', data, attempt: 3, lastAttempt: true, signal });
  await work.close();
  const row = await town.platform.database.prisma.planRun.findUniqueOrThrow({ where: { id: data.runId } });
  expect(row.state).toBe('failed');
  return (row.failure as { code: PlanFailureCode }).code;
}

describe('a day that cannot be planned says why', () => {
  it('when nothing is due', async () => {
    const { prisma } = town.platform.database;
    await prisma.collectionPoint.updateMany({ data: { isActive: false } });
    expect(await failureOfPlan()).toBe('nothing-due');
    await prisma.collectionPoint.updateMany({ data: { isActive: true } });
  });

  it('when no truck is on shift', async () => {
    const { prisma } = town.platform.database;
    await prisma.truck.updateMany({ data: { isActive: false } });
    expect(await failureOfPlan()).toBe('no-trucks-on-shift');
    await prisma.truck.updateMany({ data: { isActive: true } });
  });

  it('when nothing takes the waste', async () => {
    const { prisma } = town.platform.database;
    await prisma.facility.updateMany({ where: { kind: 'landfill' }, data: { isActive: false } });
    expect(await failureOfPlan()).toBe('no-disposal-site');
    await prisma.facility.updateMany({ data: { isActive: true } });
  });

  it('when no way leads from the depot to a site', async () => {
    const { prisma } = town.platform.database;
    const landfill = await prisma.facility.findFirstOrThrow({ where: { kind: 'landfill' } });
    const { roadLon, roadLat } = landfill;
    const [islandLon, islandLat] = [105.86 + 0.0305, 20.08];
    await prisma.facility.update({ where: { id: landfill.id }, data: { roadLon: islandLon, roadLat: islandLat } });
    expect(await failureOfPlan()).toBe('no-way-from-depot');
    await prisma.facility.update({ where: { id: landfill.id }, data: { roadLon, roadLat } });
  });

  it('when the road data were exchanged in its midst, unless it may be tried again', async () => {
    const { prisma } = town.platform.database;
    const rowOf = (planId: string) =>
      prisma.planRun.findFirstOrThrow({
        where: { planId: planId },
        orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      });
    const first = await swapRoadsInTheMidst(false);
    await expect(first.tried).rejects.toMatchObject({ code: 'graph-changed' });
    expect(await rowOf(first.planId)).toMatchObject({ state: 'queued' });
    const last = await swapRoadsInTheMidst(true);
    await last.tried;
    expect(await rowOf(last.planId)).toMatchObject({ state: 'failed', failure: { code: 'roads-changed', params: {} } });
    expect(await prisma.planRevision.count({ where: { planId: last.planId } })).toBe(0);
  });

  it('when the road graph is gone', async () => {
    await town.platform.blobs.delete(`areas/${town.townId}/graph/`);
    expect(await failureOfPlan()).toBe('roads-unavailable');
  });
});
