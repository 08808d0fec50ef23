import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { JobData } from '../../domain/jobs.ts';
import { keepImportFile } from '../../records/area-imports/area-import.ts';
import { openQueues } from '../../platform/queue.ts';
import { describeInBothShapes } from '../../test/shapes.ts';
import { openTestPlatform, type TestPlatform } from './fixtures/grid-town.ts';
import { startAreaImports } from './import-area.ts';
import { holdImport } from './import-hold.ts';
import { sweepImports } from './sweep-imports.ts';

/** On Redis the worker that looked for stalled jobs last has settled when one may look again. */
const HASTY = { stalledAfterSeconds: 1 };
const HOUR_MILLISECONDS = 3_600_000;

describeInBothShapes('the queue of area imports', (shape) => {
  let platform: TestPlatform;
  let worker: { close(): Promise<void> } | undefined;
  beforeAll(async () => {
    platform = await openTestPlatform(shape);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await platform.database.prisma.areaImport.deleteMany();
    for (const key of await platform.blobsBeside()) await platform.blobs.delete(key);
  });
  afterAll(() => platform.close());

  const queue = () => platform.queues.createQueue<JobData<'import-area'>>('import-area');
  const rowOf = (id: string) => platform.database.prisma.areaImport.findUniqueOrThrow({ where: { id } });
  const stateOf = async (id: string) => (await rowOf(id)).state;
  const end = (id: string, state: 'cancelled' | 'failed', data: object = {}) =>
    platform.database.prisma.areaImport.update({ where: { id }, data: { state, finishedAt: new Date(), ...data } });

  it('hands an import to a worker, which announces its beginning and its end, and the area it made', async () => {
    const importId = await platform.request();
    const areas: unknown[] = [];
    const unsubscribeAreas = await platform.bus.subscribe('area', (payload) => areas.push(payload));
    let heard = 0;
    const unsubscribe = await platform.bus.subscribe('areaImport', (payload) => {
      if ((payload as { importId: string }).importId === importId) heard += 1;
    });
    worker = startAreaImports(platform, HASTY);
    await expect.poll(() => stateOf(importId)).toBe('done');
    await expect.poll(() => heard).toBeGreaterThan(1);
    await expect.poll(() => areas).toEqual([{ areaId: importId }]);
    await Promise.all([unsubscribe(), unsubscribeAreas()]);
    await expect.poll(() => queue().state(importId)).toBe('completed');
  });

  it('hands the import of a worker that vanished to another', async () => {
    const lost = openQueues(shape);
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const never = async (): Promise<void> => {
      begin();
      await new Promise(() => undefined);
    };
    lost.createWorker('import-area', never, HASTY);
    const importId = await platform.request();
    await begun;
    // Closing without patience is what death looks like from outside.
    await lost.close(0);
    worker = startAreaImports(platform, HASTY);
    await expect.poll(() => stateOf(importId)).toBe('done');
  });

  it('lets go of a running import that is cancelled, with its files', async () => {
    const importId = await platform.request();
    worker = startAreaImports(platform, HASTY);
    await expect.poll(() => stateOf(importId), { interval: 20 }).toBe('running');
    await end(importId, 'cancelled');
    await expect.poll(() => queue().state(importId)).toBe('completed');
    expect(await platform.blobsBeside()).toEqual([]);
    expect(await rowOf(importId)).toMatchObject({ state: 'cancelled', townId: null });
  });

  it('gets an import again that has no job, once', async () => {
    const importId = await platform.request();
    await queue().remove(importId);
    await sweepImports(platform);
    expect(await queue().state(importId)).toBe('waiting');
    await Promise.all([sweepImports(platform), sweepImports(platform)]);
    expect(await queue().counts()).toMatchObject({ waiting: 1 });
    await queue().remove(importId);
  });

  it('does not get an import again that a worker is at, only when that one has died', async () => {
    const importId = await platform.request();
    const hold = await holdImport(platform, importId, new AbortController().signal);
    await queue().remove(importId);
    await sweepImports(platform);
    expect(await queue().state(importId)).toBe('unknown');
    // What is left when the process ends: the row says running, and the lock is gone.
    await hold?.close();
    await expect
      .poll(async () => {
        await sweepImports(platform);
        return await queue().state(importId);
      })
      .toBe('waiting');
    expect(await stateOf(importId)).toBe('running');
    await queue().remove(importId);
  });

  it('leaves nothing of an import that ended without a job, but what can be mended', async () => {
    const [cancelled, faulty] = [await platform.request(), await platform.request()];
    await end(cancelled, 'cancelled');
    const fault = {
      file: 'points',
      fileName: 'diem.csv',
      line: 2,
      column: null,
      code: 'duplicate',
      value: null,
      params: {},
    };
    await end(faulty, 'failed', { faults: [fault], failure: { code: 'faulty-files', params: {} } });
    for (const id of [cancelled, faulty]) await queue().remove(id);
    const filesOf = async (id: string) => (await platform.blobs.list(`imports/${id}/`)).length;
    const before = await filesOf(faulty);

    await sweepImports(platform);
    expect(await filesOf(cancelled)).toBeGreaterThan(0);
    await sweepImports(platform, new Date(Date.now() + HOUR_MILLISECONDS));
    expect([await filesOf(cancelled), await filesOf(faulty)]).toEqual([0, before]);
  });

  it('leaves nothing of an upload whose server died before it was an import, and does not touch one that comes in', async () => {
    const now = Date.now();
    const [abandoned, comingIn] = [now - 25 * HOUR_MILLISECONDS, now - HOUR_MILLISECONDS].map((msecs) =>
      uuid({ msecs }),
    );
    for (const id of [abandoned, comingIn]) await keepImportFile(platform.blobs, id, 'units', Buffer.from('{}'));
    await sweepImports(platform, new Date(now));
    expect(await platform.blobsBeside()).toEqual([`imports/${comingIn}/units`]);
  });
});
