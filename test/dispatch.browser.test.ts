import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { addDays, type Day } from '../domain/day.ts';
import type { PlanView, TargetExplanation } from '../domain/plans.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { launchBrowser } from './browser.ts';
import { openDesks, planDay, plannedDay } from './desks.ts';
import { openSecondServer } from './second-server.ts';

/** What a dispatcher meets at the desk beside the plain way: missed targets, second thoughts, colleagues and failures. */
const url = inject('programUrl');
let browser: Browser;
let desk: BrowserContext;
let today: Day;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
  desk = await openDesks(browser)('dispatcher');
  today = (await (await desk.request.get(`${url}/api/area`)).json()).today;
});

afterAll(() => browser.close());

const make = (page: Page) => page.getByRole('button', { name: 'Lập kế hoạch ngày' });
const publish = (page: Page, revision: number) => page.getByRole('button', { name: `Công bố phương án ${revision}` });
const step = (page: Page, name: string) => page.locator('[aria-current=step]').filter({ hasText: name });
const missed = (page: Page) => page.getByRole('region', { name: 'Mục tiêu chưa đạt và cách đạt' });

test('a plan that misses targets names them and what helps most; opened, it tells what would bring them nearer, and a click shows the unit', async () => {
  await takeTrucksOut(5);
  const day = addDays(today, 20);
  const { page, faults, context } = await openDay(day);
  await page.getByLabel('Tìm trong').selectOption('5');
  await make(page).click();
  const panel = missed(page);
  await panel.getByText(/^\d+ mục tiêu chưa đạt, thiếu [\d.]+\u00a0kg$/).waitFor();
  await panel.getByText('Giúp nhiều nhất:').waitFor();
  await expect.poll(() => panel.getByRole('listitem').count()).toBe(1);
  await panel.getByText(/^giảm mức thiếu [\d.]+\u00a0kg · chi phí [+−]/).waitFor();

  const head = panel.getByRole('button').first();
  await head.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => head.getAttribute('aria-expanded')).toBe('true');
  await expect.poll(() => panel.getByRole('listitem').count()).toBeGreaterThan(1);
  const ward = panel.getByRole('button', { name: /^(Phường|Xã) .* thiếu [\d.]+ kg$/ }).first();
  await ward.scrollIntoViewIfNeeded();
  await ward.click();

  // The account keeps the language, and other tests sign in with it.
  const headers = { Origin: url };
  onTestFinished(async () => {
    await context.request.patch(`${url}/api/me`, { data: { language: 'vi' }, headers });
  });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText(/^\d+ targets? missed, [\d,]+\u00a0kg short$/).waitFor();
  // However much stands above them, trucks and totals can be reached.
  await page.getByRole('tab', { name: 'Totals' }).scrollIntoViewIfNeeded();
  await page.getByRole('tab', { name: 'Totals' }).click();
  await page.getByRole('tabpanel').getByText('Share planned by ward or commune').scrollIntoViewIfNeeded();
  expect(faults).toEqual([]);
});

test('of windows in the way of targets the hours and the points are named, and how much was not tried', async () => {
  const day = await plannedDay(desk);
  const { page, context, faults } = await openDay(day);
  const { id: planId } = await planOf(context, day);
  const [unit] = (await (await context.request.get(`${url}/api/plans/${planId}/revisions/1`)).json()).totals.units;
  const gain = { servedGainKg: 60, costChangeDong: 1000, reaches: [] };
  const content: TargetExplanation = {
    missed: [{ unitId: unit.unitId, unitName: unit.unitName, streams: ['food'], targetKg: 900, shortfallKg: 70 }],
    levers: [
      {
        lever: {
          kind: 'window-dropped',
          windows: [
            [4 * 3600, 6.75 * 3600],
            [17 * 3600, 19 * 3600],
          ],
          pointCodes: ['T1', 'T2', 'T3', 'T4', 'T5'],
          pointNames: ['Trường A', 'Trường B', 'Trường C', 'Trường D', 'Trường E'],
        },
        shortfallGainKg: 60,
        ...gain,
      },
      // As explanations were before each window was a lever of its own.
      { lever: { kind: 'window-dropped', pointCodes: ['T1', 'M1'] }, shortfallGainKg: 50, ...gain },
    ],
    untriedLevers: 2,
  };
  // Which levers a search finds is never sure: only what the page makes of them is looked at here.
  await page.route('**/api/plans?*', async (route) => {
    const answer = await route.fetch();
    const plans: PlanView[] = await answer.json();
    const revisions = plans[0].revisions.map((revision) => ({ ...revision, explanation: content }));
    await route.fulfill({ response: answer, json: [{ ...plans[0], revisions }] });
  });
  await page.reload();
  await missed(page).getByRole('button').first().click();
  const [named, counted] = [missed(page).getByRole('listitem').first(), missed(page).getByRole('listitem').last()];
  await named
    .getByText('Bỏ khung giờ 04:00–06:45, 17:00–19:00 của Trường A, Trường B, Trường C và 2 điểm khác')
    .waitFor();
  await expect.poll(() => named.locator('[title]').getAttribute('title')).toContain('Trường E (T5)');
  await counted.getByText('Bỏ khung giờ của 2 điểm').waitFor();
  await missed(page).getByText('Còn 2 cách chưa kịp thử.').waitFor();
  expect(faults).toEqual([]);
});

test('planning is cancelled while it waits, while it searches and while it looks for levers, and the page says what came of it', async () => {
  await takeTrucksOut(5);
  const day = addDays(today, 21);
  const { page, faults, context } = await openDay(day);
  const others = await Promise.all([22, 23].map((ahead) => askForPlan(context, addDays(today, ahead), 120)));

  await page.getByLabel('Tìm trong').selectOption('180');
  await make(page).click();
  await page.getByText('Đang chờ tới lượt').waitFor();
  await page.getByRole('button', { name: 'Hủy' }).click();
  await page.getByText('Lần lập kế hoạch gần nhất đã bị hủy.').waitFor();
  await Promise.all(others.map((id) => post(context, `/api/plans/${id}/cancel`, {})));

  await make(page).click();
  await step(page, 'Tìm tuyến').waitFor();
  await page.getByRole('button', { name: 'Hủy' }).click();
  await page.getByText('Lần lập kế hoạch gần nhất đã bị hủy.').waitFor();
  await expect.poll(() => page.getByRole('tab', { name: 'Phương án' }).isVisible()).toBe(true);

  // Long enough that levers are still being looked for when a slow machine presses the button.
  await page.getByLabel('Tìm trong').selectOption('30');
  await make(page).click();
  await step(page, 'Tìm cách đạt mục tiêu còn thiếu').waitFor();
  await publish(page, 1).waitFor();
  await page.getByRole('button', { name: 'Dừng tìm, giữ kế hoạch' }).click();
  await page.getByRole('button', { name: 'Lập lại' }).waitFor();
  await expect.poll(() => page.getByText('Lần lập kế hoạch gần nhất đã bị hủy.').count()).toBe(0);
  const call = page.getByRole('button', { name: 'Gọi xe tới một vị trí bất kỳ' });
  expect(await call.count()).toBe(0);
  await publish(page, 1).click();
  await page.getByText(/Đã công bố phương án 1/).waitFor();
  // What can be done with a published plan can be done at once, and no more once it is taken back.
  await call.waitFor();
  await page.getByRole('button', { name: 'Thu hồi', exact: true }).click();
  await page.getByRole('button', { name: 'Thu hồi phương án' }).click();
  await call.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('of two dispatchers who plan a day at once, both see the one plan being made and end with it', async () => {
  const day = addDays(today, 24);
  const desks = await Promise.all([openDay(day), openDay(day)]);
  await Promise.all(desks.map(({ page }) => make(page).waitFor()));
  // Pressed without waiting: where the other's run is announced first, the button is gone, and that is right too.
  const buttons = await Promise.all(desks.map(({ page }) => make(page).elementHandle()));
  await Promise.all(buttons.map((button) => button?.dispatchEvent('click')));
  await Promise.all(desks.map(({ page }) => publish(page, 1).waitFor()));
  for (const { page, faults } of desks) {
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    expect(faults).toEqual([]);
  }
  expect((await planOf(desks[0].context, day)).revisions).toHaveLength(1);
});

test('who plans a day that somebody is planning already is told so and shown their progress, until it is made', async () => {
  const day = addDays(today, 25);
  const { page, context } = await openDay(day, { isDeaf: true });
  await make(page).waitFor();
  await askForPlan(context, day, 5);
  await make(page).click();
  const notice = page.getByText(/đã có người đang lập kế hoạch/);
  await notice.waitFor();
  await publish(page, 1).waitFor();
  await expect.poll(() => notice.count()).toBe(0);

  await page.getByLabel('Tìm trong').selectOption('30');
  await page.getByRole('button', { name: 'Lập lại' }).click();
  await page.getByRole('button', { name: 'Hủy' }).waitFor();
  await expect.poll(() => notice.count()).toBe(0);

  // What is made already may be published while the next is being made.
  await publish(page, 1).click();
  await page.getByText(/Đã công bố phương án 1 lúc \d+:\d+ · \S/).waitFor();
  await page.getByRole('button', { name: 'Thu hồi', exact: true }).click();
  // It says what follows, and nothing has happened until that was read.
  await page.getByRole('dialog').getByText('Tổ lái không còn thấy tuyến').waitFor();
  await page.getByRole('button', { name: 'Thu hồi phương án' }).click();
  await publish(page, 1).waitFor();
  await page.getByRole('button', { name: 'Hủy' }).click();
  await page.getByText('Lần lập kế hoạch gần nhất đã bị hủy.').waitFor();
});

test('earlier revisions are looked at, left and published with the keyboard, and what is published can be taken back', async () => {
  const day = addDays(today, 26);
  const { page, context, faults } = await openDay(day);
  for (const revisions of [1, 2]) {
    await askForPlan(context, day, 2);
    await expect
      .poll(async () => (await planOf(context, day)).state === 'done' && (await planOf(context, day)).revisions.length)
      .toBe(revisions);
  }
  const press = async (name: string) => {
    const button = page.getByRole('button', { name });
    // While what was pressed before is still being asked for, it takes no key.
    await expect.poll(() => button.isEnabled()).toBe(true);
    await button.focus();
    await page.keyboard.press('Enter');
  };
  const choose = async (revision: number) => {
    const row = page
      .getByRole('listbox', { name: 'Các phương án của ngày' })
      .getByRole('option')
      .nth(2 - revision);
    await row.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('true');
  };
  const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();

  await press('Công bố phương án 2');
  await status(/Đã công bố phương án 2/);
  await page.getByRole('tab', { name: 'Phương án' }).focus();
  await page.keyboard.press('Enter');
  await choose(1);
  await status('Phương án 1 chưa công bố');
  expect(new URL(page.url()).searchParams.get('revision')).toBe('1');
  await press('Xem phương án 2 đang công bố');
  await status(/Đã công bố phương án 2/);

  await choose(1);
  await press('Công bố phương án 1');
  await status(/Đã công bố phương án 1/);
  await press('Thu hồi');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect((await planOf(context, day)).publishedRevisionId).not.toBeNull();
  await press('Thu hồi');
  await press('Thu hồi phương án');
  await status('Phương án 1 chưa công bố');
  expect((await planOf(context, day)).publishedRevisionId).toBeNull();
  await press('Xem phương án mới 2');
  await status('Phương án 2 chưa công bố');
  expect(faults).toEqual([]);
});

test('a revision, or a plan, that cannot be loaded leaves the map where it is and can be tried again', async () => {
  const day = await plannedDay(desk);
  const { page } = await openDay(addDays(day, 1));
  await make(page).waitFor();
  const map = page.getByRole('region', { name: 'Bản đồ' });
  await map.getByText('Trình duyệt này không vẽ được bản đồ').waitFor();
  await map.evaluate((element) => element.setAttribute('data-drawn', 'before'));

  for (const [path, shown] of [
    ['**/revisions/*', publish(page, 1)],
    ['**/api/plans?*', page.getByRole('alert')],
  ] as const) {
    await page.route(path, (request) => request.abort());
    await page.getByRole('button', { name: 'Ngày trước' }).click();
    await page.getByRole('alert').filter({ hasText: 'Không kết nối được với máy chủ' }).waitFor();
    await shown.waitFor();
    await expect.poll(() => map.getAttribute('data-drawn')).toBe('before');
    await page.unroute(path);
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('listbox', { name: 'Danh sách xe' }).waitFor();
    await expect.poll(() => map.getAttribute('data-drawn')).toBe('before');
  }
});

test('a page whose server goes away says so, and when one comes back shows what happened meanwhile', async () => {
  const day = addDays(today, 29);
  const server = await openSecondServer();
  const { page, context } = await openDay(day, { at: server.url });
  await make(page).waitFor();
  await page.locator('html[data-whole]').waitFor();
  await server.close();
  await page.getByText('Mất kết nối trực tiếp').waitFor();
  await askForPlan(context, day, 2);
  await expect.poll(async () => (await planOf(context, day)).state).toBe('done');

  const again = await openSecondServer({ port: Number(new URL(server.url).port) });
  onTestFinished(() => again.close());
  await publish(page, 1).waitFor();
  await page.getByText('Mất kết nối trực tiếp').waitFor({ state: 'hidden' });
});

test('a truck taken out after planning makes the plan say so, and the next plan does without it', async () => {
  const day = addDays(today, 33);
  const { page, context } = await openDay(day);
  await askForPlan(context, day, 2);
  const trucks = page.getByRole('listbox', { name: 'Danh sách xe' });
  const working = trucks.getByRole('option', { name: /chuyến/ });
  await working.first().click();
  const details = page.getByRole('region', { name: 'Chi tiết', exact: true });
  const plate = (await details.getByText(/^36C/).first().textContent()) ?? '';
  await page.getByRole('button', { name: 'Xe nghỉ…' }).click();
  await page.getByRole('form', { name: 'Xe nghỉ' }).getByRole('button', { name: 'Ghi' }).click();
  const outdated = page.getByRole('status').filter({ hasText: 'Kế hoạch này đã cũ' });
  await outdated.getByText(`xe ${plate} nghỉ (Hỏng xe)`).waitFor();
  await outdated.getByRole('button', { name: 'Lập lại theo các thay đổi này' }).click();
  await expect.poll(async () => (await planOf(context, day)).revisions.length).toBe(2);
  const { id } = await planOf(context, day);
  const { routes } = await (await context.request.get(`${url}/api/plans/${id}/revisions/2`)).json();
  expect(routes.map(({ truckCode }: { truckCode: string }) => truckCode)).not.toContain(plate);
  await page.getByText(`Lập khi: xe ${plate} nghỉ (Hỏng xe).`).waitFor();
  await expect.poll(() => outdated.count()).toBe(0);
});

test('a stop chosen with the mouse stays in view in its list beside the details it opens', async () => {
  const { page } = await openDay(await plannedDay(desk));
  await page
    .getByRole('listbox', { name: 'Danh sách xe' })
    .getByRole('option', { name: /chuyến/ })
    .first()
    .click();
  const list = page.getByRole('listbox', { name: /Các điểm dừng của xe/ });
  await list
    .getByRole('option')
    .filter({ has: page.locator('[data-is=planned]') })
    .nth(4)
    .click();
  await page.getByRole('region', { name: 'Điểm thu gom' }).waitFor();
  const isWhole = () =>
    list.locator('[aria-selected=true]').evaluate((row) => {
      const { left, right, top, bottom } = row.getBoundingClientRect();
      const middle = (left + right) / 2;
      return [top + 4, bottom - 4].every((y) => row.contains(document.elementFromPoint(middle, y)));
    });
  await expect.poll(isWhole).toBe(true);
});

test('when the simulated day begins anew, an open page begins anew with it, and shows its clock though no answer comes in time', async () => {
  const day = addDays(today, 31);
  const { page, context } = await openDay(day);
  const planId = await planDay(context, day);
  const [{ number: revision }] = (await planOf(context, day)).revisions;
  await post(context, `/api/plans/${planId}/publish`, { revision }, 200);
  const simulate = async (speed: number) => {
    const { id } = await post(context, '/api/simulations', { date: day, speed });
    const stop = () =>
      context.request.post(`${url}/api/simulations/${id}/stop`, { data: {}, headers: { Origin: url } });
    return async () => {
      await stop();
      const state = async () => (await (await context.request.get(`${url}/api/simulations/current`)).json()).state;
      await expect.poll(state).toBe('stopped');
    };
  };
  const progress = page.getByText(/^\d+\/\d+ điểm/);

  // A server too busy to answer: the announcements alone have to do.
  await page.route('**/api/simulations/current', () => undefined);
  const stopFirst = await simulate(600);
  await page.getByText(/^Mô phỏng \d\d:\d\d · ×600$/).waitFor();
  await page
    .getByText(/^[1-9]\d*\/\d+ điểm/)
    .first()
    .waitFor();
  await stopFirst();
  // So slow that no truck reaches a point while this test looks.
  const stopSecond = await simulate(1);
  await expect.poll(() => progress.count()).toBe(0);
  await stopSecond();
});

/** The page of a day, closed with its test; one that is deaf hears nothing over the live channel. */
async function openDay(day: Day, { isDeaf = false, at = url } = {}) {
  const page = await desk.newPage();
  onTestFinished(async () => {
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });
  if (isDeaf) await page.route('**/socket.io/**', (request) => request.abort());
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${at}/dispatch?day=${day}`);
  return { context: desk, page, faults };
}

async function post(context: BrowserContext, path: string, data: object, status = 202) {
  const answer = await context.request.post(`${url}${path}`, { data, headers: { Origin: url } });
  expect(answer.status(), path).toBe(status);
  return await answer.json();
}

async function askForPlan(context: BrowserContext, day: Day, seconds: number): Promise<string> {
  return (await post(context, '/api/plans', { date: day, seconds })).id;
}

async function planOf(context: BrowserContext, day: Day) {
  const [plan] = await (await context.request.get(`${url}/api/plans?from=${day}&to=${day}`)).json();
  return plan;
}

/** Has the first trucks out of service until the test ends, so that targets are missed. */
async function takeTrucksOut(count: number): Promise<void> {
  const database = new pg.Client({ connectionString: runningInstance(inject('programDataDir'))?.databaseUrl });
  await database.connect();
  const set = (isActive: boolean) =>
    database.query('UPDATE "Truck" SET "isActive" = $1 WHERE number <= $2', [isActive, count]);
  onTestFinished(async () => {
    await set(true);
    await database.end();
  });
  await set(false);
}
