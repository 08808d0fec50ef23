import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../platform/database.ts';
import type { Prisma } from '../prisma/client/client.ts';
import { ensureVisits } from '../records/visits/ensure-visits.ts';
import { makePlan } from '../server/fixtures/plan.ts';
import { makeTown, type TestTown } from '../server/fixtures/town.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let database: TestDatabase;
let town: TestTown;
let db: ReturnType<typeof openDatabase>;
let townId: string;
let truckId: string;
let planId: string;
let revisionId: string;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  town = await makeTown(db.prisma);
  townId = town.townId;
  truckId = town.truckIds[0];
  const plan = await db.prisma.plan.create({ data: { townId, day: new Date('2026-11-23') } });
  planId = plan.id;
  revisionId = (await db.prisma.planRevision.create({ data: revisionOf(planId, 1) })).id;
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

function revisionOf(plan: string, number: number) {
  return {
    planId: plan,
    number,
    origin: 'planned',
    graphId: 'g',
    totals: {},
    instance: new Uint8Array(),
    answer: {},
  };
}

test('a day is planned once: a second plan of the same area and day is refused', async () => {
  const again = db.prisma.plan.create({ data: { townId, day: new Date('2026-11-23') } });
  await expect(again).rejects.toThrow(/Unique constraint/);
});

test('a plan publishes only a revision of its own', async () => {
  const other = await db.prisma.plan.create({ data: { townId, day: new Date('2026-11-24') } });
  const data = { publishedRevisionId: revisionId, publishedAt: new Date() };
  await expect(db.prisma.plan.update({ where: { id: other.id }, data })).rejects.toThrow(/another plan/);
  await db.prisma.plan.update({ where: { id: planId }, data });
});

test('a revision keeps what it solved, or names the one that does', async () => {
  const { id } = await db.prisma.plan.create({ data: { townId, day: new Date('2026-11-30') } });
  const lost = db.prisma.planRevision.create({ data: { ...revisionOf(id, 1), instance: null } });
  await expect(lost).rejects.toThrow(/PlanRevision_instance_check/);
  const twice = db.prisma.planRevision.create({ data: { ...revisionOf(id, 1), instanceOfId: revisionId } });
  await expect(twice).rejects.toThrow(/PlanRevision_instance_check/);
  await db.prisma.planRevision.create({ data: { ...revisionOf(id, 1), instance: null, instanceOfId: revisionId } });
});

test('a revision comes from one of the same plan, and from a run of it', async () => {
  const other = await db.prisma.plan.create({ data: { townId, day: new Date('2026-11-29'), runs: { create: {} } } });
  const [run] = await db.prisma.planRun.findMany({ where: { planId: other.id } });
  for (const origin of [{ parentId: revisionId }, { runId: randomUUID() }]) {
    const made = db.prisma.planRevision.create({ data: { ...revisionOf(other.id, 1), ...origin } });
    await expect(made).rejects.toThrow(/another plan/);
  }
  const { id: parentId } = await db.prisma.planRevision.create({ data: { ...revisionOf(other.id, 1), runId: run.id } });
  await db.prisma.planRevision.create({ data: { ...revisionOf(other.id, 2), origin: 'edited', parentId } });
});

test('one run of a plan is open at a time', async () => {
  const data = { planId, state: 'running' };
  const first = await db.prisma.planRun.create({ data });
  await expect(db.prisma.planRun.create({ data: { planId } })).rejects.toThrow(/Unique constraint/);
  await db.prisma.planRun.update({ where: { id: first.id }, data: { state: 'done' } });
});

test('a revision never changes', async () => {
  const change = db.prisma.planRevision.update({ where: { id: revisionId }, data: { totals: { dueKg: 1 } } });
  await expect(change).rejects.toThrow(/never changed/);
});

/** A plan with everything that a revision can be made of. */
async function makeWholePlan(day: string) {
  const { planId: id, revisionId: ofId } = await makePlan(
    db.prisma,
    town,
    day,
    true,
    0,
    async (transaction, ofRevision) => {
      await transaction.unservedVisit.create({ data: await leftOut(transaction, ofRevision, town.pointIds[0], day) });
    },
  );
  await db.prisma.targetExplanation.create({ data: { revisionId: ofId, content: {} } });
  return { id, ofId, route: { revisionId: ofId } };
}

async function leftOut(prisma: Prisma.TransactionClient, ofRevision: string, pointId: string, day: string) {
  const visit = { pointId, stream: 'food' };
  const visitId = (await ensureVisits(prisma, townId, day, [visit]))(visit);
  return { ...visit, visitId, revisionId: ofRevision, loadKg: 1, reason: 'unreachable' };
}

test('nor does anything that a revision is made of, and all of it goes with its plan', async () => {
  const { prisma } = db;
  const { id, route } = await makeWholePlan('2026-11-25');
  const changes = {
    route: () => prisma.route.updateMany({ where: route, data: { loadKg: 1 } }),
    trip: () => prisma.trip.updateMany({ where: { route }, data: { loadKg: 1 } }),
    stop: () => prisma.stop.updateMany({ where: { route }, data: { loadKg: 1 } }),
    leg: () => prisma.roadLeg.updateMany({ where: { stops: { some: { route } } }, data: { steps: [] } }),
    unserved: () => prisma.unservedVisit.updateMany({ where: route, data: { loadKg: 2 } }),
  };
  for (const [what, change] of Object.entries(changes)) {
    await expect(change(), what).rejects.toThrow(/never changed/);
  }
  await prisma.plan.delete({ where: { id } });
  expect(await prisma.stop.count({ where: { route } })).toBe(0);
});

test('nothing is taken out of a revision, nor a revision out of its plan', async () => {
  const { prisma } = db;
  const { id, ofId, route } = await makeWholePlan('2026-11-26');
  const unpublished = { publishedRevisionId: null, publishedAt: null };
  await prisma.plan.update({ where: { id }, data: unpublished });
  const deletions = {
    revision: () => prisma.planRevision.delete({ where: { id: ofId } }),
    explanation: () => prisma.targetExplanation.delete({ where: { revisionId: ofId } }),
    route: () => prisma.route.deleteMany({ where: route }),
    // A stop of a trip would lose its trip, which is a change.
    trip: () => prisma.trip.deleteMany({ where: { route } }),
    stop: () => prisma.stop.deleteMany({ where: { route } }),
    unserved: () => prisma.unservedVisit.deleteMany({ where: route }),
  };
  for (const [what, deletion] of Object.entries(deletions)) {
    await expect(deletion(), what).rejects.toThrow(/only deleted with its whole plan|never changed/);
  }
});

test('nothing is added to a revision that is finished, published or not', async () => {
  const { prisma } = db;
  const { ofId, route } = await makeWholePlan('2026-11-27');
  const {
    id: routeId,
    trips,
    ...other
  } = await prisma.route.findFirstOrThrow({
    where: route,
    include: { trips: true },
  });
  const { id: shiftId } = await prisma.shift.create({
    data: { townId, truckId, crewId: null, weekdays: [1], startSecond: 0, endSecond: 3600 },
  });
  const { id: tripId, ...trip } = trips[0];
  const { id: _, ...stop } = await prisma.stop.findFirstOrThrow({ where: { route, leg: null } });
  const left = await leftOut(prisma, ofId, town.pointIds[1], '2026-11-27');
  const additions = {
    route: () => prisma.route.create({ data: { ...other, shiftId } }),
    trip: () => prisma.trip.create({ data: { ...trip, number: 9 } }),
    stop: () => prisma.stop.create({ data: { ...stop, routeId, tripId, sequence: 99 } }),
    unserved: () => prisma.unservedVisit.create({ data: left }),
  };
  for (const [what, addition] of Object.entries(additions)) {
    await expect(addition(), what).rejects.toThrow(/is finished/);
  }
});

test('a revision is explained once, and a run stores one revision', async () => {
  await db.prisma.targetExplanation.create({ data: { revisionId, content: {} } });
  const change = db.prisma.targetExplanation.update({ where: { revisionId }, data: { content: [] } });
  await expect(change).rejects.toThrow(/never changed/);
  const { id: runId } = await db.prisma.planRun.create({ data: { planId } });
  await db.prisma.planRevision.create({ data: { ...revisionOf(planId, 2), runId } });
  const again = db.prisma.planRevision.create({ data: { ...revisionOf(planId, 3), runId } });
  await expect(again).rejects.toThrow(/Unique constraint/);
});

test('a visit stays the visit it is', async () => {
  const visit = { pointId: town.pointIds[2], stream: 'food' };
  const id = (await ensureVisits(db.prisma, townId, '2026-11-28', [visit]))(visit);
  await expect(db.prisma.visit.update({ where: { id }, data: { stream: 'recyclable' } })).rejects.toThrow(
    /never changed/,
  );
});

test('a field event is told once and stays as told', async () => {
  const id = randomUUID();
  await db.prisma.fieldEvent.create({
    data: {
      id,
      townId,
      truckId,
      kind: 'shift-started',
      visitGrade: 'confirmed',
      doneAt: new Date('2026-11-23T00:00:00Z'),
    },
  });
  await expect(db.prisma.fieldEvent.update({ where: { id }, data: { kind: 'shift-ended' } })).rejects.toThrow(
    /never changed/,
  );
});

test('what was reported, weighed or changed is neither deleted nor rewritten, but when a simulated day is cleared', async () => {
  const { prisma } = db;
  const event = await prisma.fieldEvent.create({
    data: {
      id: randomUUID(),
      townId,
      truckId,
      kind: 'shift-started',
      visitGrade: 'confirmed',
      doneAt: new Date('2026-11-23T01:00:00Z'),
    },
  });
  const ticket = await prisma.ticket.create({
    data: {
      townId,
      facilityId: town.landfillId,
      truckId,
      number: 'kept',
      streams: ['household-other'],
      source: 'clerk',
      day: new Date('2026-11-23'),
      grossKg: 9000,
      tareKg: 4000,
      netKg: 5000,
      weighedAt: new Date('2026-11-23T00:00:00Z'),
      fieldEventId: event.id,
    },
  });
  const change = await prisma.change.create({
    data: { subject: 'trucks', subjectId: truckId, kind: 'changed', after: { capacityKg: 1 } },
  });
  const attempts = {
    event: () => prisma.fieldEvent.delete({ where: { id: event.id } }),
    ticket: () => prisma.ticket.delete({ where: { id: ticket.id } }),
    weight: () => prisma.ticket.update({ where: { id: ticket.id }, data: { grossKg: 9001, netKg: 5001 } }),
    change: () => prisma.change.delete({ where: { id: change.id } }),
    rewritten: () => prisma.change.update({ where: { id: change.id }, data: { actorUserId: 'x' } }),
    emptied: () => prisma.$executeRaw`TRUNCATE "Change"`,
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    await expect(attempt(), what).rejects.toThrow(/never (changed|deleted|emptied)/);
  }
  const alsoTheAudit = prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('tuyen_xanh.clearing', 'on', true)`;
    await transaction.change.delete({ where: { id: change.id } });
  });
  await expect(alsoTheAudit).rejects.toThrow(/never deleted/);
  await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('tuyen_xanh.clearing', 'on', true)`;
    await transaction.ticket.delete({ where: { id: ticket.id } });
  });
  expect(await prisma.ticket.findUnique({ where: { id: ticket.id } })).toBeNull();
  // It holds for its own transaction and no longer.
  await expect(prisma.fieldEvent.delete({ where: { id: event.id } })).rejects.toThrow(/never deleted/);
});

test('a ticket whose net weight is not gross minus tare is refused', async () => {
  const ticket = db.prisma.ticket.create({
    data: {
      townId,
      facilityId: town.landfillId,
      truckId,
      number: '1',
      streams: ['household-other'],
      source: 'clerk',
      day: new Date('2026-11-23'),
      grossKg: 9000,
      tareKg: 4000,
      netKg: 4999,
      weighedAt: new Date('2026-11-23T00:00:00Z'),
    },
  });
  await expect(ticket).rejects.toThrow(/Ticket_weights_check/);
});

test('only one area is active', async () => {
  const second = db.prisma.town.create({
    data: {
      slug: 'b',
      name: 'B',
      timeZone: 'UTC',
      isActive: true,
    },
  });
  await expect(second).rejects.toThrow(/Unique constraint/);
});
