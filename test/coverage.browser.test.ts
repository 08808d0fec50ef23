import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { REACH_DISTANCES } from '../domain/coverage.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { launchBrowser, signIn } from './browser.ts';

/** Whoever reads a share has to know how far "within reach" was measured. */
const url = inject('programUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: false });
});

afterAll(() => browser.close());

const reach = (page: Page) => page.getByLabel('Tầm của điểm thu gom');

const onFoot = (metres: number) => `${metres}\u00a0m đi bộ`;

test('the walk along the streets is told for each distance to choose from', async () => {
  const page = await openCoverage();
  for (const metres of REACH_DISTANCES) {
    await reach(page).selectOption(String(metres));
    await page.locator(`[aria-busy=false] [data-method=on-foot]`).waitFor();
  }
  expect(await reach(page).locator('option').allTextContents()).toEqual(REACH_DISTANCES.map(onFoot));
});

test('the walk along the streets is told where it was worked out, a straight line and why for any other distance', async () => {
  const { undo } = await forgetWalks('r.metres <> 300', []);
  onTestFinished(undo);
  const page = await openCoverage();
  await page.getByText('Tầm tính theo đường đi bộ trên phố.').waitFor();
  expect(await reach(page).locator('option').allTextContents()).toEqual([
    '150\u00a0m đường chim bay',
    onFoot(300),
    '500\u00a0m đường chim bay',
    '800\u00a0m đường chim bay',
  ]);
  await reach(page).selectOption('500');
  await page.getByText(/^Tầm tính theo đường chim bay: tầm đi bộ .* chỉ được tính sẵn cho 300\u00a0m\./).waitFor();
  await page.getByRole('columnheader', { name: 'Tỷ lệ, đường chim bay' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page
    .getByText(/^Reach is a straight line: walks along the streets are worked out for 300\u00a0m only\./)
    .waitFor();
});

test('a unit with points that no walk is known of says how many they are', async () => {
  const { undo, forgotten } = await forgetWalks('p.code = $1', ['BD-001']);
  onTestFinished(undo);
  expect(forgotten).toBe(REACH_DISTANCES.length);
  const page = await openCoverage();
  await page.getByRole('row', { name: /^Phường Ba Đình 1\/\d+ điểm: đường chim bay/ }).waitFor();
  await expect.poll(() => page.getByRole('row', { name: /điểm: đường chim bay/ }).count()).toBe(1);
  await page.getByText(/^Tầm tính theo đường đi bộ trên phố\. 1 trong \d+ điểm không có đường đi bộ ở gần/).waitFor();
});

async function openCoverage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
  const headers = { Origin: url };
  await signIn(context, 'manager');
  onTestFinished(async () => {
    // The account keeps the language, and other tests sign in with it.
    await context.request.patch(`${url}/api/me`, { data: { language: 'vi' }, headers });
    await context.close();
  });
  const page = await context.newPage();
  await page.goto(`${url}/manage/coverage`);
  await page.getByRole('row', { name: /^Phường Ba Đình/ }).waitFor();
  return page;
}

/** From now on some walks are as when no street was found near, or nobody had worked them out; `undo` brings them back. */
async function forgetWalks(which: string, values: string[]): Promise<{ forgotten: number; undo: () => Promise<void> }> {
  const database = new pg.Client({ connectionString: runningInstance(inject('programDataDir'))?.databaseUrl });
  await database.connect();
  const set = async (kind: string): Promise<number> => {
    const { rowCount } = await database.query(
      `UPDATE "PointReach" r SET kind = '${kind}' FROM "CollectionPoint" p, "Town" a
        WHERE p.id = r."pointId" AND a.id = p."townId" AND a."isActive" AND ${which}`,
      values,
    );
    return rowCount ?? 0;
  };
  const forgotten = await set('straight-line');
  const undo = async (): Promise<void> => {
    await set('on-foot');
    await database.end();
  };
  return { forgotten, undo };
}
