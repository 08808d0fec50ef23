import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { gridPbf, point, POINTS_HEAD, RIGHT_FILES } from '../worker/area/fixtures/grid-town.ts';
import { launchBrowser } from './browser.ts';

/** Another place is brought in through the page, as an administrator does it. */
const url = inject('programUrl');
const password = inject('programPassword');
let browser: Browser;
let context: BrowserContext;
let page: Page;
let demoAreaId: string;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
});
afterAll(() => browser.close());

beforeEach(async () => {
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await page.goto(`${url}/sign-in?next=/manage/areas`);
  await page.getByLabel('Email').fill('admin@demo.local');
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Nhập khu vực mới' }).waitFor();
  demoAreaId = (await (await context.request.get(`${url}/api/area`)).json()).id;
});

// Whatever happened here, the demo town is in use for the tests after this one.
afterEach(async () => {
  await context.request.post(`${url}/api/areas/${demoAreaId}/activate`, { data: {}, headers: { Origin: url } });
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
});

async function choose(label: string, name: string, content: string | Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel(label).click()]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}

/** Fills the form in for the grid town, but for starting it. */
async function fillIn(name: string, points: string): Promise<void> {
  await page.getByLabel('Tên khu vực').fill(name);
  await choose('Đường phố', 'luoi.osm.pbf', await gridPbf());
  await choose('Đơn vị hành chính', 'don-vi.geojson', RIGHT_FILES.units ?? '');
  await choose('Điểm thu gom', 'điểm.csv', points);
  await choose('Xe (', 'xe.csv', RIGHT_FILES.trucks ?? '');
  await choose('Cơ sở', 'co-so.csv', RIGHT_FILES.facilities ?? '');
  await page.getByLabel('Dùng khu vực này ngay khi nhập xong').uncheck();
}

/** The row of an import that has come to its end. */
async function endedImport(name: string | RegExp, state: 'Đã xong' | 'Không nhập được') {
  // By its place and not by its name, which the choice of language changes.
  const row = page.locator('section[aria-labelledby=imports] > ul > li').filter({ hasText: name });
  await row.getByText(state).waitFor();
  return row;
}

test('a faulty file is named row by row, given back with its faults, mended, handed in again, and its area put in use and out of it', async () => {
  const points = [POINTS_HEAD, point('P1', 1, 1), point('P1', 2, 2), point('XA', 40, 1), point('P3', 5, 5)].join(
    '\r\n',
  );
  await fillIn('Ô Vuông lỗi', `\uFEFF${points}`);
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  const failed = await endedImport('Ô Vuông lỗi', 'Không nhập được');
  await failed.getByRole('button', { name: 'Xem 2 lỗi' }).click();
  await failed.getByText('điểm.csv:3:code').waitFor();
  await failed.getByText('“P1” đã có ở dòng 2.').waitFor();
  await failed.getByText('điểm.csv:4:lon').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await failed.getByText('“P1” stands already on line 2.').waitFor();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    failed.getByRole('link', { name: 'điểm.csv' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('điểm.csv');
  const marked = await readFile(await download.path(), 'utf8');
  const lines = marked.split('\n');
  expect(lines[3]).toContain('nằm ngoài mọi đơn vị');
  const mended = lines
    .filter((line) => !line.includes(',XA,'))
    .join('\n')
    .replace(',P1,', ',P0,');

  await fillIn('Ô Vuông', mended);
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  await endedImport(/^Ô Vuông(?! lỗi)/, 'Đã xong');
  const area = page.getByRole('region', { name: 'Các khu vực đã có' }).getByRole('listitem');
  await area.filter({ hasText: 'Ô Vuông' }).getByText('2 phường, xã · 3 điểm · 2 xe · 2 cơ sở').waitFor();
  await area.filter({ hasText: 'Ô Vuông' }).getByRole('button', { name: 'Dùng khu vực này' }).click();
  await page.getByRole('button', { name: 'Chuyển khu vực' }).click();
  await page.getByRole('banner').getByText('Ô Vuông').waitFor();
  await area.filter({ hasText: 'Bỉm Sơn' }).getByRole('button', { name: 'Dùng khu vực này' }).click();
  await page.getByRole('button', { name: 'Chuyển khu vực' }).click();
  await page.getByRole('banner').getByText('Bỉm Sơn').waitFor();
});

test('what is missing is said before anything is sent', async () => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.getByRole('combobox', { name: 'Múi giờ' }).fill('Mặt Trăng');
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  await page.getByText('Đặt tên cho khu vực.').waitFor();
  await page.getByText('Không có múi giờ này.').waitFor();
  await expect.poll(() => page.getByText('Cần tệp này.').count()).toBe(2);
  expect(sent).not.toContain('POST /api/imports');
});

test('an upload can be broken off, and its files are still chosen', async () => {
  // A line as slow as can be: nothing ever arrives.
  await context.route('**/api/imports', (route) =>
    route.request().method() === 'POST' ? undefined : route.continue(),
  );
  await fillIn('Ô Vuông chậm', RIGHT_FILES.points as string);
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).click();
  await page.getByText(/Đang tải lên/).waitFor();
  await page.getByRole('button', { name: 'Hủy' }).click();
  await page.getByRole('button', { name: 'Bắt đầu nhập' }).waitFor();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.getByText('luoi.osm.pbf').waitFor();
  const imports = await (await context.request.get(`${url}/api/imports`)).json();
  expect(imports.map((one: { name: string }) => one.name)).not.toContain('Ô Vuông chậm');
});
