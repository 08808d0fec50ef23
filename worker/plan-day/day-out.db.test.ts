import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../../domain/day.ts';
import { basisChanges } from '../../domain/plan-basis.ts';
import { basisOf } from '../../planning/basis.ts';
import { DAY, type DayTownFixture, openDayTown } from '../../planning/day-town.testing.ts';
import { readDayInputs } from '../../records/plans/day-inputs.ts';
import { readBasis } from '../../records/plans/read-basis.ts';
import { crossing } from '../../roads/town.testing.ts';
import { planDayWork } from './plan-day.ts';

let town: DayTownFixture;
beforeAll(async () => {
  // Two points on "Đường 3" between its second and third crossing, the others elsewhere; medical waste fits one truck alone.
  town = await openDayTown({}, [
    { code: 'ON', position: crossing(3, 2.5), kg: 300 },
    { code: 'WEST', position: crossing(1.5, 2), kg: 300 },
    { code: 'EAST', position: crossing(5.5, 3), kg: 300 },
    { code: 'RECYCLED', position: crossing(4.5, 1), kg: 50, stream: 'recyclable' },
    { code: 'FOOD', position: crossing(0.5, 4), kg: 50, stream: 'food' },
  ]);
  const { prisma } = town.platform.database;
  await prisma.truck.updateMany({ where: { number: 1 }, data: { streams: ['household-other', 'food', 'recyclable'] } });
  await prisma.facility.updateMany({
    where: { code: 'LANDFILL' },
    data: { acceptedStreams: ['household-other', 'recyclable'] },
  });
  const [{ id: landfillId }] = await prisma.facility.findMany({ where: { code: 'LANDFILL' } });
  const landfill = await prisma.facility.findUniqueOrThrow({ where: { id: landfillId } });
  const { id: _, version: __, ...copy } = landfill;
  await prisma.facility.create({
    data: { ...copy, windows: [], code: 'PLANT', name: 'PLANT', kind: 'treatment-plant', acceptedStreams: ['food'] },
  });
});
afterAll(() => town.close());

async function run(): Promise<{ planId: string; runId: string }> {
  const asked = await town.ask(DAY, { seconds: 1 });
  const work = planDayWork(town.platform);
  const signal = new AbortController().signal;
  await work.process({ id: asked.runId, name: 'plan-day', data: asked, attempt: 1, lastAttempt: true, signal });
  await work.close();
  return asked;
}

async function plan() {
  const { planId } = await run();
  return await town.platform.database.prisma.planRevision.findFirstOrThrow({
    where: { planId },
    orderBy: { number: 'desc' },
    include: { routes: { include: { truck: true } }, unserved: { include: { point: true } } },
  });
}

/** What makes a revision out of date now. */
async function changesSince({ planId, number }: { planId: string; number: number }) {
  const { prisma } = town.platform.database;
  const kept = await readBasis(prisma, town.townId, planId, number);
  if (!kept?.basis) throw new Error('no basis was kept');
  const present = basisOf(await readDayInputs(prisma, town.townId, DAY), DAY, new Set(Object.keys(kept.basis.points)));
  return basisChanges(kept.basis, present, kept.drivenShifts);
}

const reasons = (unserved: readonly { reason: string; point: { code: string } }[]) =>
  Object.fromEntries(unserved.map(({ point, reason }) => [point.code, reason]));

describe('what is out on a day', () => {
  it('makes the plan made before out of date, and the next plan does without it and says why', async () => {
    const { prisma } = town.platform.database;
    const first = await plan();
    expect(reasons(first.unserved)).toEqual({});
    expect(await changesSince(first)).toEqual([]);

    const days = { townId: town.townId, from: dayToDate(DAY), to: dayToDate(DAY) };
    const [large] = await prisma.truck.findMany({ where: { number: 1 } });
    const [plant] = await prisma.facility.findMany({ where: { code: 'PLANT' } });
    await prisma.truckAbsence.create({ data: { ...days, truckId: large.id, reason: 'breakdown' } });
    await prisma.facilityClosure.create({ data: { ...days, facilityId: plant.id, reason: 'Mất điện' } });
    await prisma.streetClosure.create({
      data: {
        ...days,
        name: 'Đường 3',
        reason: 'Sửa cống',
        geometry: { type: 'LineString', coordinates: [crossing(3, 2), crossing(3, 3)] },
      },
    });
    await prisma.collectionPoint.updateMany({ where: { code: 'WEST' }, data: { serviceSeconds: 240 } });
    expect((await changesSince(first)).map(({ kind }) => kind)).toEqual([
      'truck-out',
      'facility-closed',
      'street-closed',
      'points-changed',
    ]);

    const second = await plan();
    expect(second.routes.map(({ truck }) => truck.number)).toEqual([2]);
    expect(reasons(second.unserved)).toEqual({ ON: 'street-closed', RECYCLED: 'truck-out', FOOD: 'facility-closed' });
    expect(await changesSince(second)).toEqual([]);
    const kept = await readBasis(prisma, town.townId, second.planId, second.number);
    expect(kept?.basis?.without).toMatchObject([
      { kind: 'truck-out', truckCode: large.code, reason: 'breakdown' },
      { kind: 'facility-closed', facilityName: 'PLANT', closesAtSecond: null },
      { kind: 'street-closed', name: 'Đường 3' },
    ]);

    // Everything is called off.
    const cancelled = { cancelledAt: new Date() };
    await prisma.truckAbsence.updateMany({ data: cancelled });
    await prisma.facilityClosure.updateMany({ data: cancelled });
    await prisma.streetClosure.updateMany({ data: cancelled });
    expect((await changesSince(second)).map(({ kind }) => kind)).toEqual([
      'truck-back',
      'facility-open',
      'street-open',
    ]);
  });

  it('is told where it leaves no truck, or no place to unload', async () => {
    const { prisma } = town.platform.database;
    const days = { townId: town.townId, from: dayToDate(DAY), to: dayToDate(DAY) };
    const trucks = await prisma.truck.findMany({ orderBy: { number: 'asc' } });
    await prisma.truckAbsence.createMany({
      data: trucks.map(({ id }) => ({ ...days, to: null, truckId: id, reason: 'inspection' })),
    });
    const { runId } = await run();
    expect(await prisma.planRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
      state: 'failed',
      failure: { code: 'all-trucks-out', params: { trucks: trucks.map(({ code }) => code).join(', ') } },
    });
  });
});
