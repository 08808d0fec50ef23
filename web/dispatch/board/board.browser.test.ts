import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '../../../domain/day.ts';
import { launchBrowser, signIn } from '../../../test/browser.ts';
import { planDay } from '../../../test/desks.ts';

/** A plan changed by hand on the dispatcher's page. */
const url = inject('programUrl');
const headers = { Origin: url };
let browser: Browser;
let context: BrowserContext;
let page: Page;
let planId: string;
let day: string;

const read = async (path: string) => await (await context.request.get(`${url}${path}`)).json();

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await signIn(context, 'dispatcher');
  day = addDays((await read('/api/area')).today, 16);
  planId = await planDay(context, day);
  page = await context.newPage();
});

afterAll(() => browser.close());

interface Stop {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly visitId: string;
  readonly tripNumber: number;
}
interface Route {
  readonly truckId: string;
  readonly truckNumber: number;
  readonly shiftId: string;
  readonly stops: readonly Stop[];
}

const newest = async (): Promise<{ base: number; routes: readonly Route[] }> => {
  const { headNumber, revisions } = await read(`/api/plans/${planId}`);
  const base = headNumber ?? Math.max(...revisions.map(({ number }: { number: number }) => number));
  return { base, routes: (await read(`/api/plans/${planId}/revisions/${base}`)).routes };
};
const edit = (data: object) => context.request.post(`${url}/api/plans/${planId}/edits`, { data, headers });

/** Two stops of one trip, one after the other, that may be exchanged without a reason; their route is opened. */
async function openExchangeable(): Promise<{
  base: number;
  route: Route;
  first: Stop;
  second: Stop;
  position: number;
}> {
  const { base, routes } = await newest();
  for (const route of routes) {
    for (const [index, second] of route.stops.entries()) {
      const first = route.stops[index - 1];
      if (second.kind !== 'point' || first?.kind !== 'point' || first.tripNumber !== second.tripNumber) continue;
      const before = route.stops.slice(0, index - 1);
      const position =
        before.filter((stop) => stop.kind === 'point' && stop.tripNumber === second.tripNumber).length + 1;
      const to = { truck: route.truckId, shift: route.shiftId, trip: second.tripNumber, position };
      const dry = await edit({ base, moves: [{ visit: second.visitId, to }], dryRun: true });
      if (!dry.ok() || !(await dry.json()).isAllowed) continue;
      await page.goto(`${url}/dispatch?day=${day}&truck=${route.truckNumber}`);
      await row(second).waitFor();
      return { base, route, first, second, position };
    }
  }
  throw new Error('no two stops can be exchanged');
}

const row = ({ code }: Stop) =>
  page
    .getByRole('listbox', { name: /Các điểm dừng của xe/ })
    .getByRole('option')
    .filter({ hasText: code });
/** Which of two stops comes first in the list. */
const isBefore = async (one: Stop, other: Stop): Promise<boolean> => {
  const codes = await page
    .getByRole('listbox', { name: /Các điểm dừng của xe/ })
    .getByRole('option')
    .allInnerTexts();
  return codes.findIndex((text) => text.includes(one.code)) < codes.findIndex((text) => text.includes(other.code));
};

/** Opens the dialog for a stop, with the very place chosen. */
async function chooseBefore({ route, second, position }: Awaited<ReturnType<typeof openExchangeable>>) {
  await row(second).click();
  await page.getByRole('button', { name: 'Chuyển sang…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Chuyển 1 điểm' });
  await dialog.getByLabel('Xe', { exact: true }).selectOption({ label: String(route.truckNumber) });
  await dialog.getByLabel('Chuyến', { exact: true }).selectOption({ label: `Chuyến ${second.tripNumber}` });
  const places = await dialog.getByLabel('Vị trí').getByRole('option').allInnerTexts();
  const label = places.find((text) => text.startsWith(`${position}. `)) ?? '';
  await dialog.getByLabel('Vị trí').selectOption({ label });
  return dialog;
}

test('a stop moved to another place stays chosen with what can be done with it, and is put back and moved again', async () => {
  const chosen = await openExchangeable();
  const { first, second } = chosen;
  const dialog = await chooseBefore(chosen);
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => isBefore(second, first)).toBe(true);
  await expect.poll(() => row(second).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('button', { name: 'Chuyển sang…' }).waitFor();
  await page.getByRole('button', { name: /^Hoàn tác/ }).click();
  await expect.poll(() => isBefore(first, second)).toBe(true);
  await page.getByRole('button', { name: /^Làm lại/ }).click();
  await expect.poll(() => isBefore(second, first)).toBe(true);
});

test('a stop is dragged below the next one, with the price beside the pointer', async () => {
  const { first, second } = await openExchangeable();
  await row(second).scrollIntoViewIfNeeded();
  await row(first).scrollIntoViewIfNeeded();
  const [from, to] = [await row(first).boundingBox(), await row(second).boundingBox()];
  if (!from || !to) throw new Error('the stops are not in sight');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height, { steps: 5 });
  // The browser tells where something is held only while the pointer moves.
  let shift = 0;
  await expect
    .poll(async () => {
      shift = 1 - shift;
      await page.mouse.move(to.x + to.width / 2 + shift, to.y + to.height * 0.8);
      return await page
        .getByTestId('drag-price')
        .getByText(/đầy \d/)
        .count();
    })
    .toBe(1);
  await page.mouse.up();
  await expect.poll(() => isBefore(second, first)).toBe(true);
});

test('a whole trip is moved by the keyboard to another place, its stops together and in order', async () => {
  const { route, second } = await openExchangeable();
  const visits = route.stops
    .filter(({ kind, tripNumber }) => kind === 'point' && tripNumber === second.tripNumber)
    .map(({ visitId }) => visitId);
  await row(second).focus();
  await page.keyboard.press('Enter');
  const open = page.getByRole('button', { name: `Chuyển cả chuyến ${second.tripNumber}…` });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', {
    name: `Chuyển cả chuyến ${second.tripNumber} của xe ${route.truckNumber} (${visits.length} điểm)`,
  });
  const best = dialog.locator('ol').getByRole('button').first();
  await best.focus();
  await page.keyboard.press('Enter');
  const keep = dialog.getByRole('button', { name: /^(Chuyển|Vẫn chuyển)$/ });
  await keep.waitFor();
  await dialog.getByText('đang tính', { exact: false }).waitFor({ state: 'detached' });
  // Where it misses a window, it asks why.
  const reason = dialog.getByLabel('Lý do vẫn giữ');
  if (await reason.isVisible()) await reason.fill('Đổi ca');
  await keep.click();
  await dialog.waitFor({ state: 'detached' });
  const after = (await newest()).routes.flatMap(({ truckNumber, stops }) =>
    stops.map(({ visitId, tripNumber }) => ({ visitId, of: `${truckNumber} ${tripNumber}` })),
  );
  const moved = after.filter(({ visitId }) => visits.includes(visitId));
  expect(moved.map(({ visitId }) => visitId)).toEqual(visits);
  expect(new Set(moved.map(({ of }) => of)).size).toBe(1);
});

test('whoever edits second is told what the first one changed, and applies theirs on top', async () => {
  const chosen = await openExchangeable();
  const { base, route, first, second } = chosen;
  const last = route.stops.findLast(({ kind, visitId }) => kind === 'point' && visitId !== second.visitId);
  const dialog = await chooseBefore(chosen);
  // Somebody else is faster.
  const moves = [{ visit: last?.visitId, to: null, reason: 'Đường ngập' }];
  expect((await edit({ base, moves })).status()).toBe(200);
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click();
  const conflict = page.getByRole('dialog', { name: 'Kế hoạch vừa được sửa' });
  await conflict.getByText(`${last?.name}: xe ${route.truckNumber}`).waitFor();
  await conflict.getByRole('button', { name: 'Áp dụng của tôi lên trên' }).click();
  await expect.poll(() => isBefore(second, first)).toBe(true);
});
