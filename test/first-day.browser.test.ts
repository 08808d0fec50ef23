import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scriptArguments } from '../platform/script-arguments.ts';
import { launchBrowser } from './browser.ts';
import { FLEET_SHEETS } from './first-day/fleet-sheets.ts';
import { FAULTS, messyPoints, POINTS } from './first-day/messy-points.ts';
import { between, newTownPbf, placeAt } from './first-day/new-town.ts';
import { arePicturesAsked, picture } from './first-day/pictures.ts';
import { noonZone } from './noon-zone.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

/** An office that begins: an empty installation, one account, and nothing but pages from there to routes on the board. */
const ADMINISTRATOR = 'quantri@vanphong.example';
const PASSWORD = 'mot-van-phong-bat-dau-2026';
let program: StartedProgram;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [program, browser] = await Promise.all([
    startProgram({ flags: ['--no-demo'], env: { OPTIMIZER_SECONDS: '1' } }),
    launchBrowser({ drawsMaps: arePicturesAsked }),
  ]);
  const told = [...scriptArguments('server/accounts/cli.ts'), '--email', ADMINISTRATOR, '--role', 'admin'];
  await promisify(execFile)(process.execPath, [...told, '--data-dir', program.dataDir], {
    env: { ...process.env, DATABASE_URL: '', ACCOUNT_PASSWORD: PASSWORD },
  });
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
const textbox = (name: string) => page.getByRole('textbox', { name, exact: true });

async function choose(label: string, name: string, content: string | Uint8Array): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel(label).click()]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}

/** A sheet into the open book, previewed and taken, and back to the steps. */
async function takeSheet(name: string, content: string | Uint8Array, count: number): Promise<void> {
  await choose('Bảng tính (', name, content);
  await button('Xem trước').click();
  await button(`Nhập ${count} thay đổi`).click();
  await page.getByText('Đã nhập xong.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Các bước bắt đầu' }).click();
}

const inDegrees = ([lon, lat]: [number, number]) => `${lat}, ${lon}`;

test('an office comes from an empty installation to published routes by pages alone, with a messy spreadsheet of 300 points', {
  timeout: 600_000,
}, async () => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));

  // In, and led to the steps.
  await page.goto(program.url);
  await link('Đăng nhập').click();
  await page.getByLabel('Email').fill(ADMINISTRATOR);
  await page.locator('input[name=password]').fill(PASSWORD);
  await button('Đăng nhập').click();
  await link('Các bước bắt đầu').click();
  await page.getByText('Còn thiếu: khu vực, phường, xã.').waitFor();
  await picture(page, '1-first-steps');

  // Streets and units out of one extract.
  await link('Nhập khu vực').click();
  await page.getByLabel('Tên khu vực').fill('Thị xã Bờ Sông');
  await page.getByRole('combobox', { name: 'Múi giờ', exact: true }).fill(noonZone());
  await choose('Đường phố', 'bo-song.osm.pbf', await newTownPbf());
  await picture(page, '2-extract');
  await button('Bắt đầu nhập').click();
  await page.getByText('2 phường, xã · 0 điểm · 0 xe · 0 cơ sở').waitFor();
  await link('Các bước bắt đầu').click();

  // The people of a commune that OpenStreetMap does not count.
  await step('Đường phố, phường, xã').getByText('Dân số của 1 phường, xã là ước tính').waitFor();
  await link('Nhập dân số').click();
  await page
    .getByRole('option', { name: /Xã Đồng Cao/ })
    .first()
    .click();
  await button(/^Sửa Dân số:/).click();
  await textbox('Dân số').fill('6.150');
  await page.keyboard.press('Enter');
  await page.getByText('Đã ghi', { exact: true }).waitFor();
  await link('Các bước bắt đầu').click();

  // Where trucks stand and where they unload, by hand.
  await step('Bãi rác, bãi xe')
    .getByText(/^Còn thiếu: nơi đổ rác, bãi xe, đơn vị thu gom/)
    .waitFor();
  await expect.poll(() => page.getByText('là ước tính').count()).toBe(0);
  await link('Cơ sở').click();
  await button('Thêm').click();
  await textbox('Mã').fill('BX-1');
  await textbox('Tên').fill('Bãi xe Quốc lộ');
  await page.getByLabel('Loại', { exact: true }).selectOption('depot');
  await textbox('Vị trí').fill(inDegrees(between([9, 4], [10, 4], 0.5)));
  await button('Thêm vào sổ').click();
  await page.getByRole('option', { name: /BX-1/ }).first().waitFor();
  await button('Thêm').click();
  await textbox('Mã').fill('BR-1');
  await textbox('Tên').fill('Bãi rác phía nam');
  await page.getByLabel('Loại', { exact: true }).selectOption('landfill');
  await textbox('Vị trí').fill(inDegrees(placeAt(6, -5)));
  await button('Thêm vào sổ').click();
  await page.getByText('Nơi đổ rác phải nhận ít nhất một loại rác. Hãy chọn loại rác được nhận.').waitFor();
  await button('Rác sinh hoạt còn lại').first().click();
  await button('Thêm vào sổ').click();
  await page.getByRole('option', { name: /BR-1/ }).first().waitFor();
  await button(/^Sửa Loại rác nhận:/).waitFor();
  await picture(page, '3-landfill');
  await link('Các bước bắt đầu').click();

  // Trucks name who collects: a sheet that comes too early says so, and what to do.
  await step('Bãi rác, bãi xe')
    .getByText(/^Còn thiếu: đơn vị thu gom/)
    .waitFor();
  await link('Nhập từ bảng tính: Đơn vị thu gom').click();
  await page.getByRole('combobox', { name: 'Danh mục' }).click();
  await page.getByRole('option', { name: 'Xe', exact: true }).click();
  await choose('Bảng tính (', 'xe.csv', FLEET_SHEETS.trucks);
  await button('Xem trước').click();
  await page
    .getByText('Không có mã hoặc tên “HTX-1” trong sổ “Đơn vị thu gom”. Hãy sửa ô này, hoặc thêm vào sổ đó trước.')
    .waitFor();
  await page.getByRole('combobox', { name: 'Danh mục' }).click();
  await page.getByRole('option', { name: 'Đơn vị thu gom' }).click();
  await takeSheet('don-vi.csv', FLEET_SHEETS.cooperatives, 1);
  await link('Nhập từ bảng tính: Xe').click();
  await takeSheet('xe.csv', FLEET_SHEETS.trucks, 3);
  await link('Nhập từ bảng tính: Tổ xe').click();
  await takeSheet('to.csv', FLEET_SHEETS.crews, 3);
  await link('Nhập từ bảng tính: Ca xe').click();
  await takeSheet('ca.csv', FLEET_SHEETS.shifts, 3);

  // The list of points as it lay in a drawer: each fault by row, column and value, with its mend.
  await step('Điểm thu gom').getByText('Còn thiếu: điểm thu gom.').waitFor();
  await step('Điểm thu gom').getByRole('link', { name: 'Nhập từ bảng tính' }).click();
  await choose('Bảng tính (', 'điểm thu gom.xlsx', await messyPoints({ isMended: false }));
  await button('Xem trước').click();
  const listed = page.getByRole('region', { name: 'Dòng sai' }).getByRole('listitem');
  await expect.poll(() => listed.count()).toBe(8);
  const told = (await listed.allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
  const place = ({ row, heading }: (typeof FAULTS)[keyof typeof FAULTS]) => `Dòng ${row} · ${heading}`;
  expect(told).toEqual([
    `${place(FAULTS.twice)}“DTG-019” đã có ở dòng 23. Hãy đổi mã hoặc bỏ một dòng.`,
    `${place(FAULTS.exchanged)}“105.8012” không thể là vĩ độ. Có lẽ kinh độ và vĩ độ bị đổi chỗ.`,
    expect.stringMatching(
      /^Dòng 66 · Vĩ độ, Kinh độTọa độ 19\.8\d*, 106\.9 \(vĩ độ, kinh độ\) nằm ngoài mọi phường, xã\. Hãy sửa tọa độ/,
    ),
    `${place(FAULTS.nameless)}Ô này không được để trống.`,
    `${place(FAULTS.aboutSo)}“khoảng 80” không phải là số. Hãy chỉ ghi con số.`,
    `${place(FAULTS.unclear)}Số “1.250” có thể hiểu theo hai cách. Hãy viết 1250 hoặc 1.25.`,
    expect.stringContaining(`${place(FAULTS.lostLetters)}Trong “Ngõ Tr\uFFFDn Phú” có chữ bị mất`),
    expect.stringContaining(`${place(FAULTS.whichDays)}“2, 4, 6” có thể hiểu theo hai cách. Hãy viết T2 T4 T6`),
  ]);
  await picture(page, '4-faults');
  await takeSheet('điểm thu gom.xlsx', await messyPoints({ isMended: true }), POINTS);

  // Numbers and names as they were meant.
  await step('Điểm thu gom').getByText('300 điểm').waitFor();
  await link('Danh sách điểm').click();
  await page.getByPlaceholder(/Tìm/).fill('dtg-008');
  const found = page.getByRole('listbox').getByRole('option');
  await expect.poll(() => found.count()).toBe(1);
  await found.first().click();
  await expect.poll(() => button(/^Sửa Số hộ:/).textContent()).toBe('1.250');
  await expect.poll(() => button(/^Sửa Tên:/).textContent()).toBe('Ngõ 8 phố 8');
  await link('Các bước bắt đầu').click();

  // Somebody to dispatch, and a driver for a crew.
  await step('Người dùng').getByText('Còn thiếu: điều phối viên, lái xe.').waitFor();
  await step('Người dùng').getByRole('link', { name: 'Tài khoản' }).click();
  await button('Tài khoản mới').click();
  await textbox('Họ tên').fill('Điều phối viên ca sáng');
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill('dieuphoi');
  await button('Thêm vai trò').click();
  await picture(page, '5-people');
  await button('Tạo tài khoản').click();
  await page.getByText('Chỉ hiện lần này.').first().waitFor();

  // The first plan, and its routes.
  await page.goto(`${program.url}/manage/first-steps`);
  await link('Lập kế hoạch').click();
  await button('Ngày sau').click();
  await button('Lập kế hoạch ngày').click();
  await button('Công bố phương án 1').waitFor();
  const routes = page
    .getByRole('listbox', { name: 'Danh sách xe' })
    .getByRole('option')
    .filter({ hasText: 'chuyến ·' });
  await routes.first().waitFor();
  await picture(page, '6-plan');
  await button('Công bố phương án 1').click();
  await page
    .getByText(/^Đã công bố/)
    .first()
    .waitFor();
  await page.goto(`${program.url}/manage/first-steps`);
  await step('Kế hoạch đầu tiên').getByText('1 ngày có kế hoạch, 1 ngày đã công bố').waitFor();
  expect(faults).toEqual([]);
});
