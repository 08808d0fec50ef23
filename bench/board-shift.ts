import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { SimulationView } from '../domain/simulation.ts';
import { startProgram } from '../test/start-program.ts';
import { askerOf, BROWSERS, boardPage, heapOf, launch, openDay, PASSWORD, planTomorrow } from './board-browser.ts';
import { importTown, writeLargeTown } from './large-town.ts';
import { memoryOfFamily } from './process-memory.ts';
import { signIn } from './send-fixes.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const LOOK_MILLISECONDS = 60_000;

/**
 * What a board that stays open holds while a large town's day is driven from its first shift to its last: the page's script after everything
 * else is thrown away, its nodes and listeners, and the whole program.
 */
export async function printShift(points: number, trucks: number, speed: number): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'board-shift-'));
  const program = await startProgram({ env: { DEMO_PASSWORD: PASSWORD, DEMO_HISTORY_MONTHS: '0' } });
  const browser = await launch(BROWSERS['no map can be drawn']);
  try {
    await importTown(ROOT, program.dataDir, await writeLargeTown(directory, { points, trucks }));
    const cookie = await signIn(program.url, PASSWORD);
    const ask = askerOf(program.url, cookie);
    const { day, planId } = await planTomorrow(ask);
    await ask(`/api/plans/${planId}/publish`, { revision: 1 });
    const page = await boardPage(browser, program.url, cookie);
    await openDay(page, program.url, day);
    const rows = [{ 'simulated clock': 'before', ...(await held(page, program.pid)) }];
    const { id } = await ask<SimulationView>('/api/simulations', { date: day, speed });
    for (;;) {
      await wait(LOOK_MILLISECONDS);
      const current = await ask<SimulationView | null>('/api/simulations/current');
      const isOver = current?.id !== id || !['starting', 'running'].includes(current.state);
      const clock = current?.clock?.slice(11, 16) ?? '';
      rows.push({ 'simulated clock': isOver ? `${clock} over` : clock, ...(await held(page, program.pid)) });
      console.log(JSON.stringify(rows.at(-1)));
      if (isOver) break;
    }
    console.log(`${points} points, ${trucks} trucks, a day at ${speed} times its speed, one board open (clock in UTC)`);
    console.table(rows);
  } finally {
    await browser.close();
    await program.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function held(page: Page, pid: number) {
  const heap = await heapOf(page);
  const session = await page.context().newCDPSession(page);
  const { documents, nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return {
    'page heap MB': heap,
    ...{ documents, nodes, listeners: jsEventListeners },
    'program MB': Math.round(memoryOfFamily(pid)),
  };
}
