import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from './browser.ts';

/**
 * The first day of a newcomer, in one walk: the steps lean on each other as they do for that person, so they are one
 * test.
 */
const url = inject('programUrl');
const password = inject('programPassword');
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
});

afterAll(() => browser.close());

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

  await page.getByRole('button', { name: 'Công bố phiên bản 1' }).click({ timeout: 90_000 });
  await page.getByText(/Đã công bố phiên bản 1/).waitFor();
  expect(await map.getAttribute('data-drawn')).toBe('before the plan');

  const plan = await readPlan();
  expect(plan.state).toBe('done');
  const totals = plan.revisions[0].totals;
  expect(totals.servedVisits).toBeGreaterThan(200);

  const revision = await readJson(`/api/plans/${plan.id}/revisions/1`);
  const directions = await readJson(`/api/plans/${plan.id}/routes/${revision.routes[0].id}/directions?language=vi`);
  expect(
    directions.legs.flatMap((leg: { steps: { text: string }[] }) => leg.steps.map((s) => s.text)).join('\n'),
  ).toMatch(/Quẹo|Rẽ/);

  await page.getByRole('button', { name: 'Chạy mô phỏng' }).click();
  await expect
    .poll(
      async () =>
        (await readJson(`/api/day/${plan.day}`)).events.filter((e: { kind: string }) => e.kind === 'served').length,
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThan(3);
  await page.getByRole('button', { name: /Dừng/ }).click();
  await expect
    .poll(async () => (await readJson('/api/simulations/current'))?.state ?? 'stopped', { timeout: 30_000 })
    .not.toBe('running');
  expect(faults).toEqual([]);
});

async function readJson(path: string) {
  const answer = await page.request.get(`${url}${path}`);
  expect(answer.status(), path).toBe(200);
  return await answer.json();
}

async function readPlan() {
  const { today } = await readJson('/api/area');
  const plans = await readJson(`/api/plans?from=${today}&to=${today}`);
  expect(plans).toHaveLength(1);
  return plans[0];
}
