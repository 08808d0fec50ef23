import { type Browser, chromium } from 'playwright-core';
import { unpackBrowser } from './browser-files.ts';

/**
 * A headless Chromium with WebGL 2 (in software, so MapLibre draws), from npm: nothing has to be installed. Close it
 * in `afterAll`. CHROMIUM names another one to use.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM'];
  const files = own ? undefined : await unpackBrowser();
  return await chromium.launch({
    executablePath: own ?? files?.executable ?? '',
    headless: true,
    env: {
      ...process.env,
      ...(files && {
        LD_LIBRARY_PATH: [files.libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
        FONTCONFIG_PATH: files.fonts,
      }),
    },
    // As root Chromium has no sandbox; it only ever opens pages of our own.
    args: [
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
}
