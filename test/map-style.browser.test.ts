import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { addDays } from '../domain/day.ts';
import { launchBrowser, signIn } from './browser.ts';
import { openSecondServer } from './second-server.ts';

/** A map style of somebody else's: its description on one host, tiles, sprite and letters on another, both plain http. */
const url = inject('programUrl');
/** One pixel, magenta: no colour of ours. */
const TILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z/AfAAQAAf8iCjrwAAAAAElFTkSuQmCC',
  'base64',
);
let browser: Browser;
let styles: Host;
let tiles: Host;

beforeAll(async () => {
  browser = await launchBrowser({ drawsMaps: true });
  tiles = await openHost((path) => {
    if (path.startsWith('/tile/')) return { type: 'image/png', body: TILE };
    if (/^\/sprite(@2x)?\.json$/.test(path)) return { type: 'application/json', body: '{}' };
    if (/^\/sprite(@2x)?\.png$/.test(path)) return { type: 'image/png', body: TILE };
    // It has not our font: MapLibre then draws the letters itself.
    return null;
  });
  styles = await openHost((path) =>
    path === '/style.json' ? { type: 'application/json', body: styleOf(tiles) } : null,
  );
});

afterAll(async () => {
  await browser.close();
  await Promise.all([styles.close(), tiles.close()]);
});

test('a style of another host is drawn with the tiles, sprite and letters of a third, and our own marks lie on it', async () => {
  const programUrl = await openProgram(`${styles.url}/style.json`);
  const { page, refusals } = await openDispatch(programUrl);
  await expect.poll(() => isMagenta(page)).toBe(true);
  await expect.poll(() => tiles.asked.some((path) => path.startsWith('/glyphs/'))).toBe(true);
  expect(tiles.asked.some((path) => path.startsWith('/sprite'))).toBe(true);
  expect(refusals).toEqual([]);
  await pointOnMapOpens(page);
});

test('a style whose host does not answer is told of, and the day is worked on the area’s own map', async () => {
  const gone = await openHost(() => null);
  await gone.close();
  const programUrl = await openProgram(`${gone.url}/style.json`);
  const { page } = await openDispatch(programUrl);
  await expect.poll(() => page.getByText(/Không tải được kiểu bản đồ/).count()).toBe(1);
  await pointOnMapOpens(page);
});

interface Host {
  url: string;
  /** Paths asked for so far. */
  asked: string[];
  close(): Promise<void>;
}

async function openHost(answer: (path: string) => { type: string; body: string | Buffer } | null): Promise<Host> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const found = answer(path);
    response.writeHead(found ? 200 : 404, {
      'Access-Control-Allow-Origin': '*',
      ...(found && { 'Content-Type': found.type }),
    });
    response.end(found?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function styleOf(host: Host): string {
  return JSON.stringify({
    version: 8,
    name: 'elsewhere',
    sprite: `${host.url}/sprite`,
    glyphs: `${host.url}/glyphs/{fontstack}/{range}.pbf`,
    // What the map leaves out: a ball with a sky, and heights.
    projection: { type: 'globe' },
    sky: { 'sky-color': '#00f' },
    terrain: { source: 'heights' },
    sources: {
      ground: { type: 'raster', tiles: [`${host.url}/tile/{z}/{x}/{y}.png`], tileSize: 256 },
      heights: { type: 'raster-dem', tiles: [`${host.url}/heights/{z}/{x}/{y}.png`], tileSize: 256 },
      people: { type: 'geojson', data: { type: 'Point', coordinates: [105.85, 20.08] } },
    },
    layers: [
      { id: 'ground', type: 'raster', source: 'ground', paint: { 'raster-fade-duration': 0 } },
      { id: 'shade', type: 'hillshade', source: 'heights' },
      { id: 'relief', type: 'color-relief', source: 'heights' },
      { id: 'density', type: 'heatmap', source: 'people' },
    ],
  });
}

async function openProgram(mapStyleUrl: string): Promise<string> {
  const server = await openSecondServer({ mapStyleUrl });
  onTestFinished(() => server.close());
  return server.url;
}

async function openDispatch(programUrl: string) {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  await signIn(context, 'dispatcher');
  const page = await context.newPage();
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refusals.push(message.text());
  });
  // A day without a plan, whose timeline would lie over the map.
  const { today } = await (await context.request.get(`${url}/api/area`)).json();
  await page.goto(`${programUrl}/dispatch?day=${addDays(today, 40)}`);
  await page.getByRole('listbox', { name: 'Danh sách xe' }).waitFor();
  return { page, refusals };
}

/** Whether the map's ground, right of the left panel, has the colour of the tiles. */
async function isMagenta(page: Page): Promise<boolean> {
  const picture = (await page.screenshot({ clip: { x: 330, y: 640, width: 4, height: 4 } })).toString('base64');
  const [red, green, blue] = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas').getContext('2d');
    canvas?.drawImage(image, 0, 0);
    return [...(canvas?.getImageData(1, 1, 1, 1).data ?? [])];
  }, picture);
  return red > 200 && green < 60 && blue > 200;
}

/** Flies to a point, leaves it, and opens it again from the map: so its mark is there. */
async function pointOnMapOpens(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Điểm thu gom' });
  const panel = await page.getByRole('region', { name: 'Kế hoạch và xe' }).boundingBox();
  const { width } = page.viewportSize() ?? { width: 0 };
  if (!panel) throw new Error('no panel');
  // Where a point flown to comes to lie: in the middle of what the panels and the 46 pixels of the search above leave free.
  const x = (panel.x + panel.width + width) / 2;
  const y = panel.y + (46 + panel.height) / 2;
  await expect
    .poll(async () => {
      // Asked anew each time: a click that came while the map still flew opened what passed below it.
      await page.getByLabel('Tìm điểm, xe, tổ, cơ sở').fill('chợ');
      await page.keyboard.press('Enter');
      await card.waitFor();
      const sought = await card.innerText();
      await page.getByRole('button', { name: 'Đóng' }).click();
      await card.waitFor({ state: 'hidden' });
      await page.mouse.click(x, y);
      return (await card.isVisible()) && (await card.innerText()) === sought;
    })
    .toBe(true);
}
