import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown } from '../fixtures/town.ts';
import { DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { findActiveTown } from '../../records/towns/active-town.ts';
import { answerCoverage } from '../coverage/routes.ts';
import { contentOf, type KeptAnswers, openKeptAnswers } from '../http/kept-answers.ts';
import { warmUp } from '../warm-up.ts';
import { answerTown } from './routes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the town', () => {
  it('is a problem with words while no area is active, and then whole, with an ETag', async () => {
    expect(await server.ask('manager', 'GET', '/api/town')).toMatchObject({ status: 404, body: { code: 'no-area' } });
    await makeTown(server.platform.database.prisma);
    const answer = await server.ask('manager', 'GET', '/api/town');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        area: { name: 'Thị xã thử', isActive: true, counts: { units: 2, points: 4, trucks: 2, facilities: 2 } },
        units: [{ name: 'Phường 1' }, { name: 'Phường 2' }],
        facilities: [{ code: 'DEPOT' }, { code: 'LANDFILL', acceptedStreams: ['household-other'] }],
        points: [{ code: 'P1', position: [105.805, 20.01] }, {}, {}, {}],
        trucks: [{ number: 1, shifts: [{ crewCode: 'TO1' }] }, { number: 2 }],
      },
    });
    const etag = answer.headers.get('etag') ?? '';
    const again = await server.ask('manager', 'GET', '/api/town', undefined, { 'if-none-match': etag });
    expect(again.status).toBe(304);
    // fetch unpacks it by itself; the header tells what travelled.
    expect(answer.headers.get('content-encoding')).toMatch(/gzip|br/);
  });
});

describe('the town as it is read again', () => {
  const edits = {
    Town: `UPDATE "Town" SET name = 'Thị xã mới'`,
    Unit: `UPDATE "Unit" SET name = 'Phường Mới' WHERE code = (SELECT min(code) FROM "Unit")`,
    Facility: `UPDATE "Facility" SET name = 'Bãi mới' WHERE code = 'LANDFILL'`,
    CollectionPoint: `UPDATE "CollectionPoint" SET name = 'Điểm mới' WHERE code = 'P1'`,
    PointStream: `UPDATE "PointStream" SET "expectedKgPerDay" = 777`,
    Truck: `UPDATE "Truck" SET "capacityKg" = 7777 WHERE number = 1`,
    Shift: `UPDATE "Shift" SET "endSecond" = "endSecond" - 60`,
    Crew: `UPDATE "Crew" SET code = 'TO9' WHERE code = 'TO1'`,
    'a row taken away': `DELETE FROM "PointStream" WHERE "pointId" = (SELECT id FROM "CollectionPoint" WHERE code = 'P2')`,
  };

  it.each(Object.entries(edits))('shows a change of %s at once, and has the ETag it had otherwise', async (_, edit) => {
    const before = await server.ask('manager', 'GET', '/api/town');
    const same = await server.ask('manager', 'GET', '/api/town');
    expect(same.headers.get('etag')).toBe(before.headers.get('etag'));
    await server.platform.database.pool.query(edit);
    const after = await server.ask('manager', 'GET', '/api/town');
    expect(after.body).not.toEqual(before.body);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  });

  it('is made ahead at a start, with who is within reach: the first reader has it made no more', async () => {
    const { platform } = server;
    const kept = openKeptAnswers();
    await warmUp(platform, kept);
    const town = await findActiveTown(platform.database.prisma);
    if (!town) throw new Error('the town of the first test is gone');
    const notMade: KeptAnswers = {
      ...kept,
      answer: (name, readVersion) => kept.answer(name, readVersion, () => Promise.reject(new Error(`${name} is made`))),
    };
    const asked = await answerTown(platform.database, notMade, town, true);
    expect(await contentOf(asked)).toMatchObject({ area: { isActive: true }, trucks: [{ number: 1 }, { number: 2 }] });
    await answerCoverage(platform, notMade, town, { metres: DEFAULT_REACH_METRES });
    await expect(answerCoverage(platform, notMade, town, { metres: 123 })).rejects.toThrow('is made');
  });

  it('shows devices to those who may report for trucks, and to nobody else', async () => {
    const devices = async (role: 'dispatcher' | 'manager') => {
      const { body } = await server.ask(role, 'GET', '/api/town');
      return (body['trucks'] as { deviceId: string | null }[]).map(({ deviceId }) => deviceId);
    };
    expect(await devices('dispatcher')).toEqual(['xe-1', 'xe-2']);
    expect(await devices('manager')).toEqual([null, null]);
  });
});
