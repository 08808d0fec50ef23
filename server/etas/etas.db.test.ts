import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt } from '../../domain/clock-times.ts';
import { addDays } from '../../domain/day.ts';
import type { EtasView } from '../../domain/etas/view.ts';
import { makePlan, type TestPlan } from '../fixtures/plan.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { DAY, makeTown, type TestTown, ZONE } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
let plan: TestPlan;
const START = 4 * 3600;
const at = (seconds: number, day = DAY): string => instantAt(day, START + seconds, ZONE).toISOString();

/** A day is looked at as if it were then: the clock of the simulation that drives it. */
async function clockAt(seconds: number): Promise<void> {
  const { prisma } = server.platform.database;
  await prisma.simulation.deleteMany();
  await prisma.simulation.create({
    data: {
      ...{ townId: town.townId, day: new Date(DAY), speed: 1, state: 'running' },
      // Told a moment ago, whatever the real clock says since.
      heartbeatAt: new Date(Date.now() + 3_600_000),
      clock: new Date(at(seconds)),
    },
  });
}

const served = (stop: TestPlan['stops'][number], doneAt: string) => ({
  ...{ id: uuidv7(), kind: 'served', truckId: stop.truckId, stopId: stop.id, visitId: stop.visitId, doneAt },
});
const report = async (...events: object[]) =>
  expect((await server.ask('dispatcher', 'POST', '/api/field-events', { events })).status).toBe(200);
const read = async (): Promise<EtasView> =>
  (await server.ask('manager', 'GET', `/api/day/${DAY}/etas`)).body as unknown as EtasView;
const truckOf = ({ trucks }: EtasView, index: number) => trucks.find(({ truckId }) => truckId === town.truckIds[index]);

beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

it('expects nothing where nothing is published', async () => {
  expect(await read()).toMatchObject({ day: DAY, planId: null, trucks: [] });
});

it('goes on from what was reported, by the clock of the day, with the times that past days taught', async () => {
  const { prisma } = server.platform.database;
  // Four days before on which the second point took fifty minutes after the first was done, driving and all.
  for (const back of [1, 2, 3, 4]) {
    const day = addDays(DAY, -back);
    const [, one, two] = (await makePlan(prisma, town, day)).stops;
    await report(served(one, at(1000, day)), served(two, at(1000 + 3000, day)));
  }
  plan = await makePlan(prisma, town);
  await report(served(plan.stops[1], at(1900)));
  await clockAt(2000);
  const view = await read();
  expect(view).toMatchObject({ planId: plan.planId, revisionNumber: 1, at: at(2000) });
  const late = truckOf(view, 0);
  expect(late?.stops.map(({ stopId }) => stopId)).toEqual(plan.stops.slice(2, 5).map(({ id }) => id));
  // Planned at 2000: 450 seconds of driving after 1900, at the pace the streets had.
  const [next, then] = late?.stops ?? [];
  expect(next).toMatchObject({ plannedAt: at(2000), learntFrom: 4, visitId: plan.stops[2].visitId });
  expect(late?.latenessSeconds).toBeGreaterThan(300);
  expect(Date.parse(then.expectedAt) - Date.parse(next.expectedAt)).toBeGreaterThan(2_500_000);
  // Nothing was heard of the other truck.
  expect(truckOf(view, 1)).toMatchObject({ from: 'plan', heardAt: null });
});

it('is for those who watch the fleet', async () => {
  expect((await server.ask('driver', 'GET', `/api/day/${DAY}/etas`)).status).toBe(403);
});
