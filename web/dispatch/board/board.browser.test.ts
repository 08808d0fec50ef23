import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
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
  readonly id: string;
  readonly startsAt: string;
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

/** Rows of a truck's list that are drawn whatever is above it: it draws those in sight alone. */
const IN_SIGHT = 6;

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
    for (const [index, second] of route.stops.slice(0, IN_SIGHT).entries()) {
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

test('a revision held against the one it was made from says which stop lies elsewhere, and what it costs', async () => {
  const { base, route, second, position } = await openExchangeable();
  const to = { truck: route.truckId, shift: route.shiftId, trip: second.tripNumber, position };
  const moves = [{ visit: second.visitId, to }];
  expect((await edit({ base, moves, dryRun: false })).ok()).toBe(true);
  await page.goto(`${url}/dispatch?day=${day}&revision=${(await newest()).base}`);
  await page.getByRole('tab', { name: 'Phương án', exact: true }).click();
  await page.getByText('Đổi chuyến hoặc thứ tự trên cùng xe: 1 điểm').waitFor();
  expect(await page.getByLabel('Chênh lệch').inputValue()).toBe(String(base));
  const cost = page.getByRole('row', { name: /^Chi phí/ });
  expect(await cost.getByRole('cell').count()).toBe(2);
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

/** A trip that another truck may take as it is, with that truck's number; its route is opened. */
async function openMovableTrip(): Promise<{ route: Route; visits: readonly Stop[]; to: number }> {
  const { base, routes } = await newest();
  for (const route of routes) {
    for (const number of new Set(route.stops.map(({ tripNumber }) => tripNumber))) {
      const visits = route.stops.filter(({ kind, tripNumber }) => kind === 'point' && tripNumber === number);
      if (visits.length < 2) continue;
      const data = { base, visits: visits.map(({ visitId }) => visitId) };
      const answer = await context.request.post(`${url}/api/plans/${planId}/places`, { data, headers });
      // The best first: of a truck the dialog offers the first.
      const { places } = (await answer.json()) as {
        places: { truckId: string; truckNumber: number; isHard: boolean }[];
      };
      const best = places.filter(({ truckId }, k) => places.findIndex((place) => place.truckId === truckId) === k);
      const to = best.find(({ truckId, isHard }) => truckId !== route.truckId && !isHard)?.truckNumber;
      if (to === undefined) continue;
      await page.goto(`${url}/dispatch?day=${day}&truck=${route.truckNumber}`);
      await row(visits[0]).waitFor();
      return { route, visits, to };
    }
  }
  throw new Error('no trip can be moved');
}

test('a whole trip is moved to another truck with the keyboard, its stops together and in order', async () => {
  const { route, visits, to } = await openMovableTrip();
  const [{ tripNumber }] = visits;
  await row(visits[0]).focus();
  await page.keyboard.press('Enter');
  const open = page.getByRole('button', { name: `Chuyển cả chuyến ${tripNumber}…` });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', {
    name: `Chuyển cả chuyến ${tripNumber} của xe ${route.truckNumber} (${visits.length} điểm)`,
  });
  await dialog.getByLabel('Xe', { exact: true }).selectOption({ label: String(to) });
  const keep = dialog.getByRole('button', { name: /^(Chuyển|Vẫn làm)$/ });
  // Where it misses a window or the end of a shift, it asks why.
  const reason = dialog.getByLabel('Lý do vẫn giữ');
  await expect.poll(async () => (await reason.isVisible()) || (await keep.isEnabled())).toBe(true);
  if (await reason.isVisible()) await reason.fill('Đổi ca');
  await keep.click();
  await dialog.waitFor({ state: 'detached' });
  const ids = visits.map(({ visitId }) => visitId);
  const moved = (await newest()).routes.flatMap(({ truckNumber, stops }) =>
    stops.filter(({ visitId }) => ids.includes(visitId)).map((stop) => ({ ...stop, truckNumber })),
  );
  expect(moved.map(({ visitId }) => visitId)).toEqual(ids);
  expect([...new Set(moved.map((stop) => stop.truckNumber))]).toEqual([to]);
  expect(new Set(moved.map((stop) => stop.tripNumber)).size).toBe(1);
});

/** A stop behind which the crew may rest a quarter of an hour; its route is opened. */
async function openRestable(): Promise<Stop> {
  const { base, routes } = await newest();
  for (const { truckId: truck, truckNumber, shiftId: shift, stops } of routes) {
    for (const stop of stops.slice(0, IN_SIGHT)) {
      if (stop.kind !== 'point') continue;
      const changes = [{ kind: 'rest', truck, shift, after: stop.visitId, seconds: 900 }];
      const dry = await edit({ base, moves: [], changes, dryRun: true });
      if (!dry.ok() || !(await dry.json()).isAllowed) continue;
      await page.goto(`${url}/dispatch?day=${day}&truck=${truckNumber}`);
      await row(stop).waitFor();
      return stop;
    }
  }
  throw new Error('no crew may rest longer');
}

test('a crew rests behind a stop, as long as the plan is not put back', async () => {
  const first = await openRestable();
  await row(first).click();
  const breaks = async () =>
    (await newest()).routes.flatMap(({ stops }) => stops.filter(({ kind }) => kind === 'break')).length;
  const before = await breaks();
  await page.getByRole('button', { name: 'Thêm phía sau' }).click();
  await page.getByRole('menuitem', { name: 'Nghỉ…' }).click();
  const dialog = page.getByRole('dialog', { name: `nghỉ sau ${first.name}` });
  await dialog.getByLabel('Nghỉ bao lâu').selectOption({ label: '15 phút' });
  await dialog.getByRole('button', { name: 'Thêm giờ nghỉ' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(breaks).toBe(before + 1);
  await page.getByRole('button', { name: /^Hoàn tác/ }).click();
  await expect.poll(breaks).toBe(before);
});

test('Ctrl-K finds what can be done, and does it', async () => {
  const { route } = await openExchangeable();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: /^Tìm điểm/ });
  await search.fill('doi gio ve');
  await page.getByRole('option', { name: 'Đổi giờ về… Thao tác' }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Đổi giờ về của xe ${route.truckNumber}` });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
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

test('an alert of a day under way leads to its truck and to what helps, is taken, put off and closed', async () => {
  const { base, routes } = await newest();
  const post = async (path: string, data: object): Promise<{ id: string }> => {
    const answer = await context.request.post(`${url}${path}`, { data, headers });
    expect([path, answer.ok()]).toEqual([path, true]);
    return await answer.json();
  };
  await post(`/api/plans/${planId}/publish`, { revision: base });
  // So slow that nothing else happens while one looks.
  const { id: simulation } = await post('/api/simulations', { date: day, speed: 1 });
  const state = async () => (await read('/api/simulations/current')).state;
  onTestFinished(async () => {
    await post(`/api/simulations/${simulation}/stop`, {});
    await expect.poll(state).toBe('stopped');
  });
  await expect.poll(state).toBe('running');
  const [first] = routes.toSorted((a, b) => (a.stops[0].startsAt < b.stops[0].startsAt ? -1 : 1));
  const about = { truckId: first.truckId, doneAt: first.stops[0].startsAt };
  const started = { ...about, id: uuidv7(), kind: 'shift-started', stopId: first.stops[0].id };
  await post('/api/field-events', { events: [started] });
  await post('/api/incidents', { ...about, id: uuidv7(), kind: 'breakdown', day, note: 'Thủng lốp' });

  await page.goto(`${url}/dispatch?day=${day}`);
  await page.getByRole('tab', { name: /^Cảnh báo/ }).click();
  const told = (list: string) =>
    page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: 'Thủng lốp' });
  const card = told('Cảnh báo cần xử lý');
  await card.getByRole('button', { name: /Thủng lốp/ }).click();
  await page.getByRole('listbox', { name: new RegExp(`Các điểm dừng của xe ${first.truckNumber}$`) }).waitFor();
  await card.getByRole('button', { name: 'Xe hỏng…' }).click();
  await page.getByRole('dialog').getByText('Xe không chạy tiếp được?', { exact: false }).waitFor();
  await page.keyboard.press('Escape');

  // What helps says what it would cost.
  await post('/api/field-events', {
    events: [
      {
        ...about,
        id: uuidv7(),
        kind: 'served',
        stopId: first.stops.find(({ kind }: { kind: string }) => kind === 'point')?.id,
      },
    ],
  });
  await post('/api/incidents', { ...about, id: uuidv7(), kind: 'full', day, note: 'Thùng đầy' });
  const full = page.getByRole('listitem').filter({ hasText: 'Thùng đầy' });
  await full.getByText(/^Ước tính: /).waitFor();

  // What was skipped is sent to again: the report is taken back, and the visit gets another place.
  const skipped = first.stops.filter(({ kind }: { kind: string }) => kind === 'point')[1];
  await post('/api/field-events', {
    events: [{ ...about, id: uuidv7(), kind: 'skipped', reason: 'road-blocked', stopId: skipped.id }],
  });
  await row(skipped).click();
  const details = page.getByRole('region', { name: 'Điểm thu gom' });
  await details.getByRole('button', { name: 'Cho xe quay lại…' }).click();
  await page.getByRole('button', { name: 'Cho quay lại', exact: true }).click();
  const move = page.getByRole('dialog', { name: 'Chuyển 1 điểm' });
  await move.getByRole('list').getByRole('button').first().click();
  await move.getByRole('button', { name: /^(Chuyển|Vẫn làm)$/ }).waitFor();
  expect(await read(`/api/visits/${skipped.visitId}`)).toMatchObject({ state: 'planned' });
  await page.keyboard.press('Escape');

  await card.getByRole('button', { name: 'Nhận xử lý' }).click();
  await card.getByText('đang xử lý', { exact: false }).waitFor();
  await card.getByRole('button', { name: 'Tạm ẩn' }).click();
  await page.getByRole('menuitem', { name: '15 phút' }).click();
  await card.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Đang tạm ẩn/ }).click();
  const quiet = told('Cảnh báo đang tạm ẩn');
  await quiet.getByRole('button', { name: 'Đóng…' }).click();
  await page.getByLabel('Vì sao không cần xử lý nữa?').fill('Đã vá lốp');
  await page.getByRole('button', { name: 'Đóng cảnh báo' }).click();
  await quiet.waitFor({ state: 'detached' });
  const { items } = await read(`/api/alerts?date=${day}`);
  const isBreakdown = ({ facts }: { facts: { incident: string | null } }) => facts.incident === 'breakdown';
  expect(items.filter(isBreakdown)).toMatchObject([{ state: 'closed', reason: 'Đã vá lốp' }]);
});
