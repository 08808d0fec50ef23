import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { Role } from '../domain/policy/roles.ts';
import { keptDays, keptMapPieces } from './kept-on-phone.ts';
import { launchBrowser, launchPersistent, signIn } from './browser.ts';
import { removeFolder } from '../platform/remove-folder.ts';

/**
 * The first day of a newcomer, in one walk: the steps lean on each other as they do for that person, so they are one
 * test. Then what a driver does with the day that was published.
 */
const url = inject('programUrl');
const password = inject('programPassword');
const headers = { Origin: url };
/** For the dispatcher's map; what follows needs none. */
let drawing: Browser;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [drawing, browser] = await Promise.all([launchBrowser({ drawsMaps: true }), launchBrowser({ drawsMaps: false })]);
  context = await drawing.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
});

afterAll(() => Promise.all([drawing.close(), browser.close()]));

test('a dispatcher signs in, plans the day, reads directions, publishes it, and sees the simulated trucks serve points', async () => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));

  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill('dispatcher@demo.local');
  await page.getByLabel('Mật khẩu').first().fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  const map = page.locator('.maplibregl-canvas').first();
  await map.evaluate((canvas) => canvas.setAttribute('data-drawn', 'before the plan'));
  await page.getByRole('button', { name: 'Lập kế hoạch ngày' }).click();

  await page.getByRole('button', { name: 'Công bố phương án 1' }).click({ timeout: 90_000 });
  await page.getByText(/Đã công bố phương án 1/).waitFor();
  await expect.poll(() => map.getAttribute('data-drawn')).toBe('before the plan');

  const plan = await readPlan();
  expect(plan.state).toBe('done');
  const totals = plan.revisions[0].totals;
  expect(totals.servedVisits).toBeGreaterThan(200);

  const revision = await read(context, `/api/plans/${plan.id}/revisions/1`);
  const directions = await read(
    context,
    `/api/plans/${plan.id}/routes/${revision.routes[0].id}/directions?language=vi`,
  );
  expect(
    directions.legs.flatMap((leg: { steps: { text: string }[] }) => leg.steps.map((s) => s.text)).join('\n'),
  ).toMatch(/Rẽ/);

  // Whatever becomes of this test, no truck drives through those after it.
  onTestFinished(async () => {
    const simulation = await read(context, '/api/simulations/current');
    if (simulation) await context.request.post(`${url}/api/simulations/${simulation.id}/stop`, { data: {}, headers });
    await context.close();
  });
  // While trucks are drawn driving, little else gets done.
  await page.getByLabel('Tốc độ', { exact: true }).selectOption('300');
  await page.getByRole('button', { name: 'Chạy mô phỏng' }).click();
  await expect
    .poll(
      async () =>
        (await read(context, `/api/day/${plan.day}`)).events.filter((e: { kind: string }) => e.kind === 'served')
          .length,
    )
    .toBeGreaterThan(3);
  // With the keyboard: a mouse waits until nothing moves for two frames, which on a busy machine are seconds of the day apart.
  await page.getByRole('button', { name: /Dừng/ }).press('Enter');
  await expect
    .poll(async () => (await read(context, '/api/simulations/current'))?.state ?? 'stopped')
    .not.toBe('running');
  expect(faults).toEqual([]);
});

describe('a driver’s phone without a network', () => {
  beforeAll(publishToday);

  test('opened on a signal that answers nothing, it shows the route, keeps a report over the death of the browser, and sends it once', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'tuyen-xanh-phone-'));
    let phone = await launchPhone(profile);
    await signIn(phone.context, 'driver');
    let page = await readyPage(phone.context);
    // What was kept a moment ago is there after the browser's death, whatever becomes of the server.
    await phone.kill();
    phone = await launchPhone(profile);
    await phone.context.route('**/api/**', () => undefined);
    page = await phone.context.newPage();
    await page.goto(`${url}/driver`);
    await page.getByRole('button', { name: 'Tất cả điểm dừng' }).waitFor();
    await phone.context.unroute('**/api/**');
    // The death came before the browser wrote its cookie down; an orderly end leaves it the time.
    await signIn(phone.context, 'driver');
    await phone.context.close();
    phone = await launchPhone(profile);
    page = await readyPage(phone.context);
    const route = await read(phone.context, '/api/own-route');
    const reported = new Set(route.events.map((event: { stopId: string }) => event.stopId));
    const points = route.stops.filter(
      (one: { id: string; kind: string }) => one.kind === 'point' && !reported.has(one.id),
    );
    const [stop, next] = points;
    const servedAt = async (id: string) =>
      (await read(phone.context, '/api/own-route')).events.filter(
        (event: { kind: string; stopId: string }) => event.kind === 'served' && event.stopId === id,
      );

    // Every request waits for ever: what is on the phone is drawn all the same.
    await phone.context.route('**/api/**', () => undefined);
    await page.reload();
    await openStop(page, stop.name);
    await phone.context.setOffline(true);
    await page.getByText('Không có mạng. Cứ làm tiếp').waitFor();
    // On this low phone too, with a notice above: whole, and nothing over it.
    await expect.poll(() => page.getByRole('button', { name: 'Không lấy được' }).evaluate(isInSight)).toBe(true);
    const served = page.getByRole('button', { name: 'Đã lấy', exact: true });
    await expect.poll(() => served.evaluate(isInSight)).toBe(true);
    // A trembling hand: the second tap is not about the stop that comes up.
    await served.dblclick({ delay: 40 });
    await page.getByText('1 báo cáo chưa gửi').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Tất cả điểm dừng' }).evaluate(isInSight)).toBe(true);
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });

    await openStop(page, stop.name);
    await served.click();
    await page.getByText('1 báo cáo chưa gửi').waitFor();
    await phone.kill();

    phone = await launchPhone(profile);
    await phone.context.setOffline(true);
    page = await phone.context.newPage();
    await page.goto(`${url}/driver`);
    await page.getByText('1 báo cáo chưa gửi').waitFor();
    await page.getByRole('button', { name: 'Tất cả điểm dừng' }).click();
    await page.getByRole('option').filter({ hasText: stop.name }).filter({ hasText: 'đã lấy' }).first().waitFor();
    await phone.context.setOffline(false);
    await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });
    await expect.poll(async () => (await servedAt(stop.id)).length).toBe(1);
    expect(await servedAt(stop.id)).toMatchObject([{ loadKg: null, visitGrade: 'confirmed', massGrade: 'estimated' }]);
    expect(await servedAt(next.id)).toEqual([]);
    await phone.kill();
    removeFolder(profile);
  });

  test('without a network a full truck goes to unload first, and the office hears of it and of a blocked road once', async () => {
    const context = await signedIn('driver');
    const page = await readyPage(context);
    const start = page.getByRole('button', { name: 'Bắt đầu ca' });
    if (await start.isVisible()) await start.click();
    await page.getByRole('button', { name: 'Đã lấy', exact: true }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('button', { name: 'Đường bị chặn' }).click();
    // Nobody gave this browser leave to know where it is.
    await page.getByText('Máy không biết đang ở đâu').waitFor();
    await page.getByRole('textbox', { name: 'Ghi chú, địa điểm' }).fill('Cây đổ');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('button', { name: 'Xe đầy: đi đổ ngay' }).click();
    await page.getByRole('button', { name: 'Xe đầy, đi đổ' }).click();
    await page.getByText('Xe đầy: đi đổ ngay').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Đã đổ' }).evaluate(isInSight)).toBe(true);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await context.setOffline(false);
    await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });
    const office = await signedIn('dispatcher');
    const told = async () =>
      (await read(office, '/api/incidents?state=open')).items.map(
        ({ kind, position, note }: { kind: string; position: null; note: string | null }) => [kind, position, note],
      );
    await expect.poll(told).toEqual([
      ['full', null, null],
      ['blocked-road', null, 'Cây đổ'],
    ]);
    await office.close();
    await context.close();
  });

  test('passing stops over and ending the shift with stops open names them and asks; signing out waits for what is not sent', async () => {
    const context = await signedIn('driver');
    const page = await readyPage(context);
    const { stops, events } = await read(context, '/api/own-route');
    const points = stops.filter((one: { kind: string }) => one.kind === 'point');
    const last = points.at(-1);
    await openStop(page, last.name);
    await page.getByRole('button', { name: 'Đã lấy', exact: true }).click();
    await page.getByRole('heading', { name: /điểm trước chưa báo/ }).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: points.at(-2).name })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByRole('button', { name: 'Tất cả điểm dừng' }).click();
    await page.getByRole('option').last().click();
    await page.getByRole('button', { name: 'Kết thúc ca' }).click();
    await page.getByRole('heading', { name: /điểm chưa làm\. Kết thúc ca\?/ }).waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    expect((await read(context, '/api/own-route')).events).toHaveLength(events.length);

    await openStop(page, points.at(-1).name);
    await page.getByRole('button', { name: 'Không lấy được' }).click();
    await page.getByRole('button', { name: 'Không có rác' }).click();
    await context.route('**/api/field-events', (route) => route.abort());
    await page.getByRole('button', { name: 'Bỏ qua và báo điểm này' }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).waitFor();
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await page.getByText('1 báo cáo chưa gửi. Đang gửi; gửi xong sẽ đăng xuất.').waitFor();
    await context.unroute('**/api/field-events');
    await page.getByRole('heading', { name: 'Khi nào xe thu gom đến?' }).waitFor();
    await context.close();
  });

  test('whoever signs out leaves nothing of the day on the phone', async () => {
    const context = await signedIn('driver');
    const page = await readyPage(context);
    await page.getByRole('button', { name: /^Tài khoản/ }).click();
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Khi nào xe thu gom đến?' }).waitFor();
    await expect.poll(() => page.evaluate(keptDays)).toBe(0);
    await context.setOffline(true);
    await page.goto(`${url}/driver`);
    await page.getByText('Không kết nối được với máy chủ.').waitFor();
    await context.close();
  });

  test('what is kept on the phone is the page’s own files, and a newer page of the server’s goes before them', async () => {
    const context = await signedIn('driver');
    const page = await readyPage(context);
    const kept = await page.evaluate(async () => {
      // The map is kept apart, and later.
      const names = (await window.caches.keys()).filter((name) => name !== 'map-files');
      const caches = await Promise.all(names.map((name) => window.caches.open(name)));
      const requests = await Promise.all(caches.map((cache) => cache.keys()));
      return requests.flat().map((request) => new URL(request.url).pathname);
    });
    expect(kept).toContain('/index.html');
    expect(kept.filter((path) => path !== '/index.html' && !path.startsWith('/assets/'))).toEqual([]);
    expect(kept.filter((path) => /TownMap|maplibre|Dispatch/.test(path))).toEqual([]);

    // The page of the next version, as this one's service worker sees it.
    await context.route('**/driver', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<body>', '<body data-version="next">') });
    });
    await page.reload();
    await page.locator('body[data-version=next]').waitFor();
    await context.close();
  });

  test('what the way is found by is kept too: without a network the map is drawn, though it was never looked at', async () => {
    const context = await drawing.newContext({ viewport: { width: 360, height: 640 }, locale: 'vi-VN' });
    onTestFinished(() => context.close());
    await signIn(context, 'driver');
    await context.clock.install();
    const page = await readyPage(context);
    // It is kept when the page has had its time.
    await context.clock.fastForward(30_000);
    await expect
      .poll(() => page.evaluate(async () => (await (await caches.open('map-files')).keys()).map(({ url }) => url)))
      .toContainEqual(expect.stringContaining('/map-worker-'));
    await expect.poll(() => page.evaluate(keptMapPieces)).toBeGreaterThan(0);
    // What the browser has kept by itself it may drop.
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: 'Chỉ đường' }).click();
    const map = page.locator('.maplibregl-canvas');
    await map.waitFor();
    // Where nothing lies on it; without its worker it is of one colour.
    const { x, y, height } = (await map.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    const clip = { x, y: y + 20, width: 260, height: height - 100 };
    await expect.poll(async () => await coloursOf(page, await page.screenshot({ clip }))).toBeGreaterThan(50);
  });
});

test('a clerk’s page opens without a network, keeps a ticket over a reload, proposes the next number and sends it once', async () => {
  const context = await signedIn('site-clerk');
  const page = await context.newPage();
  await page.goto(`${url}/clerk`);
  await page.getByRole('button', { name: 'Lưu phiếu cân' }).waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tuyen-xanh.desk'))).not.toBeNull();
  await context.setOffline(true);
  await page.reload();
  await page.getByText('Không có mạng.').waitFor();
  const { trucks } = await page.evaluate(() => JSON.parse(localStorage.getItem('tuyen-xanh.desk') ?? '{}').weighbridge);
  await page.getByRole('textbox', { name: 'Cân tổng (kg)' }).fill('9.250');
  // What is refused leads to the field that is wrong, above the button.
  await page.getByRole('button', { name: 'Lưu phiếu cân' }).click();
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Biển số xe' }).evaluate((one) => one === document.activeElement))
    .toBe(true);
  await page.getByRole('combobox', { name: 'Biển số xe' }).fill(trucks[0].code);
  expect(await page.getByRole('textbox', { name: 'Cân bì (kg)' }).inputValue()).toBe(String(trucks[0].usualTare.kg));
  await page.getByRole('textbox', { name: 'Số phiếu' }).fill('MM-041');
  await page.getByRole('button', { name: 'Lưu phiếu cân' }).click();
  await page.getByText('Chưa gửi').waitFor();
  await page.reload();
  await page.getByText('Chưa gửi').waitFor();
  expect(await page.getByRole('textbox', { name: 'Số phiếu' }).inputValue()).toBe('MM-042');
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await context.setOffline(false);
  await page.getByText('Chưa gửi').waitFor({ state: 'detached' });
  const numbers = async () =>
    (await read(context, '/api/tickets')).items.map(({ number }: { number: string }) => number);
  await expect.poll(numbers).toEqual(['MM-041']);
  await context.close();
});

/** A phone's browser with what it keeps over its death. */
async function launchPhone(profile: string) {
  const { context, kill } = await launchPersistent(profile, { viewport: { width: 360, height: 640 }, locale: 'vi-VN' });
  return { context, kill };
}

async function openStop(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Tất cả điểm dừng' }).click();
  await page.getByRole('option').filter({ hasText: name }).filter({ hasText: 'chưa tới' }).first().click();
  await page.getByRole('heading', { name }).waitFor();
}

function isInSight(button: Element): boolean {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const corners = [top + 4, bottom - 4].map((y) => document.elementFromPoint((left + right) / 2, y));
  const words = document.createRange();
  words.selectNodeContents(button);
  const said = words.getBoundingClientRect();
  const isCut =
    said.top < top - 1 ||
    said.bottom > bottom + 1 ||
    [...button.querySelectorAll('span')].some((part) => part.scrollWidth > part.clientWidth + 1);
  return !isCut && corners.every((found) => button.contains(found));
}

/** How many colours a picture has. */
async function coloursOf(page: Page, picture: Buffer): Promise<number> {
  return await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const bytes = context?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(0);
    return new Set(new Uint32Array(bytes)).size;
  }, picture.toString('base64'));
}

async function read(context: BrowserContext, path: string) {
  const answer = await context.request.get(`${url}${path}`);
  expect(answer.status(), path).toBe(200);
  return await answer.json();
}

async function readPlan() {
  const { today } = await read(context, '/api/area');
  const plans = await read(context, `/api/plans?from=${today}&to=${today}`);
  expect(plans).toHaveLength(1);
  return plans[0];
}

async function signedIn(role: Role): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'vi-VN' });
  await signIn(context, role);
  return context;
}

/** Sees to it that today has a published plan, where the walk above was left out. */
async function publishToday(): Promise<void> {
  const context = await signedIn('dispatcher');
  const { today } = await read(context, '/api/area');
  const [known] = await read(context, `/api/plans?from=${today}&to=${today}`);
  if (!known?.publishedRevisionId) {
    const data = { date: today, seconds: 2 };
    const { id } = await (await context.request.post(`${url}/api/plans`, { data, headers })).json();
    await vi.waitFor(async () => expect((await read(context, `/api/plans/${id}`)).state).toBe('done'), {
      timeout: 90_000,
      interval: 500,
    });
    const { revisions } = await read(context, `/api/plans/${id}`);
    const answer = await context.request.post(`${url}/api/plans/${id}/publish`, {
      data: { revision: revisions.at(-1).number },
      headers,
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  await context.close();
}

/** The driver's page, with all that it needs to be opened without a network. */
async function readyPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/driver`);
  await page.getByRole('button', { name: 'Tất cả điểm dừng' }).waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(keptDays)).toBe(1);
  return page;
}
