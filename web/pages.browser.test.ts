import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { instantAt } from '../domain/clock-times.ts';
import { addDays, type Day } from '../domain/day.ts';
import type { Role } from '../domain/policy/roles.ts';
import { launchBrowser, signIn } from '../test/browser.ts';
import { openDesks, planDay, plannedDay } from '../test/desks.ts';

const url = inject('programUrl');
const password = inject('programPassword');
let browser: Browser;
let deskOf: ReturnType<typeof openDesks>;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
  deskOf = openDesks(browser);
});

afterAll(() => browser.close());

interface Look {
  width?: number;
  height?: number;
}

/**
 * A page at the desk of a role, or in a new browser of nobody's (`fresh`), closed with its test; `faults` collects what no page
 * may have: thrown errors and reports of its own.
 */
async function openPage(role: Role | 'fresh' | null, { width = 1366, height = 768 }: Look = {}) {
  const context = role === 'fresh' ? await browser.newContext({ locale: 'vi-VN' }) : await deskOf(role);
  const page = await context.newPage();
  onTestFinished(() => (role === 'fresh' ? context : page).close());
  await page.setViewportSize({ width, height });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('does not fit its schema')) faults.push(message.text());
  });
  return { context, page, faults };
}

async function typeIn(page: Page, role: Role): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(`${role}@demo.local`);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
}

async function townToday(context: BrowserContext): Promise<Day> {
  return (await (await context.request.get(`${url}/api/area`)).json()).today;
}

test('a visitor finds no error on the console, on the public page nor on that for signing in', async () => {
  const { page } = await openPage('fresh');
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  const asked = page.waitForResponse(`${url}/api/me`);
  await page.goto(`${url}/`);
  expect((await asked).status()).toBe(200);
  await page.getByRole('heading').first().waitFor();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').waitFor();
  expect(errors).toEqual([]);
});

test('a wrong password is answered with a sentence, in the language chosen', async () => {
  const { page, faults } = await openPage('fresh');
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill('dispatcher@demo.local');
  await page.locator('input[name=password]').fill('sai-mật-khẩu');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Name or password is wrong.').waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  expect(faults).toEqual([]);
});

test('who is not signed in is led to sign in and back to where they wanted to go', async () => {
  const { page } = await openPage('fresh');
  await page.goto(`${url}/manage/coverage?day=2026-01-05`);
  await page.waitForURL(/\/sign-in\?next=/);
  await page.getByLabel('Email').fill('manager@demo.local');
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect.poll(() => page.url()).toMatch(/\/manage\/coverage\?day=2026-01-05/);
  await page.getByRole('row', { name: /Xã Quang Trung/ }).waitFor();
});

test('a role sees only its own pages, and is told so elsewhere', async () => {
  const { page } = await openPage('fresh');
  await typeIn(page, 'manager');
  expect(new URL(page.url()).pathname).toBe('/manage');
  await page.goto(`${url}/manage/areas`);
  await page.getByText('Tài khoản này không được xem trang này').waitFor();
  await page.goto(`${url}/khong-co`);
  await page.getByText('Không có trang này').waitFor();
});

test('a phone of a driver never loads the map, and everything on it fits 360 pixels', async () => {
  const { page, faults } = await openPage('fresh', { width: 360, height: 640 });
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await typeIn(page, 'driver');
  await page.waitForURL(/\/driver/);
  await page.locator('main').getByRole('button').first().waitFor();
  await page.getByText('Vị trí của xe được lưu 90 ngày rồi bị xóa.').waitFor();
  expect(loaded.filter((address) => /TownMap|maplibre|Dispatch/.test(address))).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(faults).toEqual([]);
});

test('pointing at a stop lights it in list and timeline, pointing at a site all unloading there, a click opens it', async () => {
  const { context, page, faults } = await openPage('dispatcher');
  const day = await plannedDay(context);
  await page.goto(`${url}/dispatch?day=${day}`);

  // Trucks at home have no row in the timeline.
  const trucks = page.getByRole('listbox', { name: 'Danh sách xe' }).getByRole('option', { name: /chuyến/ });
  const rows = page.getByRole('grid', { name: 'Dòng thời gian' }).getByRole('row');
  const lit = page.locator('[data-lit=true]');
  await trucks.first().waitFor();
  // The rows lie still once all that is loaded behind them is there.
  await page.locator('html[data-whole]').waitFor();
  // From the middle of the map, as a hand does; again where the row was moved away from under it.
  await expect
    .poll(async () => {
      await page.mouse.move(683, 300);
      await trucks.nth(1).hover();
      return rows.nth(1).getAttribute('class');
    })
    .toMatch(/hovered/);
  await page.mouse.move(683, 300);
  await expect.poll(() => rows.nth(1).getAttribute('class')).not.toMatch(/hovered/);

  await rows.nth(1).locator('[data-kind=service]').nth(2).click();
  const stops = page.getByRole('listbox', { name: /Các điểm dừng của xe/ }).getByRole('option');
  await stops.first().waitFor();
  await page.mouse.move(683, 300);
  await expect.poll(() => lit.count()).toBe(1);
  await stops
    .filter({ hasText: /chờ|trên xe/ })
    .first()
    .hover();
  await expect.poll(() => lit.count()).toBe(1);

  await rows.nth(1).locator('[data-kind=unload]').first().click();
  const site = page.getByRole('region', { name: 'Chi tiết' }).getByText(/lượt đổ rác trong kế hoạch/);
  await site.waitFor();
  await page.getByRole('button', { name: 'Đóng' }).click();
  await site.waitFor({ state: 'hidden' });
  await expect.poll(() => lit.count()).toBe(0);
  expect(faults).toEqual([]);
});

test('the timeline is walked with the arrow keys, stop by stop and truck by truck, and chosen from with Enter', async () => {
  const { context, page, faults } = await openPage('dispatcher');
  const day = await plannedDay(context);
  await page.goto(`${url}/dispatch?day=${day}`);

  const grid = page.getByRole('grid', { name: 'Dòng thời gian' });
  const onRow = (row: number) =>
    grid
      .getByRole('row')
      .nth(row)
      .evaluate((element) => element.contains(document.activeElement));
  const focused = grid.locator(':focus');
  await grid.getByRole('row').first().waitFor();
  // One stop of the Tab key, wherever the arrows have been.
  await expect.poll(() => grid.locator('[tabindex="0"]').count()).toBe(1);
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused.getAttribute('role')).toBe('gridcell');
  await expect.poll(() => focused.getAttribute('aria-label')).toMatch(/^\d\d:\d\d–\d\d:\d\d /);
  await expect.poll(() => page.locator('[data-lit=true]').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => onRow(1)).toBe(true);
  await expect.poll(() => focused.getAttribute('role')).toBe('gridcell');
  await expect.poll(() => grid.locator('[tabindex="0"]').count()).toBe(1);

  // What the arrow comes down on hangs on the plan, and may be the last of its truck: from the truck's name on to the first point.
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect.poll(() => focused.getAttribute('role')).not.toBe('gridcell');
  const chosen = async () => (await focused.getAttribute('aria-label')) ?? '';
  for (let stop = 0; stop < 9 && !(await chosen()).includes(' lấy rác · '); stop++) {
    const before = await chosen();
    await page.keyboard.press('ArrowRight');
    await expect.poll(chosen).not.toBe(before);
  }
  const name = (await chosen()).split(' lấy rác · ')[1];
  await page.keyboard.press('Enter');
  const stops = page.getByRole('listbox', { name: /Các điểm dừng của xe/ });
  await stops.locator('[aria-selected=true]').waitFor();
  await expect.poll(() => stops.locator('[aria-selected=true]').getByTitle(name, { exact: true }).count()).toBe(1);
  await page.keyboard.press('Escape');
  await stops.waitFor({ state: 'hidden' });
  expect(faults).toEqual([]);
});

test('walking the list of trucks with the keys, Enter opens a truck’s stops and directions, Escape closes them', async () => {
  const { context, page, faults } = await openPage('dispatcher');
  const day = await plannedDay(context);
  await page.goto(`${url}/dispatch?day=${day}`);

  const trucks = page.getByRole('listbox', { name: 'Danh sách xe' }).getByRole('option');
  await trucks.first().waitFor();
  await trucks.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => trucks.nth(1).evaluate((row) => row === document.activeElement)).toBe(true);
  await trucks
    .filter({ hasText: /chuyến/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const stops = page.getByRole('listbox', { name: /Các điểm dừng của xe/ });
  await stops.getByRole('option').first().waitFor();
  await expect
    .poll(() => page.getByRole('grid', { name: 'Dòng thời gian' }).locator('[aria-selected=true]').count())
    .toBe(1);
  expect(new URL(page.url()).searchParams.get('truck')).toMatch(/^\d+$/);

  await page.getByText('Chỉ đường', { exact: true }).click();
  await page
    .getByText(/^(Rẽ) /)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await stops.waitFor({ state: 'hidden' });
  await expect.poll(() => new URL(page.url()).searchParams.get('truck')).toBeNull();
  expect(faults).toEqual([]);
});

test('a page that was cut off says so, and shows what happened meanwhile once it is back', async () => {
  const { context, page } = await openPage('fresh');
  await signIn(context, 'dispatcher');
  const day = addDays(await townToday(context), 9);
  await page.goto(`${url}/dispatch?day=${day}`);
  await page.getByRole('button', { name: 'Lập kế hoạch ngày' }).waitFor();
  // With what opens on it, which is loaded behind what is drawn.
  await page.locator('html[data-whole]').waitFor();
  await context.setOffline(true);
  await page.getByText(/Không có mạng|Mất kết nối/).waitFor();
  const refusals = page.getByRole('alert').filter({ hasText: 'Không kết nối được với máy chủ' });
  await page.getByRole('button', { name: 'Lập kế hoạch ngày' }).click();
  await refusals.waitFor();
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await refusals.filter({ hasText: 'Vẫn đang đăng nhập' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ngày trước' }).click();
  await page.getByText('Không tải được').waitFor();
  await page.getByRole('button', { name: 'Ngày sau' }).click();

  await planDay(await deskOf('dispatcher'), day);

  await context.setOffline(false);
  await expect.poll(() => page.getByRole('button', { name: 'Công bố phương án 1' }).count()).toBe(1);
});

test('a day that is past keeps the plan its crews were given: nothing plans it anew, publishes or takes it back', async () => {
  const { context, page } = await openPage('fresh');
  await signIn(context, 'dispatcher');
  const day = addDays(await townToday(context), -40);
  await page.goto(`${url}/dispatch?day=${day}`);
  await page.getByText('Ngày đã qua, không có phương án nào.').waitFor();
  const planId = await planDay(context, day);
  await page.getByText('Phương án 1 chưa công bố').waitFor();
  const offers = page.getByRole('button', { name: /^(Lập|Công bố phương án|Thu hồi)/ });
  expect(await offers.count()).toBe(0);
  const published = await context.request.post(`${url}/api/plans/${planId}/publish`, {
    data: { revision: 1 },
    headers: { Origin: url },
  });
  expect(published.status()).toBe(200);
  await page.getByText(/Đã công bố phương án 1/).waitFor();
  await page.getByRole('button', { name: 'Tải về và in' }).waitFor();
  expect(await offers.count()).toBe(0);
});

test.each([
  [1366, 768],
  [1024, 768],
  [820, 1180],
  [360, 740],
  [340, 740],
])('the dispatcher’s page needs no sideways scrolling and cuts no button’s words at %i × %i', async (width, height) => {
  const { page } = await openPage('dispatcher', { width, height });
  await page.goto(`${url}/dispatch`);
  await page.getByRole('listbox', { name: 'Danh sách xe' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await expect.poll(() => page.locator('header').evaluate((bar) => bar.scrollWidth <= bar.clientWidth)).toBe(true);
  const cut = page
    .locator('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) =>
          [button, ...button.querySelectorAll('span')].some(
            (part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
          ),
        )
        .map((button) => button.textContent),
    );
  expect(await cut).toEqual([]);
});

test.each<[Role, string, string]>([
  ['manager', '/manage/coverage', 'Phường Ba Đình'],
  ['manager', '/manage', 'Việc cần làm'],
  ['manager', '/manage/rates', 'Quy tắc tính số'],
  ['manager', '/manage/reports', 'Lập báo cáo'],
  ['manager', '/manage/resolution', 'Chất thải rắn đô thị được thu gom, xử lý'],
  ['manager', '/manage/review', 'Chất thải rắn đô thị được thu gom, xử lý'],
  ['manager', '/manage/trucks/36C-000.01', 'Hệ số tải'],
  ['admin', '/manage/areas', 'Bỉm Sơn'],
])('a phone of a %s shows %s with no sideways scrolling', async (role, path, shown) => {
  const { page } = await openPage(role, { width: 390, height: 844 });
  await page.goto(`${url}${path}`);
  await page.getByRole('main').getByText(shown).first().waitFor();
  await page.getByRole('button', { name: /^Tài khoản/ }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => buttonsBeyondTheEdge(page)).toEqual([]);
});

test('pages that the top bar has no room for are behind a button', async () => {
  const { page } = await openPage('admin', { width: 390, height: 844 });
  await page.goto(`${url}/manage/areas`);
  await page.getByRole('navigation', { name: 'Các trang' }).getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Phiếu cân' }).click();
  await expect.poll(() => page.url()).toMatch(/\/clerk/);
});

test('on a narrow phone the tab that is open is in sight, and its fields stay within the page', async () => {
  const { page } = await openPage('dispatcher', { width: 360, height: 640 });
  await page.goto(`${url}/evidence?tab=typed`);
  const tabs = page.getByRole('navigation', { name: 'Đối soát' });
  const isInSight = (tab: Element) => Math.floor(tab.getBoundingClientRect().right) <= window.innerWidth;
  await expect.poll(() => tabs.getByText('Nhập phiếu giấy').evaluate(isInSight)).toBe(true);
  await tabs.getByText('Phiếu cân').click();
  const from = page.getByLabel('Từ ngày');
  await from.fill('31/02/2026');
  await from.blur();
  await page.getByText('Hãy viết ngày dạng 31/12/2026.').waitFor();
  await from.fill('5/9/2026');
  await from.blur();
  await expect.poll(() => from.inputValue()).toBe('05/09/2026');
  await page.getByText('Hãy viết ngày dạng').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('a page of figures is printed light, on no more sheets than it fills', async () => {
  const { page } = await openPage('manager');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${url}/manage/facilities/NUI-VOI`);
  const colours = () =>
    page.evaluate(() => [
      ...new Set([...document.querySelectorAll('main [role=img] text')].map((text) => text.getAttribute('fill'))),
    ]);
  await expect.poll(colours).toHaveLength(1);
  const onScreen = await colours();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  expect(await colours()).not.toEqual(onScreen);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(colours).toEqual(onScreen);
  await page.goto(`${url}/manage/trucks`);
  await page.getByRole('table').waitFor();
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
  expect(sheets).toHaveLength(1);
});

test('who asks when the truck comes sees first what still comes, and is told when nothing does any more', async () => {
  const { page, faults } = await openPage(null, { width: 360, height: 640 });
  const office = await deskOf('dispatcher');
  const day = await plannedDay(office);
  const [plan] = await (await office.request.get(`${url}/api/plans?from=${day}&to=${day}`)).json();
  const data = { revision: 1 };
  const change = async (to: 'publish' | 'unpublish', body: object) =>
    await office.request.post(`${url}/api/plans/${plan.id}/${to}`, { data: body, headers: { Origin: url } });
  await change('publish', data);
  // The day is for others to look at as well.
  onTestFinished(async () => void (await change('unpublish', {})));
  // The page asks for today; this test has a day of its own.
  await page.route('**/api/public/arrivals', (route) =>
    route.continue({ url: `${route.request().url()}?date=${day}` }),
  );

  const { timeZone } = await (await office.request.get(`${url}/api/area`)).json();
  await page.clock.setFixedTime(instantAt(day, 9 * 3600, timeZone));
  await page.goto(url);
  const times = () =>
    page
      .getByRole('listbox', { name: 'Giờ xe đến' })
      .getByRole('option')
      .allInnerTexts()
      .then((rows) => rows.map((row) => row.slice(0, 5)));
  const coming = page.getByRole('radio', { name: /^Sắp đến \(\d+\)$/ });
  await expect.poll(() => coming.isChecked()).toBe(true);
  await expect.poll(async () => (await times()).length).toBeGreaterThan(0);
  expect((await times()).filter((time) => time < '08:30')).toEqual([]);
  await page.getByText(/^Đã qua \(\d+\)$/).click();
  await expect.poll(async () => (await times()).at(0)).toMatch(/^0[34]:/);
  expect((await times()).filter((time) => time >= '09:00')).toEqual([]);

  await page.clock.setFixedTime(instantAt(day, 24 * 3600 - 60, timeZone));
  await page.reload();
  await page.getByText('Hôm nay không còn lượt xe nào nữa. Hãy xem lại vào ngày mai.').waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(faults).toEqual([]);
});

test('anybody may see when the truck comes without signing in', async () => {
  const { page, faults } = await openPage(null, { width: 390, height: 844 });
  await page.goto(url);
  await page.getByRole('heading', { name: 'Khi nào xe thu gom đến?' }).waitFor();
  await page.getByLabel('Tìm theo tên').or(page.getByText('Lịch hôm nay chưa được công bố')).first().waitFor();
  expect(faults).toEqual([]);
});

test('the overview says where the town stands before its page is there, and the page says the same', async () => {
  const { page, faults } = await openPage('manager');
  let letCome = (): void => undefined;
  const mayCome = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(/\/assets\/index-[^/]*\.js$/, async (asked) => {
    await mayCome;
    await asked.continue();
  });
  await page.goto(`${url}/manage`, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
  const said = page.locator('main :is(nav a, h1, h1 + span, li)');
  const early = await said.allTextContents();
  expect(early.length).toBeGreaterThan(6);
  // Of the page itself nothing is there yet.
  expect(await page.locator('#root').innerHTML()).toBe('');
  letCome();
  await page.getByRole('button', { name: 'In', exact: true }).waitFor();
  expect(await page.locator('main').count()).toBe(1);
  expect((await said.allTextContents()).slice(0, early.length)).toEqual(early);
  expect(faults).toEqual([]);
});

/** Buttons that stand half out of the window, other than in what scrolls sideways by itself. */
function buttonsBeyondTheEdge(page: Page): Promise<string[]> {
  return page.locator('button').evaluateAll((buttons) =>
    buttons
      .filter((button) => {
        const { left, right, width } = button.getBoundingClientRect();
        return (
          width > 0 && left < innerWidth && right > innerWidth + 0.5 && !button.closest('table, [role=tablist], nav')
        );
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent),
  );
}
