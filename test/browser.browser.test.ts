import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: true });
});

afterAll(() => browser.close());

test('the browser of the tests draws with WebGL 2, as the map needs', async () => {
  const page = await browser.newPage();
  await page.setContent('<canvas></canvas><p>Bỉm Sơn</p>');
  const red = await page.evaluate(() => {
    const gl = document.querySelector('canvas')?.getContext('webgl2');
    if (!gl) return undefined;
    gl.clearColor(1, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const pixel = new Uint8Array(4);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return [...pixel];
  });
  expect(red).toEqual([255, 0, 0, 255]);
  expect(await page.locator('p').textContent()).toBe('Bỉm Sơn');
});
