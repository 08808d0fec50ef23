import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core';
import { inject } from 'vitest';
import type { Role } from '../domain/policy/roles.ts';
import { unpackBrowser } from './browser-files.ts';

/** What a busy machine may take for a page; a test fails by what it sees, not by how long that took. */
const patienceMilliseconds = 90_000;

const WEBGL_IN_SOFTWARE = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
const NO_WEBGL = ['--disable-gpu', '--disable-software-rasterizer'];

/**
 * A headless Chromium from npm: nothing has to be installed. Close it in `afterAll`. CHROMIUM names another one to use.
 * With `drawsMaps` it has WebGL 2 in software, so MapLibre draws, at the price of most of a test's time; without, pages
 * show what they show where no map can be drawn.
 */
export async function launchBrowser({ drawsMaps }: { drawsMaps: boolean }): Promise<Browser> {
  const browser = await chromium.launch(await launchOptions(drawsMaps));
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(patienceMilliseconds);
    context.setDefaultNavigationTimeout(patienceMilliseconds);
    return context;
  };
  return browser;
}

/**
 * A browser whose data lie in `profile` and outlive it; it draws no maps. `kill` ends it as a phone's system does, with nothing
 * written that was not written before.
 */
export async function launchPersistent(
  profile: string,
  options: BrowserContextOptions,
): Promise<{ context: BrowserContext; kill: () => Promise<void> }> {
  const context = await chromium.launchPersistentContext(profile, { ...(await launchOptions(false)), ...options });
  context.setDefaultTimeout(patienceMilliseconds);
  context.setDefaultNavigationTimeout(patienceMilliseconds);
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => context.once('close', resolve));
    const browser = context.browser();
    const session = await browser?.newBrowserCDPSession();
    const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
    for (const { type, id } of processInfo) if (type === 'browser') process.kill(id, 'SIGKILL');
    await gone;
  };
  return { context, kill };
}

async function launchOptions(drawsMaps: boolean): Promise<LaunchOptions> {
  const own = process.env['CHROMIUM'];
  const files = own ? undefined : await unpackBrowser();
  return {
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
    args: ['--no-sandbox', ...(drawsMaps ? WEBGL_IN_SOFTWARE : NO_WEBGL)],
  };
}

/** Signs a browser in at the program, or at another server of it, with the demo account of a role, without a page. */
export async function signIn(context: BrowserContext, role: Role, url = inject('programUrl')): Promise<void> {
  const data = { email: `${role}@demo.local`, password: inject('programPassword') };
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { Origin: url } });
  if (!answer.ok()) throw new Error(`signing in as ${role} answered ${answer.status()}`);
}
