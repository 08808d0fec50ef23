import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown } from '../fixtures/town.ts';

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
