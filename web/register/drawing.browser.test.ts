import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays, type Day } from '../../domain/day.ts';
import { launchBrowser, signIn } from '../../test/browser.ts';

/** What is drawn on a map by hand: streets closed for trucks, streets taken house by house, and where a ward is parted. */
const url = inject('programUrl');
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** So far ahead that no plan of another test is made without these streets. */
let farAhead: Day;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: true });
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  await signIn(context, 'dispatcher');
  page = await context.newPage();
  farAhead = addDays((await (await context.request.get(`${url}/api/area`)).json()).today, 300);
});

afterAll(() => browser.close());

/** Clicks on the map at shares of its width and height. */
async function clickOn(canvas: Locator, ...places: [number, number][]): Promise<void> {
  const box = await canvas.boundingBox();
  if (!box) throw new Error('the map is not to be seen');
  for (const [x, y] of places) await canvas.click({ position: { x: box.width * x, y: box.height * y } });
}

test('a street is closed by drawing along it, and opened again', async () => {
  await page.goto(`${url}/register?book=closures`);
  await page.getByRole('button', { name: 'Vẽ đường cấm xe…' }).click();
  const form = page.getByRole('form', { name: 'Vẽ đường cấm xe…' });
  await form.getByLabel('Tên đường').fill('Trần Phú, đoạn chợ');
  await form.getByLabel('Lý do').fill('Sửa cống');
  await form.getByLabel('Từ ngày').fill(farAhead);
  const save = form.getByRole('button', { name: 'Cấm xe' });
  await expect.poll(() => save.isDisabled()).toBe(true);
  const canvas = page.locator('canvas.maplibregl-canvas');
  await clickOn(canvas, [0.4, 0.4], [0.5, 0.5], [0.6, 0.5]);
  await form.getByText('Đã vẽ 3 chỗ.').waitFor();
  await form.getByRole('button', { name: 'Bỏ chỗ vừa bấm' }).click();
  await form.getByText('Đã vẽ 2 chỗ.').waitFor();
  await save.click();
  const row = page.getByRole('listitem').filter({ hasText: 'Trần Phú, đoạn chợ' });
  await row.waitFor();
  const { items } = await (await context.request.get(`${url}/api/street-closures`)).json();
  expect(items).toMatchObject([{ from: farAhead, to: farAhead, geometry: { type: 'LineString' } }]);
  expect(items[0].geometry.coordinates).toHaveLength(2);
  await row.getByRole('button', { name: 'Mở lại Trần Phú, đoạn chợ' }).click();
  await page.getByText('Không có đường nào cấm xe từ hôm nay.').waitFor();
});

test('a point gets its stretch of road by drawing along it, and loses it again', async () => {
  const points = `${url}/api/points?limit=1000`;
  const { items } = (await (await context.request.get(points)).json()) as { items: { id: string; stretch: unknown }[] };
  const { id } = items.find(({ stretch }) => stretch === null) ?? {};
  const kept = async () => (await (await context.request.get(`${url}/api/points/${id}`)).json()).stretch;
  await page.goto(`${url}/register?book=points&id=${id}`);
  await page.getByRole('button', { name: 'Vẽ đoạn đường thu gom' }).click();
  const group = page.getByRole('group', { name: 'Vẽ đoạn đường thu gom' });
  const save = group.getByRole('button', { name: 'Ghi đoạn đường' });
  await expect.poll(() => save.isDisabled()).toBe(true);
  await clickOn(page.locator('canvas.maplibregl-canvas'), [0.3, 0.3], [0.6, 0.3], [0.7, 0.7]);
  await group.getByRole('button', { name: 'Bỏ chỗ vừa bấm' }).click();
  await group.getByText(/^Đã vẽ \d/).waitFor();
  await save.click();
  await page.getByRole('button', { name: 'Vẽ lại đoạn đường' }).waitFor();
  expect(await kept()).toMatchObject({ type: 'LineString' });
  expect((await kept()).coordinates).toHaveLength(2);
  const told = page.getByRole('listitem').filter({ hasText: /đoạn đường thu gom/i });
  await told.first().waitFor();
  await page.getByRole('button', { name: 'Bỏ đoạn đường' }).click();
  await page.getByRole('button', { name: 'Vẽ đoạn đường thu gom' }).waitFor();
  expect(await kept()).toBeNull();
});

test('a ward is parted by what is drawn around a piece of it', async () => {
  const admin = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
  await signIn(admin, 'admin');
  const office = await admin.newPage();
  await office.goto(`${url}/register?book=units`);
  await office.getByRole('listbox').getByRole('option').first().click();
  await office.keyboard.press('Space');
  await office.getByRole('button', { name: 'Sáp nhập, chia tách…' }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByText('Bấm lên bản đồ quanh phần tách ra').waitFor();
  const canvas = dialog.locator('canvas.maplibregl-canvas');
  await canvas.waitFor();
  // Around the western half, and far beyond it.
  await clickOn(canvas, [0.03, 0.1], [0.5, 0.1], [0.5, 0.7], [0.03, 0.6]);
  await dialog.getByText('Đã tách làm hai phần.').waitFor();
  const submit = dialog.getByRole('button', { name: 'Thay bằng đơn vị mới' });
  await expect.poll(() => submit.isDisabled()).toBe(true);
  for (const [part, code] of [
    ['Phần trong vùng vẽ', 'M1'],
    ['Phần còn lại', 'M2'],
  ] as const) {
    const fields = dialog.getByRole('group', { name: part });
    await fields.getByLabel('Mã').fill(code);
    await fields.getByLabel('Tên').fill(`Phường ${code}`);
    await fields.getByLabel('Dân số').fill('4000');
  }
  await expect.poll(() => submit.isEnabled()).toBe(true);
  await admin.close();
});

test('a residential group is added by drawing its ground, shown on the map, and drawn anew', async () => {
  const admin = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
  await signIn(admin, 'admin');
  const office = await admin.newPage();
  await office.goto(`${url}/register?book=groups`);
  await office.getByRole('button', { name: 'Thêm', exact: true }).click();
  const form = office.getByRole('region', { name: 'Thêm' });
  await form.getByLabel('Mã', { exact: true }).fill('KP-MOI');
  await form.getByLabel('Tên', { exact: true }).fill('Khu phố mới');
  await form.getByLabel('Số hộ', { exact: true }).fill('40');
  await form.getByLabel('Số người', { exact: true }).fill('150');
  await form.getByLabel('Phường, xã', { exact: true }).selectOption({ index: 1 });
  await form.getByRole('button', { name: 'Thêm vào sổ' }).click();
  await form.getByText('Hãy vẽ ranh giới trên bản đồ.').waitFor();
  const canvas = office.locator('canvas.maplibregl-canvas');
  await clickOn(canvas, [0.3, 0.3], [0.6, 0.3], [0.5, 0.7]);
  await form.getByRole('button', { name: 'Thêm vào sổ' }).click();
  await office.getByRole('heading', { name: 'Khu phố mới' }).waitFor();
  const kept = async () => {
    const { items } = await (await admin.request.get(`${url}/api/groups?q=KP-MOI`)).json();
    return items[0];
  };
  expect((await kept()).geometry.coordinates[0]).toHaveLength(4);
  await office.getByRole('button', { name: 'Vẽ lại ranh giới' }).click();
  await clickOn(canvas, [0.2, 0.2], [0.7, 0.2], [0.7, 0.7], [0.2, 0.7]);
  await office.getByRole('button', { name: 'Lưu ranh giới' }).click();
  await expect.poll(async () => (await kept()).geometry.coordinates[0].length).toBe(5);
  await admin.request.post(`${url}/api/groups/${(await kept()).id}/archive`, { headers: { Origin: url } });
  await admin.close();
});
