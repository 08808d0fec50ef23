import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { addDays, type Day } from '../domain/day.ts';
import type { Role } from '../domain/policy/roles.ts';
import { launchBrowser } from '../test/browser.ts';
import { openDesks, plannedDay } from '../test/desks.ts';

const url = inject('programUrl');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
/** For the looks with a map in them. */
let drawing: Browser;
/** A planned day, so that lists, map and timeline have something in them. */
let day: Day;
let desks: Record<'without' | 'withMaps', ReturnType<typeof openDesks>>;

beforeAll(async () => {
  [browser, drawing] = await Promise.all([launchBrowser({ drawsMaps: false }), launchBrowser({ drawsMaps: true })]);
  desks = { without: openDesks(browser), withMaps: openDesks(drawing) };
  day = await plannedDay(await desks.without('dispatcher'));
});

afterAll(() => Promise.all([browser.close(), drawing.close()]));

/** What a theme can break; all else is the same in each. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What on the page breaks WCAG 2 A or AA, or one of `rules` of it, a line each: which rule, where, why. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    async (values) =>
      await (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: values ? { type: 'rule', values } : { type: 'tag', values: ['wcag2a', 'wcag2aa'] },
      }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

interface Look {
  name: string;
  role: Role | null;
  hasMap?: true;
  path: () => string;
  /** Brings the page to what shall be looked at. */
  ready: (page: Page) => Promise<unknown>;
}

const drivingTrucks = (page: Page) =>
  page.getByRole('listbox', { name: 'Danh sách xe' }).getByRole('option', { name: /chuyến/ });
const tab = async (page: Page, name: RegExp) => {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tabpanel').waitFor();
};

const LOOKS: readonly Look[] = [
  {
    name: 'dispatch, with a truck opened',
    role: 'dispatcher',
    hasMap: true,
    path: () => `/dispatch?day=${day}`,
    ready: async (page) => {
      await drivingTrucks(page).first().click();
      await page.getByRole('listbox', { name: /Các điểm dừng của xe/ }).waitFor();
    },
  },
  {
    name: 'dispatch, totals and legend',
    role: 'dispatcher',
    path: () => `/dispatch?day=${day}`,
    ready: async (page) => {
      await tab(page, /Tổng hợp/);
      await page.getByRole('button', { name: 'Chú giải' }).click();
      await page.getByText('Trạng thái điểm').waitFor();
    },
  },
  {
    name: 'dispatch, revisions',
    role: 'dispatcher',
    path: () => `/dispatch?day=${day}`,
    ready: (page) => tab(page, /Phương án/),
  },
  {
    name: 'dispatch, a day without a plan',
    role: 'dispatcher',
    path: () => `/dispatch?day=${addDays(day, 30)}`,
    ready: (page) => page.getByRole('button', { name: 'Lập kế hoạch ngày' }).waitFor(),
  },
  ...(
    [
      ['facilities', 'Công suất mỗi ngày'],
      ['quality', 'Lượt không có báo cáo'],
      ['trucks', 'Các xe cạnh nhau'],
      ['resolution', 'Chất thải rắn đô thị được thu gom, xử lý'],
    ] as const
  ).map(
    ([page, shown]): Look => ({
      name: `the manager’s ${page}`,
      role: 'manager',
      path: () => `/manage/${page}`,
      ready: (seen) => seen.getByRole('main').getByText(shown).first().waitFor(),
    }),
  ),
  {
    name: 'coverage',
    role: 'manager',
    hasMap: true,
    path: () => '/manage/coverage',
    ready: (page) => page.getByRole('row', { name: /Xã Quang Trung/ }).waitFor(),
  },
  {
    name: 'rates',
    role: 'manager',
    path: () => '/manage/rates',
    ready: (page) => page.getByText('Quy tắc tính số').waitFor(),
  },
  {
    name: 'areas',
    role: 'admin',
    path: () => '/manage/areas',
    ready: (page) => page.getByText('Bỉm Sơn').first().waitFor(),
  },
  {
    name: 'evidence, the visits of a day and the story of one',
    role: 'dispatcher',
    path: () => `/evidence?tab=visits&day=${day}`,
    ready: async (page) => {
      await page.getByRole('listbox').getByRole('option').first().click();
      await page.getByText('Kế hoạch dự kiến').waitFor();
    },
  },
  {
    name: 'a handcart team’s tally',
    role: 'ward-officer',
    path: () => '/tally',
    ready: (page) => page.getByRole('button', { name: 'Lưu sổ hôm nay' }).waitFor(),
  },
  {
    name: 'streets closed for trucks, one being drawn',
    role: 'dispatcher',
    path: () => '/register?book=closures',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Vẽ đường cấm xe…' }).click();
      await page.getByRole('form').waitFor();
    },
  },
  {
    name: 'devices, a secret just made for one at the end of the list',
    role: 'admin',
    path: () => '/manage/devices',
    ready: async (page) => {
      const headers = { Origin: new URL(page.url()).origin };
      await page.request.post(`${headers.Origin}/api/devices`, {
        data: { name: 'zz cuối danh sách', kind: 'phone' },
        headers,
      });
      await page.reload();
      const last = page.getByRole('listitem').filter({ hasText: 'zz cuối danh sách' }).last();
      await last.getByRole('button', { name: 'Đổi mã' }).click();
      await last.getByRole('button', { name: 'Đổi ngay' }).click();
      const secret = page.getByRole('region', { name: 'Mã của zz cuối danh sách' });
      await expect.poll(() => secret.evaluate((element) => element === document.activeElement)).toBe(true);
      await secret.getByRole('img').waitFor();
    },
  },
  {
    name: 'clerk',
    role: 'site-clerk',
    path: () => '/clerk',
    ready: (page) => page.getByRole('button', { name: 'Lưu phiếu cân' }).waitFor(),
  },
  {
    name: 'a page the role may not see',
    role: 'manager',
    path: () => '/manage/areas',
    ready: (page) => page.getByText('Tài khoản này không được xem trang này').waitFor(),
  },
  {
    name: 'driver',
    role: 'driver',
    path: () => '/driver',
    ready: (page) => page.locator('main').getByRole('button').first().waitFor(),
  },
  {
    name: 'public',
    role: null,
    path: () => '/',
    ready: (page) => page.getByRole('heading', { name: 'Khi nào xe thu gom đến?' }).waitFor(),
  },
  {
    name: 'sign-in',
    role: null,
    path: () => '/sign-in',
    ready: (page) => page.getByRole('button', { name: 'Đăng nhập' }).waitFor(),
  },
];

const THEMES = ['light', 'dark'] as const;

test.each(LOOKS)('$name breaks no rule of WCAG 2 A and AA, light and dark', async ({ role, hasMap, path, ready }) => {
  const context = await (hasMap ? desks.withMaps : desks.without)(role);
  const page = await context.newPage();
  onTestFinished(() => page.close());
  await page.emulateMedia({ colorScheme: THEMES[0] });
  await page.goto(`${url}${path()}`);
  await ready(page);
  const violations: Record<string, string[]> = {};
  for (const theme of THEMES) {
    // The page goes by the device's theme, which changes under its eyes.
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
    violations[theme] = await violationsOf(page, theme === THEMES[0] ? undefined : RULES_OF_COLOUR);
  }
  expect(violations).toEqual({ light: [], dark: [] });
});
