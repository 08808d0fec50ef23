import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makePlan } from '../fixtures/plan.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';

const YESTERDAY = '2026-11-20';
let server: TestServer;
let town: TestTown;
let planId: string;
beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  town = await makeTown(prisma);
  planId = (await makePlan(prisma, town, YESTERDAY, true, 4 * 3600, leaveOneUnserved)).planId;
});
afterAll(() => server.close());

async function leaveOneUnserved(
  transaction: Parameters<NonNullable<Parameters<typeof makePlan>[5]>>[0],
  revisionId: string,
): Promise<void> {
  const visit = await transaction.visit.findFirstOrThrow({ where: { pointId: town.pointIds[3] } });
  const { pointId, stream } = visit;
  await transaction.unservedVisit.create({
    data: { revisionId, visitId: visit.id, pointId, stream, loadKg: 500, reason: 'no-capacity-left' },
  });
}

/** What pages of the day show of the plan, as it is sent. */
async function pagesOfYesterday(): Promise<readonly string[]> {
  const revision = `/api/plans/${planId}/revisions/1`;
  const answers = await Promise.all([
    server.ask('dispatcher', 'GET', revision),
    server.ask('dispatcher', 'GET', `${revision}/town`),
    server.ask('driver', 'GET', `/api/own-route?date=${YESTERDAY}`),
  ]);
  return answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`);
}

const EDITS = {
  'a point': `UPDATE "CollectionPoint" SET name = 'Điểm mới', code = 'P9', lon = lon + 0.001, "isActive" = false WHERE code = 'P1'`,
  'a point moved to another unit': `UPDATE "CollectionPoint" SET "unitId" = (SELECT id FROM "Unit" ORDER BY code DESC LIMIT 1)`,
  'what is expected': `UPDATE "PointStream" SET "expectedKgPerDay" = 777`,
  'a truck': `UPDATE "Truck" SET "capacityKg" = 7777, code = '36C-' || number, number = number + 50, "isActive" = false`,
  'a shift': `UPDATE "Shift" SET "startSecond" = "startSecond" + 600, "endSecond" = "endSecond" - 600`,
  'a crew': `UPDATE "Crew" SET code = 'TO9' WHERE code = 'TO1'`,
  'a facility': `UPDATE "Facility" SET name = 'Bãi mới', "isActive" = false WHERE code = 'LANDFILL'`,
  'a unit': `UPDATE "Unit" SET name = 'Phường mới'`,
  'a cooperative': `UPDATE "Cooperative" SET name = 'Hợp tác xã mới'`,
};

test.each(Object.entries(EDITS))('%s is edited: every page of yesterday reads as it read', async (_, edit) => {
  const before = await pagesOfYesterday();
  expect(before.map((page) => page.slice(0, 3))).toEqual(['200', '200', '200']);
  const { rowCount } = await server.platform.database.pool.query(edit);
  expect(rowCount).toBeGreaterThan(0);
  expect(await pagesOfYesterday()).toEqual(before);
});

test('days between which nobody edited anything share their snapshot, and it is never changed', async () => {
  const { prisma, pool } = server.platform.database;
  await makePlan(prisma, town, '2026-11-17');
  await makePlan(prisma, town, '2026-11-18');
  await pool.query(`UPDATE "Unit" SET name = 'Phường khác'`);
  await makePlan(prisma, town, '2026-11-19');
  const rows = await prisma.planRevision.findMany({
    where: { plan: { day: { in: ['2026-11-17', '2026-11-18', '2026-11-19'].map((day) => new Date(day)) } } },
    orderBy: { plan: { day: 'asc' } },
    select: { snapshotId: true },
  });
  const [first, second, third] = rows.map(({ snapshotId }) => snapshotId);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
  await expect(pool.query(`UPDATE "TownSnapshot" SET digest = 'x'`)).rejects.toThrow(/never changed/);
});
