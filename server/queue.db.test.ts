import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobName } from '../domain/jobs.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { startTestServer, type TestServer } from './fixtures/server.ts';
import { makeTown } from './fixtures/town.ts';
import { requeueLostPlans } from './plans/requeue-plans.ts';

describeInBothShapes('what people ask for', (shape) => {
  let server: TestServer;
  const heard: unknown[] = [];
  beforeAll(async () => {
    server = await startTestServer({ databaseUrl: shape.databaseUrl, redisUrl: shape.redisUrl });
    await makeTown(server.platform.database.prisma);
    for (const channel of ['plan', 'areaImport']) {
      await server.platform.bus.subscribe(channel, (payload) => heard.push(payload));
    }
  });
  afterAll(() => server.close());

  const queue = (name: JobName) => server.platform.queues.createQueue(name);
  const askForPlan = async (date: string): Promise<{ id: string; runId: string }> => {
    const { body } = await server.ask('dispatcher', 'POST', '/api/plans', { date });
    const planId = String(body.id);
    const run = await server.platform.database.prisma.planRun.findFirstOrThrow({ where: { planId } });
    return { id: planId, runId: run.id };
  };
  const askForImport = async (): Promise<string> => {
    const upload = new FormData();
    upload.append('name', 'Vaduz');
    for (const file of ['osm', 'units']) upload.append(file, new Blob(['x']), `tệp-${file}`);
    const headers = { cookie: await server.cookieOf('admin'), origin: server.url };
    const answer = await fetch(`${server.url}/api/imports`, { method: 'POST', body: upload, headers });
    return ((await answer.json()) as { id: string }).id;
  };

  it('a plan waits on the queue, is announced, and leaves it when it is cancelled', async () => {
    const { id, runId } = await askForPlan('2026-12-01');
    expect(await queue('plan-day').state(runId)).toBe('waiting');
    await expect.poll(() => heard).toContainEqual(expect.objectContaining({ id, state: 'queued' }));
    const cancelled = await server.ask('dispatcher', 'POST', `/api/plans/${id}/cancel`, {});
    expect(cancelled.body).toMatchObject({ state: 'cancelled' });
    expect(await queue('plan-day').state(runId)).toBe('unknown');
    await expect.poll(() => heard).toContainEqual(expect.objectContaining({ id, state: 'cancelled' }));
  });

  it('a plan gets its job again when the queue lost it, once', async () => {
    const { runId } = await askForPlan('2026-12-02');
    await queue('plan-day').remove(runId);
    const sweep = () =>
      requeueLostPlans(
        server.platform,
        server.platform.queues.createQueue('plan-day'),
        new Date(Date.now() + 3600_000),
      );
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    expect(await queue('plan-day').state(runId)).toBe('waiting');
  });

  it('an import waits on the queue, is announced, and leaves it when it is cancelled', async () => {
    const importId = await askForImport();
    expect(await queue('import-area').state(importId)).toBe('waiting');
    await expect.poll(() => heard).toContainEqual({ importId });
    const cancelled = await server.ask('admin', 'POST', `/api/imports/${importId}/cancel`, {});
    expect(cancelled.body).toMatchObject({ state: 'cancelled' });
    expect(await queue('import-area').state(importId)).toBe('unknown');
    expect(await server.platform.blobs.list('imports/')).toEqual([]);
  });
});
