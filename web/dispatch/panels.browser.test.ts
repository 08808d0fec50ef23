import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { launchBrowser, signIn } from '../../test/browser.ts';
import { drivingTrucks, plannedDay } from '../../test/desks.ts';

/** How the panels of the dispatcher's page share a small window, and what they let go of. */
const url = inject('programUrl');
let browser: Browser;
let context: BrowserContext;
let page: Page;
let day: string;
/** Numbers of the first and the last truck that drive on it. */
let first: number;
let last: number;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await signIn(context, 'dispatcher');
  day = await plannedDay(context);
  const driving = await drivingTrucks(context, day);
  [first, last] = [Math.min(...driving), Math.max(...driving)];
  page = await context.newPage();
});

afterAll(() => browser.close());

const trucks = () => page.getByRole('listbox', { name: 'Danh sách xe' });
const stops = () => page.getByRole('listbox', { name: /Các điểm dừng của xe/ });
/** The rows of points, not those of sites: only at points something is taken. */
const pointStops = () =>
  stops()
    .getByRole('option')
    .filter({ has: page.locator('[data-is=planned]') });

/** Whether an element lies within the window, and nothing lies over it. */
const isOpen = (element: Element): boolean => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return element.contains(found);
};

test('a link to a truck far down the list scrolls the list to it, and leaves the plan above the list in view', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${last}`);
  await trucks().locator('[aria-selected=true]').waitFor();
  await stops().getByRole('option').first().waitFor();
  // What stands above the list may come after its rows, and take of its room.
  await expect.poll(() => trucks().locator('[aria-selected=true]').evaluate(isOpen)).toBe(true);
  await expect.poll(() => page.getByRole('button', { name: 'Công bố phương án 1' }).evaluate(isOpen)).toBe(true);
  // Less room, as when something is told above the list later.
  onTestFinished(() => page.setViewportSize({ width: 1366, height: 768 }));
  await page.setViewportSize({ width: 1366, height: 690 });
  await expect.poll(() => trucks().locator('[aria-selected=true]').evaluate(isOpen)).toBe(true);
});

test('the page comes back as somebody has arranged it', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${last}`);
  const left = page.getByRole('region', { name: 'Kế hoạch và xe' });
  const edge = page.getByRole('separator', { name: 'Độ rộng bảng kế hoạch và xe' });
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  const widened = async () => Math.round((await left.boundingBox())?.width ?? 0);
  await expect.poll(widened).toBe(340);
  await page.getByRole('button', { name: 'Bố trí trang, màn hình khác' }).click();
  await page.getByRole('menuitem', { name: 'Đổi bên hai bảng' }).click();
  const isOnTheRight = async () => ((await left.boundingBox())?.x ?? 0) > 600;
  await expect.poll(isOnTheRight).toBe(true);
  await page.reload();
  await expect.poll(isOnTheRight).toBe(true);
  expect(await widened()).toBe(340);
  await page.getByRole('button', { name: 'Bố trí trang, màn hình khác' }).click();
  await page.getByRole('menuitem', { name: 'Trở về bố trí ban đầu' }).click();
  await expect.poll(isOnTheRight).toBe(false);
  await expect.poll(widened).toBe(316);
});

test('the board for the wall shows every truck that drives, and nothing to press', async () => {
  await page.goto(`${url}/dispatch?day=${day}&view=wall`);
  await page.locator('[inert]').waitFor();
  const driving = await drivingTrucks(context, day);
  await expect.poll(() => page.locator('[inert] ul').last().locator('li').count()).toBe(driving.length);
  expect(await page.getByRole('button').count()).toBe(0);
});

test('what was chosen is named at the top of its panel however far the panel is scrolled', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${first}`);
  await pointStops().nth(3).click();
  const details = page.getByRole('region', { name: 'Điểm thu gom' });
  await details.waitFor();
  await stops().evaluate((list) => list.scrollIntoView({ block: 'end' }));
  await expect.poll(() => details.locator('p').first().evaluate(isOpen)).toBe(true);
  await expect.poll(() => page.getByRole('button', { name: 'Đóng' }).evaluate(isOpen)).toBe(true);
});

test('choosing a stop shows what is known of it and leaves it in sight in the list of stops', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${first}`);
  await pointStops().nth(5).click();
  const details = page.getByRole('region', { name: 'Điểm thu gom' });
  await details.waitFor();
  await expect.poll(() => stops().locator('[aria-selected=true]').evaluate(isOpen)).toBe(true);
  await expect.poll(() => details.getByText('Khung giờ').evaluate(isOpen)).toBe(true);
  // What there is no room for is a turn of the wheel away, and neither the stop nor what is above is pushed out by it.
  await details.getByText('Hộ dân').scrollIntoViewIfNeeded();
  await expect.poll(() => details.getByText('Hộ dân').evaluate(isOpen)).toBe(true);
  expect(await details.locator('p').first().evaluate(isOpen)).toBe(true);
  expect(await stops().locator('[aria-selected=true]').evaluate(isOpen)).toBe(true);
});

test('a long day on a phone: no hour is written over another, and the keyboard brings the last stop into sight', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  onTestFinished(() => page.setViewportSize({ width: 1366, height: 768 }));
  await page.goto(`${url}/dispatch?day=${day}`);
  await page.getByRole('button', { name: 'Mở dòng thời gian' }).click();
  const grid = page.getByRole('grid', { name: 'Dòng thời gian' });
  await grid.getByRole('row').first().waitFor();
  const hours = page.getByText(/^\d\d:00$/);
  await expect.poll(() => hours.count()).toBeGreaterThan(4);
  const boxes = await hours.evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON()));
  const covered = boxes.filter((box, index) => index > 0 && box.left < boxes[index - 1].right);
  expect(covered).toEqual([]);
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  const focused = grid.locator(':focus');
  await expect.poll(() => focused.evaluate(isOpen)).toBe(true);
  await expect.poll(() => focused.getAttribute('role')).toBe('gridcell');
});

test('what a closed panel has is found, and opened, from the search', async () => {
  await page.goto(`${url}/dispatch?day=${day}`);
  await trucks().getByRole('option').first().waitFor();
  expect(await page.getByRole('button', { name: 'Nhật ký ngày' }).count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByLabel('Tìm điểm, xe, tổ, cơ sở').fill('nhat ky');
  await page.getByRole('option', { name: 'Nhật ký ngày' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /Nhật ký ngày/ }).waitFor();
});

test('Escape closes the details under the pointer, and nothing stays lit of what the pointer was on', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${first}`);
  await pointStops().nth(3).click();
  await page.getByRole('region', { name: 'Điểm thu gom' }).waitFor();
  // What it opened has moved the row away from under the pointer.
  await stops().locator('[aria-selected=true]').hover();
  await expect.poll(() => page.locator('[data-lit=true]').count()).toBe(1);
  await page.keyboard.press('Escape');
  await stops().waitFor({ state: 'hidden' });
  await expect.poll(() => page.locator('[data-lit=true]').count()).toBe(0);
});

test('Escape leaves the form in which a truck is taken out, not the truck, and the keys go on from its button', async () => {
  await page.goto(`${url}/dispatch?day=${day}&truck=${first}`);
  const opener = page.getByRole('button', { name: 'Xe nghỉ…' });
  await opener.click();
  await page.getByRole('form', { name: 'Xe nghỉ' }).getByLabel('Ghi thêm').fill('chờ phụ tùng');
  await page.keyboard.press('Escape');
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await stops().isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await stops().waitFor({ state: 'hidden' });
});

test('the legend fits into the window it is opened in', async () => {
  await page.goto(`${url}/dispatch?day=${day}`);
  await trucks().waitFor();
  await page.getByRole('button', { name: 'Chú giải' }).click();
  const legend = page.getByRole('dialog');
  await legend.getByText('Trạng thái điểm').waitFor();
  await expect
    .poll(() =>
      legend.evaluate((dialog) => {
        const { top, bottom } = dialog.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      }),
    )
    .toBe(true);
});

test('what could not be asked for without a network is no longer told once there is one', async () => {
  await page.goto(`${url}/dispatch?day=${day}`);
  const refusal = page.getByRole('alert').filter({ hasText: 'Không kết nối được với máy chủ' });
  await page.getByRole('button', { name: 'Công bố phương án 1' }).waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Lập lại' }).click();
  await refusal.waitFor();
  await context.setOffline(false);
  await expect.poll(() => refusal.count()).toBe(0);
});

test('a failure is no longer told once something else succeeds, but long enough to be read', async () => {
  await page.goto(`${url}/dispatch?day=${day}`);
  const refusal = page.getByRole('alert').filter({ hasText: 'Không kết nối được với máy chủ' });
  const shown = page.evaluate(
    (told) =>
      new Promise<number>((resolve) => {
        let since: number | null = null;
        new MutationObserver(() => {
          const isTold = document.body.innerText.includes(told);
          if (isTold && since === null) {
            since = performance.now();
            window.dispatchEvent(new Event('online'));
          }
          if (!isTold && since !== null) resolve(performance.now() - since);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    'Không kết nối được với máy chủ',
  );
  await page.route('**/api/plans', (route) => route.abort());
  await page.getByRole('button', { name: 'Lập lại' }).click();
  await refusal.waitFor();
  await page.getByRole('button', { name: 'Công bố phương án 1' }).click();
  await page.getByText(/Đã công bố phương án 1/).waitFor();
  await expect.poll(() => refusal.count()).toBe(0);
  expect(await shown).toBeGreaterThan(3000);
});
