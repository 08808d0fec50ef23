import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures of the pages are asked to be put; the pages then draw their maps, which takes its time. */
const directory = process.env['PICTURES'];

export const arePicturesAsked = directory !== undefined;

/** Keeps what the page shows as `<name>.png` where pictures are asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (directory === undefined) return;
  await mkdir(directory, { recursive: true });
  // A map is drawn when nothing is loaded any more.
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: path.join(directory, `${name}.png`) });
}
