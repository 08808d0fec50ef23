import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Day } from '../domain/day.ts';
import type { Place } from '../domain/plan-edits.ts';
import type { RouteView } from '../domain/plans.ts';
import { startProgram } from '../test/start-program.ts';
import {
  type Ask,
  askerOf,
  BROWSERS,
  boardPage,
  heapOf,
  launch,
  openDay,
  PASSWORD,
  planTomorrow,
  SCREEN,
} from './board-browser.ts';
import { importTown, writeLargeTown } from './large-town.ts';
import { signIn } from './send-fixes.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DRAG_SECONDS = 6;

/**
 * How the board of a large town feels in a browser without a graphics processor: until something useful is seen, frames while a stop
 * is dragged over list and timeline, and the page's memory.
 */
export async function printFrames(points: number, trucks: number): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'board-frames-'));
  const program = await startProgram({ env: { DEMO_PASSWORD: PASSWORD, DEMO_HISTORY_MONTHS: '0' } });
  try {
    await importTown(ROOT, program.dataDir, await writeLargeTown(directory, { points, trucks }));
    const cookie = await signIn(program.url, PASSWORD);
    const ask = askerOf(program.url, cookie);
    const { day, planId } = await planTomorrow(ask);
    const prices = await priceTimes(ask, planId);
    const rows = [];
    for (const [name, flags] of Object.entries(BROWSERS)) {
      const browser = await launch(flags);
      try {
        rows.push({ browser: name, ...(await look(browser, program.url, cookie, day)) });
      } finally {
        await browser.close();
      }
    }
    console.log(
      `${points} points, ${trucks} trucks; Chromium without a graphics processor, ${SCREEN.width} × ${SCREEN.height}`,
    );
    console.table(rows);
    console.log('The server, all places for a visit:');
    console.table([prices]);
  } finally {
    await program.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** How long the server needs to say all places for a visit: the first time, again, and after an edit that was kept. */
async function priceTimes(ask: Ask, planId: string) {
  const { routes } = await ask<{ routes: RouteView[] }>(`/api/plans/${planId}/revisions/1`);
  const visits = routes.flatMap(({ stops }) => stops.flatMap(({ visitId }) => visitId ?? []));
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return Math.round(performance.now() - began);
  };
  const places = async (base: number, visit: number) =>
    await ask<{ places: Place[] }>(`/api/plans/${planId}/places`, { base, visits: [visits[visit]] });
  const first = await timed(async () => await places(1, 0));
  const again = await timed(async () => await places(1, 1));
  const { places: found } = await places(1, 2);
  const [best] = found;
  if (!best) throw new Error('there is no place for a visit');
  const { truckId: truck, shiftId: shift, trip, position } = best;
  const move = { visit: visits[2], to: { truck, shift, trip, position } };
  const edit = await timed(async () => await ask(`/api/plans/${planId}/edits`, { base: 1, moves: [move] }));
  const afterEdit = await timed(async () => await places(2, 1));
  return { 'first ms': first, 'again ms': again, 'edit kept ms': edit, 'after an edit ms': afterEdit };
}

async function look(browser: Browser, url: string, cookie: string, day: Day) {
  const page = await boardPage(browser, url, cookie);
  const [first, again] = [await openDay(page, url, day), await openDay(page, url, day)];
  const heapBefore = await heapOf(page);
  const truck = page.getByRole('listbox', { name: 'Danh sách xe' }).getByRole('option', { name: /chuyến/ });
  await truck.first().click();
  const stops = page.getByRole('listbox', { name: /Các điểm dừng của xe/ }).getByRole('option');
  await stops
    .filter({ has: page.locator('[data-is=planned]') })
    .nth(1)
    .waitFor();
  // What came with the page is over before frames are counted.
  await wait(3000);
  const idle = await framesDuring(page, async () => await wait(2000));
  let pricedAfter = Number.NaN;
  const dragged = await framesDuring(page, async () => {
    pricedAfter = await dragAbout(page);
  });
  const figures = {
    'first list s': (first / 1000).toFixed(1),
    'again s': (again / 1000).toFixed(1),
    'frames/s idle': idle.rate.toFixed(0),
    'frames/s dragging': dragged.rate.toFixed(0),
    'p95 ms': dragged.p95.toFixed(0),
    'longest ms': dragged.longest.toFixed(0),
    'first price ms': pricedAfter.toFixed(0),
    'heap MB': `${heapBefore} → ${await heapOf(page)}`,
  };
  await page.context().close();
  return figures;
}

/**
 * Takes the second point of the open truck and moves it over the list and over the timeline until the time is over.
 *
 * @returns milliseconds from picking it up until a price stood beside it; NaN where none came
 */
async function dragAbout(page: Page): Promise<number> {
  const point = page
    .getByRole('listbox', { name: /Các điểm dừng của xe/ })
    .getByRole('option')
    .filter({ has: page.locator('[data-is=planned]') })
    .nth(1);
  const box = await point.boundingBox();
  if (!box) throw new Error('the stop is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const began = performance.now();
  const until = began + DRAG_SECONDS * 1000;
  let pricedAt = Number.NaN;
  const price = page.getByTestId('drag-price').getByText(/đầy \d/);
  for (let step = 0; performance.now() < until; step++) {
    const isOverTimeline = step % 80 >= 40;
    const along = (step % 40) / 40;
    const to = isOverTimeline
      ? { x: 500 + along * 800, y: SCREEN.height - 60 - along * 120 }
      : { x, y: Math.max(200, y - 100) + along * 250 };
    await page.mouse.move(to.x, to.y);
    if (Number.isNaN(pricedAt) && (await price.count()) > 0) pricedAt = performance.now();
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return pricedAt - began;
}

/** As text: what turns TypeScript into JavaScript here leaves traces in functions that a page does not know. */
const NOTE_FRAMES = `
  if (!globalThis.frameTimes) {
    requestAnimationFrame(function note(time) {
      frameTimes.push(time);
      requestAnimationFrame(note);
    });
  }
  globalThis.frameTimes = [];
`;

async function framesDuring(page: Page, work: () => Promise<void>) {
  await page.evaluate(NOTE_FRAMES);
  await work();
  const times = await page.evaluate<number[]>('frameTimes.slice()');
  const gaps = times.flatMap((time, at) => (at === 0 ? [] : [time - (times[at - 1] ?? 0)])).sort((a, b) => a - b);
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    rate: (gaps.length / span) * 1000,
    p95: gaps[Math.floor(gaps.length * 0.95)] ?? Number.NaN,
    longest: gaps.at(-1) ?? Number.NaN,
  };
}
