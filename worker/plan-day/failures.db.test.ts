import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanFailureCode } from '../../domain/plan-failures.ts';
import { DAY, type DayTownFixture, openDayTown } from './day-town.testing.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;
beforeAll(async () => {
  town = await openDayTown();
});
afterAll(() => town.close());

/** Plans the day and gives the failure's code. */
async function failureOfPlan(): Promise<PlanFailureCode | undefined> {
  const data = await town.ask(DAY, { seconds: 1 });
  const work = planDayWork(town.platform);
  const signal = new AbortController().signal;
  await work.process({ id: data.runId, name: 'plan-day', data, attempt: 3, lastAttempt: true, signal });
  await work.close();
  const row = await town.platform.database.prisma.plan.findUniqueOrThrow({ where: { id: data.planId } });
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

  it('when the road graph is gone', async () => {
    await town.platform.blobs.delete(`areas/${town.areaId}/graph/`);
    expect(await failureOfPlan()).toBe('roads-unavailable');
  });
});
