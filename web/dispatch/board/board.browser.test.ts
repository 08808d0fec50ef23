import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { launchBrowser, signIn } from '../../../test/browser.ts';

/** A plan changed by hand on the dispatcher's page. */
const url = inject('programUrl');
const headers = { Origin: url };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let planId: string;

const read = async (path: string) => await (await context.request.get(`${url}${path}`)).json();

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await signIn(context, 'dispatcher');
  const day = addDays((await read('/api/area')).today, 13);
  const asked = { date: day, seconds: 2 };
  planId = (await (await context.request.post(`${url}/api/plans`, { data: asked, headers })).json()).id;
  await vi.waitFor(
    async () => {
      const { state } = await read(`/api/plans/${planId}`);
      if (state !== 'done') throw new Error(`the plan is ${state}`);
    },
    { timeout: 90_000, interval: 500 },
  );
  page = await context.newPage();
  await page.goto(`${url}/dispatch?day=${day}&truck=1`);
  await stops().first().waitFor();
});

afterAll(() => browser.close());

const stops = () => page.getByRole('listbox', { name: /Các điểm dừng của xe/ }).getByRole('option');
/** Codes of the stops at points, in order. */
const order = async () => (await stops().allInnerTexts()).flatMap((text) => text.match(/[A-Z]{2}-\d{3}/) ?? []);
const swapped = (codes: readonly string[], first: number) => [
  ...codes.slice(0, first),
  ...[codes[first + 1], codes[first]],
  ...codes.slice(first + 2),
];

test('a stop moved to another place stays chosen with what can be done with it, and is put back and moved again', async () => {
  const before = await order();
  await stops().nth(2).click();
  await page.getByRole('button', { name: 'Chuyển sang…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vị trí').selectOption({ label: '1. đầu chuyến' });
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const after = swapped(before, 0);
  await expect.poll(order).toEqual(after);
  expect(await stops().nth(1).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('button', { name: 'Chuyển sang…' }).waitFor();
  await page.getByRole('button', { name: /^Hoàn tác/ }).click();
  await expect.poll(order).toEqual(before);
  await page.getByRole('button', { name: /^Làm lại/ }).click();
  await expect.poll(order).toEqual(after);
});

test('a stop is dragged below the next one, with the price beside the pointer', async () => {
  const before = await order();
  // A stop before, so that the list is where it stays.
  await stops().nth(1).scrollIntoViewIfNeeded();
  const [from, to] = [await stops().nth(1).boundingBox(), await stops().nth(2).boundingBox()];
  if (!from || !to) throw new Error('the stops are not in sight');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height * 0.8, { steps: 5 });
  // The browser tells where something is held only while the pointer moves.
  const price = page.getByTestId('drag-price').getByText(/đầy \d/);
  let shift = 0;
  await expect
    .poll(async () => {
      shift = 1 - shift;
      await page.mouse.move(to.x + to.width / 2 + shift, to.y + to.height * 0.8);
      return await price.count();
    })
    .toBe(1);
  await page.mouse.up();
  await expect.poll(order).toEqual(swapped(before, 0));
});

test('whoever edits second is told what the first one changed, and applies theirs on top', async () => {
  const before = await order();
  const plan = await read(`/api/plans/${planId}`);
  const base = Math.max(...plan.revisions.map(({ number }: { number: number }) => number));
  const { routes } = await read(`/api/plans/${planId}/revisions/${base}`);
  const route = routes.find(({ truckNumber }: { truckNumber: number }) => truckNumber === 1);
  const last = route.stops.findLast(({ kind }: { kind: string }) => kind === 'point');
  await stops().nth(2).click();
  await page.getByRole('button', { name: 'Chuyển sang…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vị trí').selectOption({ label: '1. đầu chuyến' });
  // Somebody else is faster.
  const moves = [{ visit: last.visitId, to: null, reason: 'Đường ngập' }];
  const kept = await context.request.post(`${url}/api/plans/${planId}/edits`, { data: { base, moves }, headers });
  expect(kept.status()).toBe(200);
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
  const conflict = page.getByRole('dialog', { name: 'Kế hoạch vừa được sửa' });
  await conflict.getByText(`${last.name}: xe 1`).waitFor();
  await conflict.getByRole('button', { name: 'Áp dụng của tôi lên trên' }).click();
  await expect.poll(order).toEqual(swapped(before, 0).filter((code) => code !== last.code));
});
