import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays, type Day } from '../../domain/day.ts';
import type { PointRecord } from '../../domain/register/points.ts';
import type { DayChange } from '../../domain/week/proposals.ts';
import { mondayOf } from '../../domain/week/week.ts';
import { launchBrowser, signIn } from '../../test/browser.ts';
import { openWeekProposals, weekResultOf } from '../../test/week-proposals.ts';

const url = inject('programUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
});

afterAll(() => browser.close());

async function open(
  role: 'admin' | 'dispatcher',
  path: string,
): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await signIn(context, role);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}${path}`);
  return { context, page, faults };
}

const rows = (page: Page) => page.getByRole('listbox').getByRole('option');
const field = (page: Page, label: string) => page.getByRole('button', { name: `Sửa ${label}:` });

/** Types into a field of the open detail and confirms, as a hand does. */
async function type(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).click();
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

test('two of the office find a point without accents and edit it; the second sees what the first changed, and decides', async () => {
  const first = await open('dispatcher', '/register');
  await rows(first.page).first().waitFor();
  await first.page.keyboard.press('/');
  await first.page.keyboard.type('diem bd 006');
  await expect.poll(() => rows(first.page).count()).toBe(1);
  await first.page.keyboard.press('Enter');
  await first.page.keyboard.press('Enter');
  await field(first.page, 'Số thùng').waitFor();
  const address = new URL(first.page.url());

  const second = await open('admin', `${address.pathname}${address.search}`);
  await field(second.page, 'Số thùng').click();

  await type(first.page, 'Số thùng', 'ba');
  await first.page.getByText('Cần một con số.').waitFor();
  await first.page.getByRole('textbox', { name: 'Số thùng' }).fill('7');
  await first.page.keyboard.press('Enter');
  await first.page.getByText('Đã ghi', { exact: true }).waitFor();
  await first.page.getByRole('listitem').filter({ hasText: 'đổi Số thùng từ' }).first().waitFor();

  await second.page.getByRole('textbox', { name: 'Số thùng' }).fill('9');
  await second.page.keyboard.press('Enter');
  const conflict = second.page.getByRole('alertdialog');
  await conflict.getByText(/Số thùng: \d+ → 7/).waitFor();
  await conflict.getByText('Bạn muốn ghi Số thùng: 9').waitFor();
  await conflict.getByRole('button', { name: 'Ghi bản của tôi' }).click();
  await expect.poll(() => field(second.page, 'Số thùng').textContent()).toBe('9');
  // And the first, who has it open, sees it without doing anything.
  await expect.poll(() => field(first.page, 'Số thùng').textContent()).toBe('9');
  expect([...first.faults, ...second.faults]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

test('points marked together get other collection days, and keep their kg', async () => {
  const { context, page } = await open('dispatcher', '/register');
  const points = `${url}/api/points`;
  const headers = { Origin: url };
  const { items } = (await (await context.request.get(`${points}?limit=1`)).json()) as { items: PointRecord[] };
  const made = ['XQZ-A', 'XQZ-B'].map(async (code) => {
    const streams = [{ stream: 'bulky', expectedKgPerDay: 3, weekdays: [1] }];
    const data = { code, name: code, kind: 'market', position: items[0]?.position, streams };
    return ((await (await context.request.post(points, { headers, data })).json()) as PointRecord).id;
  });
  const ids = await Promise.all(made);
  await page.getByRole('searchbox').fill('xqz');
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.getByRole('button', { name: 'Đánh dấu tất cả dòng đang hiện' }).click();
  const form = page.getByRole('form', { name: 'Sửa các dòng đã đánh dấu' });
  await form.getByLabel('Sửa mục').selectOption({ label: 'Ngày thu gom' });
  for (const day of ['T3', 'T6']) await form.getByRole('button', { name: day, exact: true }).click();
  await form.getByRole('button', { name: 'Ghi cho 2 dòng' }).click();
  await form.getByRole('status').waitFor();
  const streamsOf = async (id: string) =>
    ((await (await context.request.get(`${points}/${id}`)).json()) as PointRecord).streams;
  for (const id of ids) {
    expect(await streamsOf(id)).toMatchObject([{ stream: 'bulky', expectedKgPerDay: 3, weekdays: [2, 5] }]);
    await context.request.post(`${points}/${id}/archive`, { headers, data: {} });
  }
  await context.close();
});

test('a dispatcher takes a truck out of service with a few keys, and it is marked where it stands', async () => {
  const { context, page, faults } = await open('dispatcher', '/register?book=trucks');
  await rows(page).nth(10).click();
  await page.getByRole('button', { name: 'Xe nghỉ…' }).click();
  await page.getByRole('form', { name: 'Xe nghỉ' }).getByRole('button', { name: 'Ghi' }).click();
  // Each row is there twice, for wide pages and for phones.
  await rows(page).nth(10).getByText('Đang nghỉ: Hỏng xe').last().waitFor();
  await page.getByRole('button', { name: /^Bỏ / }).click();
  await page.getByText('Không có ngày nghỉ nào sắp tới.').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('other days of a week are accepted from a day on; such that bring nothing are not urged, and their reckoning is stopped', async () => {
  const { context, page, faults } = await open('dispatcher', '/dispatch/week');
  const read = async (path: string) => await (await context.request.get(`${url}${path}`)).json();
  const monday = mondayOf(addDays((await read('/api/area')).today, 70));
  const { items }: { items: PointRecord[] } = await read('/api/points?limit=1000');
  const point = items.find(
    ({ daysFixed, streams: [held] }) => !daysFixed && !held.days && [1, 2, 3].includes(held.weekdays.length),
  );
  if (!point) throw new Error('every point of the town is collected daily');
  const { stream, weekdays } = point.streams[0];
  const change: DayChange = {
    ...{ pointId: point.id, code: point.code, name: point.name, unitName: point.unitName, stream, kgPerWeek: 70 },
    ...{ from: [...weekdays], to: weekdays.map((day) => (day % 7) + 1).sort((a, b) => a - b) },
  };
  const addProposal = await openWeekProposals();
  await addProposal(monday, weekResultOf(monday, change, 400_000));
  await addProposal(addDays(monday, 7), weekResultOf(addDays(monday, 7), change, -300_000));
  await addProposal(addDays(monday, 7), null);

  await page.goto(`${url}/dispatch/week?day=${monday}`);
  const openProposal = () => page.getByRole('button', { name: 'Sắp lại ngày thu gom trong tuần' }).click();
  const panel = page.getByRole('dialog');
  await openProposal();
  await panel.getByText(/^Đỡ khoảng 400\.000/).waitFor();
  await panel.getByRole('button', { name: 'Áp dụng cho 1 điểm' }).click();
  await panel.getByText(/^Đã đổi ngày của 1 lượt/).waitFor();
  const from = addDays(monday, 7);
  const heldOn = async (day: Day) =>
    (await read(`/api/points?limit=1000&on=${day}`)).items
      .find(({ id }: PointRecord) => id === point.id)
      .streams.find((one: PointRecord['streams'][number]) => one.stream === stream).weekdays;
  expect([await heldOn(addDays(from, -1)), await heldOn(from)]).toEqual([change.from, change.to]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Tuần sau' }).click();
  await openProposal();
  await panel.getByText('Không tìm thấy lợi. Nên giữ lịch hiện nay.').waitFor();
  await panel.getByText(/^Lịch đề xuất tốn hơn khoảng 300\.000/).waitFor();
  await expect.poll(() => panel.getByRole('button', { name: /^Áp dụng/ }).count()).toBe(0);
  await panel.getByText('Xem các điểm đổi ngày, hoặc vẫn áp dụng').click();
  await expect.poll(() => panel.getByRole('button', { name: 'Áp dụng cho 0 điểm' }).isDisabled()).toBe(true);
  await panel.getByRole('button', { name: 'Hủy tính' }).click();
  await panel.getByText('Lần tính gần nhất đã bị hủy.').waitFor();
  const states = (await read(`/api/weeks/${from}/proposals`)).map(({ state }: { state: string }) => state);
  expect(states).toEqual(['cancelled', 'done']);
  await panel.getByRole('button', { name: 'Giữ lịch hiện nay' }).click();
  await panel.waitFor({ state: 'hidden' });
  expect(faults).toEqual([]);
  await context.close();
});
