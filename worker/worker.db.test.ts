import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { JobData } from '../domain/jobs.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { type DayTownFixture, openDayTown } from '../planning/day-town.testing.ts';
import { scriptArguments } from '../platform/script-arguments.ts';
import { startWorker } from './worker.ts';

/** Longer than it takes to find that a worker is dead, on a machine with much else to do. */
const MOST_SECONDS = 150;

describeInBothShapes('a worker', (shape) => {
  let town: DayTownFixture;
  let stop: (() => Promise<void>) | undefined;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    town = await openDayTown({ databaseUrl: shape.databaseUrl, redisUrl: shape.redisUrl, dailyPlanAt: 'off' });
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await stop?.();
    stop = undefined;
  });
  afterAll(() => town.close());

  const rowOf = (planId: string) =>
    town.platform.database.prisma.planRun.findFirstOrThrow({
      where: { planId: planId },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    });
  const queue = () => town.platform.queues.createQueue<JobData<'plan-day'>>('plan-day');

  async function queuePlan(day: string, seconds: number): Promise<string> {
    const asked = await town.ask(day, { seconds });
    await queue().add(asked, { jobId: asked.runId });
    return asked.planId;
  }

  async function waitFor(planId: string, isThere: (row: Awaited<ReturnType<typeof rowOf>>) => boolean): Promise<void> {
    const deadline = Date.now() + MOST_SECONDS * 1000;
    for (;;) {
      const row = await rowOf(planId);
      if (isThere(row)) return;
      if (Date.now() > deadline) throw new Error(`the plan stays ${JSON.stringify(row)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** A worker in a process of its own, which can be killed. */
  function spawnWorker(): ChildProcess {
    return spawn(process.execPath, scriptArguments('worker/main.ts'), {
      env: {
        ...process.env,
        DATABASE_URL: shape.databaseUrl,
        REDIS_URL: shape.redisUrl ?? '',
        DATA_DIR: town.platform.config.dataDir,
        DAILY_PLAN_AT: 'off',
        LOG_LEVEL: 'error',
      },
      stdio: 'ignore',
    });
  }

  it('plans what is on the queue', async () => {
    stop = await startWorker(town.platform);
    const planId = await queuePlan('2026-11-23', 1);
    await waitFor(planId, (row) => row.state === 'done');
    expect(await rowOf(planId)).toMatchObject({ attempt: 1, percent: 100, failure: null });
  });

  it('that is killed in the middle of a plan leaves it to the next, which finishes it', async () => {
    child = spawnWorker();
    const planId = await queuePlan('2026-11-24', 60);
    await waitFor(planId, (row) => row.phase === 'solving');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await rowOf(planId)).toMatchObject({ state: 'running', attempt: 1 });
    await town.platform.database.prisma.planRun.updateMany({ where: { planId }, data: { options: { seconds: 1 } } });
    stop = await startWorker(town.platform);
    await waitFor(planId, (row) => row.state === 'done');
    expect(await rowOf(planId)).toMatchObject({ attempt: 2, percent: 100, failure: null });
  }, 200_000);

  it('that is stopped in the middle of a plan hands it back before it ends', async () => {
    const stopFirst = await startWorker(town.platform);
    const planId = await queuePlan('2026-11-25', 60);
    await waitFor(planId, (row) => row.phase === 'solving');
    await stopFirst();
    expect(await rowOf(planId)).toMatchObject({ state: 'queued', phase: null });
    await town.platform.database.prisma.planRun.updateMany({ where: { planId }, data: { options: { seconds: 1 } } });
    stop = await startWorker(town.platform);
    await waitFor(planId, (row) => row.state === 'done');
  });

  it('stops a plan that is cancelled, and announces how far it is and what became of it', async () => {
    const heard: string[] = [];
    const { bus, database } = town.platform;
    const unsubscribe = await bus.subscribe('plan', (payload) => {
      const { phase, state } = payload as { phase: string | null; state: string };
      heard.push(phase ?? state);
    });
    stop = await startWorker(town.platform);
    const planId = await queuePlan('2026-11-26', 60);
    await waitFor(planId, (row) => row.phase === 'solving');
    await database.prisma.planRun.updateMany({ where: { planId }, data: { cancelRequested: true } });
    await waitFor(planId, (row) => row.state === 'cancelled');
    await expect.poll(() => heard).toContain('cancelled');
    expect(heard).toContain('collecting');
    await unsubscribe();
  });
});
