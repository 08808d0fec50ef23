import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { incidentListSchema, type IncidentView } from '../../domain/incidents/incidents.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { makeTown, type TestTown } from '../fixtures/town.ts';

let server: TestServer;
let town: TestTown;
beforeAll(async () => {
  server = await startTestServer();
  town = await makeTown(server.platform.database.prisma);
});
afterAll(() => server.close());

/** On the fixture's day, in the shift of the driver's own truck. */
const incident = (members: object = {}) => ({
  id: uuidv7(),
  kind: 'breakdown',
  truckId: town.truckIds[0],
  doneAt: '2024-11-24T21:20:00.000Z',
  position: [105.8, 20],
  note: 'Hỏng cần nâng',
  ...members,
});
const report = (body: object, role: 'driver' | 'dispatcher' = 'driver') =>
  server.ask(role, 'POST', '/api/incidents', body);
const list = async (query: string) =>
  incidentListSchema.parse((await server.ask('dispatcher', 'GET', `/api/incidents?${query}`)).body).items;

describe('an incident', () => {
  it('is stored once however often it is sent, and told to the office at once', async () => {
    const heard: IncidentView[] = [];
    const stop = await server.platform.bus.subscribe('incident', (told) => heard.push(told as IncidentView));
    const broken = incident();
    const answers = await Promise.all([report(broken), report(broken), report(broken)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await list('day=2024-11-25')).toMatchObject([
      { id: broken.id, kind: 'breakdown', state: 'open', position: [105.8, 20], note: 'Hỏng cần nâng' },
    ]);
    await vi.waitFor(() => expect(heard).toMatchObject([{ id: broken.id, state: 'open' }]), { timeout: 60_000 });
    await stop();
  });

  it('says so where the phone did not know its place', async () => {
    const { position: _none, note: _no, ...told } = incident({ kind: 'spill' });
    expect(await report(told)).toMatchObject({ status: 200, body: { position: null, note: null } });
  });

  it('with a known id but other content, of another truck or of another time is refused', async () => {
    const seen = incident({ kind: 'dumped-waste' });
    await report(seen);
    expect(await report({ ...seen, note: 'Khác' })).toMatchObject({ status: 409, body: { code: 'incident-differs' } });
    expect(await report(incident({ truckId: town.truckIds[1] }))).toMatchObject({ body: { code: 'not-your-truck' } });
    expect(await report(incident({ truckId: uuidv7() }), 'dispatcher')).toMatchObject({
      status: 400,
      body: { code: 'incident-does-not-fit', errors: [{ path: 'body.truckId' }] },
    });
    const ahead = incident({ doneAt: '2199-01-01T00:00:00.000Z' });
    expect((await report(ahead, 'dispatcher')).body.errors?.map(({ path }) => path)).toEqual(['body.doneAt']);
    expect((await report(incident({ day: '2024-11-29' }))).body.errors?.map(({ path }) => path)).toEqual(['body.day']);
  });

  it('is closed once, with a remark, by who steers the day; both stay as they were told', async () => {
    const full = incident({ kind: 'full', day: '2024-11-24' });
    await report(full);
    const close = (remark: string) => server.ask('dispatcher', 'POST', `/api/incidents/${full.id}/close`, { remark });
    expect(await close(' ')).toMatchObject({ status: 400 });
    expect(await close('Đã đổ sớm')).toMatchObject({
      status: 200,
      body: { state: 'closed', closed: { remark: 'Đã đổ sớm' } },
    });
    expect((await close('Lần nữa')).body).toMatchObject({ closed: { remark: 'Đã đổ sớm' } });
    expect((await list('day=2024-11-24&state=open')).map(({ id }) => id)).not.toContain(full.id);
    expect((await list('state=closed')).map(({ id }) => id)).toEqual([full.id]);
    const { prisma } = server.platform.database;
    expect(await prisma.change.count({ where: { subject: 'incidents', subjectId: full.id } })).toBe(1);
    await expect(prisma.incident.update({ where: { id: full.id }, data: { note: 'x' } })).rejects.toThrow(
      'is never changed',
    );
    await expect(prisma.incident.delete({ where: { id: full.id } })).rejects.toThrow('is never deleted');
  });

  it('is closed by its own crew where that takes it back, and by no other; the office hears of it', async () => {
    const heard: IncidentView[] = [];
    const stop = await server.platform.bus.subscribe('incident', (told) => heard.push(told as IncidentView));
    const [own, others] = [incident({ kind: 'accident' }), incident({ kind: 'accident' })];
    await report(own);
    await report(others, 'dispatcher');
    const withdraw = (id: string) => server.ask('driver', 'POST', `/api/incidents/${id}/withdraw`, {});
    expect(await withdraw(others.id)).toMatchObject({ status: 404, body: { code: 'no-such-incident' } });
    const answers = [await withdraw(own.id), await withdraw(own.id)];
    for (const answer of answers) {
      expect(answer).toMatchObject({ body: { state: 'closed', closed: { remark: 'Tổ xe đã rút lại báo cáo' } } });
    }
    expect(await report(own)).toMatchObject({ status: 200, body: { state: 'closed' } });
    await vi.waitFor(() => expect(heard.filter(({ state }) => state === 'closed')).toHaveLength(1), {
      timeout: 60_000,
    });
    await stop();
  });
});
