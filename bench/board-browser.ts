import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { addDays, type Day } from '../domain/day.ts';
import { unpackBrowser } from '../test/browser-files.ts';

export const PASSWORD = 'mat-khau-de-do';
const SEARCH_SECONDS = 5;
/** Office screens are about so large. */
export const SCREEN = { width: 1440, height: 900 };
/** No path of the graphics processor at all, or the map drawn by the processor: nothing a laptop has is slower. */
export const BROWSERS = {
  'no map can be drawn': ['--disable-gpu', '--disable-software-rasterizer'],
  'map drawn in software': [
    ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  ],
} as const;

export async function launch(flags: readonly string[]): Promise<Browser> {
  const { executable, libraries, fonts } = await unpackBrowser();
  return await chromium.launch({
    executablePath: executable,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts },
    // As root Chromium has no sandbox; it only ever opens pages of our own.
    args: ['--no-sandbox', ...flags],
  });
}

export type Ask = <Answer>(where: string, body?: object) => Promise<Answer>;

export function askerOf(url: string, cookie: string): Ask {
  const headers = { 'content-type': 'application/json', cookie, origin: url };
  return async (where, body) => {
    const answer = await fetch(url + where, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${where} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
}

export async function planTomorrow(ask: Ask): Promise<{ day: Day; planId: string }> {
  const day = addDays((await ask<{ today: Day }>('/api/area')).today, 1);
  const { id } = await ask<{ id: string }>('/api/plans', { date: day, seconds: SEARCH_SECONDS });
  for (;;) {
    await wait(500);
    const { state, failure, revisions } = await ask<{ state: string; failure: object | null; revisions: object[] }>(
      `/api/plans/${id}`,
    );
    if (state === 'failed') throw new Error(`the plan failed: ${JSON.stringify(failure)}`);
    if (state === 'done' && revisions.length > 0) return { day, planId: id };
  }
}

/** A board on a day, in a page of its own. */
export async function boardPage(browser: Browser, url: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREEN, locale: 'vi-VN' });
  const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
  await context.addCookies([{ name, value, url }]);
  return await context.newPage();
}

/** Opens the board of a day. @returns milliseconds until a truck stood in its list */
export async function openDay(page: Page, url: string, day: Day): Promise<number> {
  const began = performance.now();
  await page.goto(`${url}/dispatch?day=${day}`, { waitUntil: 'commit' });
  await page
    .getByRole('listbox', { name: 'Danh sách xe' })
    .getByRole('option', { name: /chuyến/ })
    .first()
    .waitFor();
  return performance.now() - began;
}

/** What the page's script holds after everything else is thrown away, in megabytes. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return Math.round(usedSize / 1_000_000);
}
