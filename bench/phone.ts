import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { unpackBrowser } from '../test/browser-files.ts';

/** A cheap phone on slow 3G: bytes a second, milliseconds a round trip, and how much slower than this machine it is. */
const SLOW = { bytesPerSecond: 50_000, latencyMs: 400, cpu: 4 } as const;
const SCREEN = { width: 360, height: 740 } as const;

/** What is looked for in every frame; the page itself says when it was there, in ms since it was opened. */
interface Seen {
  /** The next stop, and what is done there by one tap. */
  tapMs?: number;
  /** All there is beside it. */
  wholeMs?: number;
}

/**
 * How long a driver waits for the first page on a slow phone with nothing kept: until what is done at the next stop can be tapped, and until the
 * page is whole. Of a running program, where the account has a published route whose next stop is a start or a point; `--files`
 * prints what was asked for in the first run, in order.
 * `npm run bench -- phone [--url http://localhost:3000] [--email driver@demo.local] --password … [--runs 5] [--files]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://localhost:3000' },
      email: { type: 'string', default: 'driver@demo.local' },
      password: { type: 'string', default: '' },
      runs: { type: 'string', default: '5' },
      files: { type: 'boolean', default: false },
    },
  });
  const browser = await launch();
  try {
    const seen: Required<Seen>[] = [];
    for (let turn = 0; turn < Number(values.runs); turn++)
      seen.push(await open(browser, values.url, values, values.files && turn === 0));
    const seconds = (pick: (one: Required<Seen>) => number): string => {
      const sorted = seen.map(pick).sort((a, b) => a - b);
      return [sorted.at(0), sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
        .map((ms = Number.NaN) => (ms / 1000).toFixed(2).padStart(8))
        .join('');
    };
    console.log(`load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}`);
    console.log('seconds                    least  median    most');
    console.log(`the next stop can be told${seconds(({ tapMs }) => tapMs)}`);
    console.log(`the page is whole        ${seconds(({ wholeMs }) => wholeMs)}`);
  } finally {
    await browser.close();
  }
}

async function launch(): Promise<Browser> {
  // As root Chromium has no sandbox; it only ever opens pages of our own.
  const options = { args: ['--no-sandbox', '--disable-gpu'] };
  const own = process.env['CHROMIUM'];
  if (own) return await chromium.launch({ ...options, executablePath: own });
  const { executable, libraries, fonts } = await unpackBrowser();
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: fonts };
  return await chromium.launch({ ...options, executablePath: executable, env });
}

async function open(
  browser: Browser,
  url: string,
  { email, password }: { email: string; password: string },
  printsFiles: boolean,
): Promise<Required<Seen>> {
  const context = await browser.newContext({ viewport: SCREEN, locale: 'vi-VN', hasTouch: true, isMobile: true });
  const data = { email, password };
  const signedIn = await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { Origin: url } });
  if (!signedIn.ok()) throw new Error(`signing in answered ${signedIn.status()}`);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: SLOW.latencyMs },
    ...{ downloadThroughput: SLOW.bytesPerSecond, uploadThroughput: SLOW.bytesPerSecond },
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
  const files = new Map<string, string>();
  let began = 0;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    began ||= timestamp;
    files.set(requestId, `${(timestamp - began).toFixed(2).padStart(6)} ${request.url.replace(url, '')}`);
  });
  cdp.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    if (!printsFiles) return;
    const end = (timestamp - began).toFixed(2).padStart(6);
    console.log(`${end} ${String(encodedDataLength).padStart(8)} asked at ${files.get(requestId) ?? ''}`);
  });
  // What compiles this file names functions by a function of its own.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(() => {
    const seen: Seen = {};
    (globalThis as unknown as { seen: Seen }).seen = seen;
    // What is drawn in this frame is in sight after it.
    const note = (name: keyof Seen) => setTimeout(() => (seen[name] ??= performance.now()));
    const look = () => {
      const buttons = [...document.querySelectorAll('button')].filter(({ disabled }) => !disabled);
      const says = (text: RegExp) => buttons.some((button) => text.test(button.textContent.trim()));
      if (says(/^(Đã lấy|Bắt đầu ca)$/)) note('tapMs');
      if (says(/^Tất cả điểm dừng$/)) note('wholeMs');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(`${url}/driver`, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(() => {
    const { tapMs, wholeMs } = (globalThis as unknown as { seen: Seen }).seen;
    return tapMs !== undefined && wholeMs !== undefined && { tapMs, wholeMs };
  });
  const times = await seen.jsonValue();
  await context.close();
  if (times === false) throw new Error('nothing was seen');
  return times;
}
