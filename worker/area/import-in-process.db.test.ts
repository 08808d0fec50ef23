import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jobOf, openTestPlatform, type TestPlatform } from './fixtures/grid-town.ts';
import { importInOwnProcess } from './import-in-process.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

/** A process starts slowly where everything else runs at the same time. */
const SLOW_START_MILLISECONDS = 200_000;

const stateOf = async (id: string) =>
  (await platform.database.prisma.areaImport.findUniqueOrThrow({ where: { id } })).state;

it('an import in a process of its own ends as one in the worker does', async () => {
  const importId = await platform.request();
  await importInOwnProcess(platform)(jobOf(importId));
  expect(await stateOf(importId)).toBe('done');
  expect(await platform.database.prisma.pointReach.count()).toBe(12);
});

it(
  'a worker that stops ends the process, which hands the import back',
  async () => {
    const importId = await platform.request();
    const stop = new AbortController();
    const ended = importInOwnProcess(platform)(jobOf(importId, { signal: stop.signal }));
    await expect.poll(() => stateOf(importId), { timeout: SLOW_START_MILLISECONDS }).toBe('running');
    stop.abort(new Error('worker stops'));
    await expect(ended).rejects.toThrow('worker stops');
    expect(await stateOf(importId)).toBe('queued');
  },
  SLOW_START_MILLISECONDS,
);

it('a process that cannot work says why', async () => {
  const away = { ...platform, config: { ...platform.config, databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' } };
  await expect(importInOwnProcess(away)(jobOf(randomUUID()))).rejects.toThrow('import ended with code 1');
});
