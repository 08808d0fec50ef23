import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { itemAt } from '../domain/item-at.ts';
import type { OwnRouteView } from '../domain/own-route.ts';
import type { RouteView, StopView } from '../domain/plans.ts';
import type { Role } from '../domain/policy/roles.ts';
import { withConnection } from '../platform/postgres/connections.ts';
import { isAlive } from '../platform/process-identity.ts';
import { removeFolder } from '../platform/remove-folder.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { keptDays } from './kept-on-phone.ts';
import { launchBrowser, launchPersistent } from './browser.ts';
import { startDemoProgram } from './demo-program.ts';
import type { StartedProgram } from './start-program.ts';

/**
 * A whole shift without a network, from before its start to behind its end, on a phone to which everything happens that may: what is
 * there in the end is each report, photo and ticket once, at the time it was done.
 *
 * That time can be known as far as the phone's running clock tells it: how long it has been since the server was heard last, or
 * since the page was opened. A clock that is set while the page is open is found out by that; see moment.test.ts for what is not.
 * It has a program of its own: that one's server is killed, and other tests plan this day, too.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** From the tap of a finger to the page's taking note of it; and the server tells its time in whole seconds. */
const NEAR_MS = 2000;
const STOPS = 30;
const EMAIL = 'lai-xe-ca-dai@demo.local';
const PASSWORD = 'mot-ca-dai-khong-mang-2026';

let program: StartedProgram;
let browser: Browser;
let office: BrowserContext;
let admin: BrowserContext;
/** Made once, by whichever test comes first. */
let published: ReturnType<typeof publishedDay> | undefined;
const ofDay = () => (published ??= publishedDay());

beforeAll(async () => {
  [program, browser] = await Promise.all([
    startDemoProgram({ OPTIMIZER_SECONDS: '2' }),
    launchBrowser({ drawsMaps: false }),
  ]);
  [office, admin] = await Promise.all([signedIn('dispatcher'), signedIn('admin')]);
});

afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** What was done with a tap, and when, by the clock that phone and server are measured by. */
interface Done {
  readonly kind: string;
  readonly stopId: string;
  readonly atMs: number;
  readonly clockAheadMs: number;
  readonly photosAtMs: readonly number[];
  readonly ticket: string | null;
}

test('a shift without a network, with a killed tab, a clock set twice, an ended session, another revision and a killed server, arrives once and at its times', async () => {
  const { trucks } = await ofDay();
  const { truckId, moves } = itemAt(trucks, 0);
  const accountId = await driverOf(truckId, EMAIL);
  const profile = await mkdtemp(path.join(tmpdir(), 'tuyen-xanh-shift-'));
  const done: Done[] = [];
  let ahead = 0;
  let unsent = 0;
  let photo = 0;
  let ticket = 0;

  // The evening before: signed in, and everything on the phone that it needs.
  let phone = await launchPhone(profile, ahead);
  await signIn(phone.context, EMAIL, PASSWORD);
  let page = await phone.context.newPage();
  await page.goto(`${program.url}/driver`);
  await page.getByRole('button', { name: 'Tất cả điểm dừng' }).waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(keptDays)).toBe(1);
  expect(await page.evaluate(() => (globalThis as unknown as TestedPhone).hasAskedToKeep)).toBe(true);
  const route: OwnRouteView = await read(phone.context, '/api/own-route');
  expect(route.truckId).toBe(truckId);
  await phone.context.close();

  const openOffline = async (): Promise<void> => {
    phone = await launchPhone(profile, ahead);
    await phone.context.setOffline(true);
    page = await phone.context.newPage();
    await page.goto(`${program.url}/driver`);
    await page.getByRole('button', { name: 'Tất cả điểm dừng' }).waitFor();
    await told(page, unsent);
  };
  const setClock = async (ms: number): Promise<void> => {
    ahead = ms;
    await page.evaluate((by) => (globalThis as unknown as TestedPhone).setClockAhead(by), ms);
  };
  const tap = async (stop: StopView, kind: string, label: string, photosAtMs: number[] = []): Promise<void> => {
    const button = page.getByRole('button', { name: label, exact: true });
    await button.click();
    const name = kind === 'unloaded' ? `PC-${String(++ticket)}` : null;
    done.push({ kind, stopId: stop.id, atMs: Date.now(), clockAheadMs: ahead, photosAtMs, ticket: name });
    unsent++;
    await told(page, unsent);
  };
  const takePhoto = async (): Promise<number> => {
    const buffer = await picture(photo++);
    await page.locator('input[type=file]').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('button', { name: '1 ảnh' }).waitFor();
    unsent++;
    return Date.now();
  };
  const work = async (stop: StopView): Promise<void> => {
    if (stop.kind === 'start') await tap(stop, 'shift-started', 'Bắt đầu ca');
    else if (stop.kind === 'end') await tap(stop, 'shift-ended', 'Kết thúc ca');
    else if (stop.kind === 'break') {
      await tap(stop, 'break-started', 'Bắt đầu nghỉ');
      await tap(stop, 'break-ended', 'Nghỉ xong');
    } else {
      await page.getByRole('heading', { name: stop.name }).waitFor();
      const photos = photo < 10 ? [await takePhoto()] : [];
      if (stop.kind === 'unload') {
        await page.getByRole('button', { name: 'Phiếu cân' }).click();
        await page.getByRole('textbox', { name: 'Số phiếu' }).fill(`PC-${String(ticket + 1)}`);
        await page.getByRole('textbox', { name: 'Cân tổng (kg)' }).fill('7200');
        await page.getByRole('textbox', { name: 'Cân bì (kg)' }).fill('4100');
        await page.getByRole('button', { name: 'Xong', exact: true }).click();
        await tap(stop, 'unloaded', 'Đã đổ', photos);
      } else await tap(stop, 'served', 'Đã lấy', photos);
    }
  };

  const { stops } = route;
  const [third, half, late] = [0.3, 0.5, 0.75].map((share) => Math.round(stops.length * share)) as [
    number,
    number,
    number,
  ];
  await openOffline();
  const slow = await phone.context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  for (const [index, stop] of stops.entries()) {
    if (index === third) await setClock(2 * HOUR);
    if (index === half) {
      // The system takes the tab; and the office goes on without this phone.
      await phone.kill();
      await endSessions(accountId);
      await publishWith(moves);
      await openOffline();
    }
    if (index === half + 2) {
      // Switched off and on.
      await phone.context.close();
      await openOffline();
    }
    if (index === late) await setClock(-DAY);
    await work(stop);
  }
  const finished = page.getByRole('heading', { name: 'Đã xong việc hôm nay' });
  await finished.waitFor();

  // A network again: the page asks to sign in, and is there until that is wanted.
  await phone.context.setOffline(false);
  const email = page.getByLabel('Email');
  const link = page.getByRole('link', { name: 'Đăng nhập' });
  await link.waitFor();
  await told(page, unsent);
  await finished.waitFor();
  await link.click();
  await email.waitFor();
  let killed = 0;
  /** The server is killed once at the first of these and once at the first of those; what is sent while it is away comes nowhere. */
  const killAt = async (pattern: string, turn: number, deliver: (sent: Route) => Promise<unknown>): Promise<void> => {
    let isAway = false;
    await phone.context.route(pattern, async (sent) => {
      if (isAway) return await sent.abort();
      if (killed !== turn) return await sent.continue();
      isAway = true;
      await deliver(sent);
      await killServer();
      await sent.abort().catch(() => undefined);
      isAway = false;
      killed++;
    });
  };
  await killAt('**/api/field-events', 0, async (sent) => {
    // On another revision, and before the server knows of anything, the page knows what was done.
    await finished.waitFor();
    // It is taken, and nobody hears so.
    expect((await sent.fetch()).status()).toBe(200);
  });
  await killAt('**/api/photos', 1, (sent) => sent.continue());
  await email.fill(EMAIL);
  await page.getByLabel('Mật khẩu').first().fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  for (const turn of [1, 2]) {
    await expect.poll(() => killed).toBe(turn);
    // It tries again by itself as well: then there may be nothing to tap.
    await page
      .getByRole('button', { name: 'Gửi lại ngay' })
      .click({ timeout: 3000 })
      .catch(() => undefined);
  }
  await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });
  await page.getByText('bị máy chủ từ chối').waitFor({ state: 'detached' });
  await finished.waitFor();
  const shown: OwnRouteView = await read(phone.context, '/api/own-route');
  await phone.context.close();

  expect(shown.id).not.toBe(route.id);
  const { events, photos, tickets } = await keptOf(truckId);
  // In their order, each once, and as the API shows them, too.
  const what = done.map(({ kind, stopId }) => [kind, stopId]);
  expect(events.map(({ kind, stopId }) => [kind, stopId])).toEqual(what);
  expect(inOrder(shown.events).map(({ kind, stopId }) => [kind, stopId])).toEqual(what);
  const photosAtMs = done.flatMap((one) => one.photosAtMs);
  expect(photosAtMs).toHaveLength(10);
  expect(photos.map(({ id }) => id).toSorted()).toEqual(events.flatMap(({ photoIds }) => photoIds).toSorted());
  expect(tickets.map(({ number }) => number)).toEqual(done.flatMap(({ ticket: name }) => name ?? []));
  const listed = (await read(office, '/api/tickets')).items as { number: string }[];
  expect(listed.map(({ number }) => number).toSorted()).toEqual(tickets.map(({ number }) => number));

  // At their times, with what the phone's own clock showed beside it where that was off.
  const doneMs = done.map(({ atMs }) => atMs);
  expect(
    farthest(
      events.map(({ doneAt }) => doneAt),
      doneMs,
    ),
  ).toBeLessThan(NEAR_MS);
  expect(
    farthest(
      photos.map(({ takenAt }) => takenAt),
      photosAtMs,
    ),
  ).toBeLessThan(NEAR_MS);
  const unloadedMs = done.flatMap(({ ticket: name, atMs }) => (name === null ? [] : [atMs]));
  expect(
    farthest(
      tickets.map(({ weighedAt }) => weighedAt),
      unloadedMs,
    ),
  ).toBeLessThan(NEAR_MS);
  const onPhone = events.map(({ doneAt, deviceDoneAt }) => deviceDoneAt ?? doneAt);
  expect(
    farthest(
      onPhone,
      done.map(({ atMs, clockAheadMs }) => atMs + clockAheadMs),
    ),
  ).toBeLessThan(NEAR_MS);
  removeFolder(profile);
});

test('a session that ends on the way keeps the route, its reports and what the office changed; another account sends nothing of it', async () => {
  const { trucks } = await ofDay();
  const { truckId, moves } = itemAt(trucks, 1);
  const [own, other] = ['lai-xe-het-phien@demo.local', 'lai-xe-khac@demo.local'];
  const accountId = await driverOf(truckId, own);
  await driverOf(itemAt(trucks, 0).truckId, other);
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  await signIn(phone, own, PASSWORD);
  const page = await phone.newPage();
  await page.goto(`${program.url}/driver`);
  await page.getByRole('button', { name: 'Bắt đầu ca' }).waitFor();
  await expect.poll(() => page.evaluate(keptDays)).toBe(1);
  const route: OwnRouteView = await read(phone, '/api/own-route');
  const link = page.getByRole('link', { name: 'Đăng nhập' });
  const first = itemAt(
    route.stops.filter(({ kind }) => kind === 'point'),
    0,
  );
  const events = async () => (await keptOf(truckId)).events.map(({ kind }) => kind);
  const enter = async (email: string): Promise<void> => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Mật khẩu').first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
  };

  // What is tapped then shows that the session is over, and so does the page opened anew: neither leads away.
  await endSessions(accountId);
  await publishWith(moves);
  await page.getByRole('button', { name: 'Bắt đầu ca' }).click();
  await link.waitFor();
  await page.getByRole('heading', { name: first.name }).waitFor();
  await told(page, 1);
  await page.reload();
  await link.waitFor();
  await page.getByRole('heading', { name: first.name }).waitFor();
  await told(page, 1);
  expect(new URL(page.url()).pathname).toBe('/driver');
  expect(await page.getByText('Không có mạng').isVisible()).toBe(false);
  expect(await page.evaluate(keptDays)).toBe(1);
  expect(await events()).toEqual([]);
  await link.click();
  await page.getByText('1 báo cáo chưa gửi của Lái xe ca dài').waitFor();
  await enter(own);
  await page.getByText('Tuyến đã được điều phối viên thay đổi').waitFor();
  await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });
  await expect.poll(events).toEqual(['shift-started']);
  // It is said until it is understood, whenever the page is opened.
  await page.reload();
  await page.getByRole('button', { name: 'Đã hiểu' }).click();
  await page.getByText('Tuyến đã được điều phối viên thay đổi').waitFor({ state: 'detached' });

  // Somebody else signs in: what waits is not theirs to send, and stays.
  await endSessions(accountId);
  await page.getByRole('button', { name: 'Đã lấy', exact: true }).click();
  await link.click();
  await enter(other);
  await page.getByText('Máy này còn giữ 1 báo cáo chưa gửi của tài khoản khác').waitFor();
  expect(await events()).toEqual(['shift-started']);
  await phone.clearCookies();
  await page.goto(`${program.url}/sign-in?next=/driver`);
  await page.getByText('1 báo cáo chưa gửi').waitFor();
  await enter(own);
  await expect.poll(events).toEqual(['shift-started', 'served']);
  await page.getByText('báo cáo chưa gửi').waitFor({ state: 'detached' });
  await phone.close();
});

test('the next stop is drawn and reported of while the page is on its way and cut off, and the page goes on from there', async () => {
  const { another: truckId } = await ofDay();
  const email = 'lai-xe-mang-cham@demo.local';
  await driverOf(truckId, email);
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  await signIn(phone, email, PASSWORD);
  const page = await phone.newPage();
  const events = async () => (await keptOf(truckId)).events.map(({ kind }) => kind);
  const route: OwnRouteView = await read(phone, '/api/own-route');
  const points = route.stops.filter(({ kind }) => kind === 'point');
  let asks = 0;
  let letCome: () => void = () => undefined;
  const coming = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await phone.route(/\/assets\/index-[^/]*\.js$/, async (asked) => {
    asks++;
    await coming;
    await (asks <= 3 ? asked.abort() : asked.continue());
  });

  await page.goto(`${program.url}/driver`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Bắt đầu ca' }).click();
  await page.getByRole('heading', { name: itemAt(points, 0).name }).waitFor();
  await expect.poll(events).toEqual(['shift-started']);
  await page.getByText('Đang tải phần còn lại…').waitFor();

  letCome();
  await page.getByRole('button', { name: 'Tất cả điểm dừng' }).waitFor();
  expect(asks).toBeGreaterThan(3);
  expect(await page.getByText('Đang tải phần còn lại…').count()).toBe(0);
  expect(await page.getByRole('heading', { name: itemAt(points, 0).name }).count()).toBe(1);
  await page.getByRole('button', { name: 'Đã lấy', exact: true }).click();
  await page.getByRole('heading', { name: itemAt(points, 1).name }).waitFor();
  await expect.poll(events).toEqual(['shift-started', 'served']);
  await phone.close();
});

const inOrder = (events: OwnRouteView['events']) => events.toSorted((a, b) => a.doneAt.localeCompare(b.doneAt));

/** By how much the one that is most wrong is wrong, in ms. */
function farthest(times: readonly Date[], right: readonly number[]): number {
  expect(times).toHaveLength(right.length);
  return Math.max(...times.map((time, index) => Math.abs(time.getTime() - itemAt(right, index))));
}

interface TestedPhone {
  /** What the page's own `Date` is made to show. */
  setClockAhead(ms: number): void;
  /** The page has asked the browser to clear nothing of it by itself. */
  hasAskedToKeep: boolean;
}

async function launchPhone(profile: string, aheadMs: number) {
  const phone = await launchPersistent(profile, { viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  await phone.context.addInitScript((first) => {
    const Right = Date;
    let by = first;
    globalThis.Date = class extends Right {
      constructor(...parts: [] | [number]) {
        if (parts.length === 0) super(Right.now() + by);
        else super(...parts);
      }
      static override now(): number {
        return Right.now() + by;
      }
    } as DateConstructor;
    (globalThis as unknown as TestedPhone).setClockAhead = (ms) => {
      by = ms;
    };
    navigator.storage.persist = async () => ((globalThis as unknown as TestedPhone).hasAskedToKeep = true);
    // The second that the page rests after a tap: in a whole shift that comes to half a minute.
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = ((work: () => void, ms?: number) => wait(work, ms === 1000 ? 50 : ms)) as typeof wait;
  }, aheadMs);
  return phone;
}

const told = (page: Page, unsent: number): Promise<unknown> =>
  unsent === 0 ? Promise.resolve() : page.getByText(new RegExp(`^${String(unsent)} báo cáo chưa gửi`)).waitFor();

async function picture(number: number): Promise<Buffer> {
  const background = { r: 20 * number, g: 120, b: 60 };
  return await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

async function signedIn(role: Role): Promise<BrowserContext> {
  const context = await browser.newContext();
  const { password } = JSON.parse(readFileSync(path.join(program.dataDir, 'demo-accounts.json'), 'utf8')) as {
    password: string;
  };
  await signIn(context, `${role}@demo.local`, password);
  return context;
}

async function signIn(context: BrowserContext, email: string, password: string): Promise<void> {
  await post(context, '/api/auth/sign-in/email', { email, password });
}

async function read(context: BrowserContext, address: string) {
  const answer = await context.request.get(`${program.url}${address}`);
  expect(answer.status(), address).toBe(200);
  return await answer.json();
}

async function post(context: BrowserContext, address: string, data: object) {
  const answer = await context.request.post(`${program.url}${address}`, { data, headers: { Origin: program.url } });
  expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true);
  return await answer.json();
}

const OVERRIDE = { reason: 'thử' };

/**
 * Plans and publishes today. Chooses a truck with a break, two unloadings and some thirty stops, or what comes nearest to that, and
 * another one, and says of each which move makes another revision of its route: two neighbours in another order.
 */
async function publishedDay() {
  const { today } = await read(office, '/api/area');
  const { id: planId } = (await post(office, '/api/plans', { date: today, seconds: 2 })) as { id: string };
  await vi.waitFor(async () => expect((await read(office, `/api/plans/${planId}`)).state).toBe('done'), {
    ...{ timeout: 90_000, interval: 300 },
  });
  const { routes } = await read(office, `/api/plans/${planId}/revisions/1`);
  const count = ({ stops }: RouteView, kind: StopView['kind']): number =>
    stops.filter((stop) => stop.kind === kind).length;
  const has = (one: RouteView): number =>
    Number(one.stops.length >= STOPS) + Number(count(one, 'unload') >= 2) + Number(count(one, 'break') > 0);
  const longer = ({ stops }: RouteView): number => Math.abs(stops.length - STOPS);
  // Nobody reports of a shift that begins half a day later.
  const chosen = (routes as RouteView[])
    .filter(({ startsAt }) => Date.parse(startsAt) < Date.now() + 11 * HOUR)
    .sort((one, other) => has(other) - has(one) || longer(one) - longer(other));
  await post(office, `/api/plans/${planId}/publish`, { revision: 1 });
  const trucks: { truckId: string; moves: object[] }[] = [];
  for (const one of chosen) {
    const swap = await swapOf(planId, one);
    if (swap) trucks.push({ truckId: one.truckId, moves: [swap] });
    if (trucks.length < 2) continue;
    const another = chosen.find(({ truckId }) => trucks.every((taken) => taken.truckId !== truckId));
    if (another) return { planId, trucks, another: another.truckId };
  }
  throw new Error('there are no two trucks of which two stops can change places');
}

/** Two neighbours of a trip that can change places: the day does not allow it everywhere, some sites are about to close. */
async function swapOf(planId: string, { truckId, stops }: RouteView): Promise<object | null> {
  const pointsOf = (trip: number) => stops.filter(({ kind, tripNumber }) => kind === 'point' && tripNumber === trip);
  const trips = [...new Set(stops.flatMap(({ tripNumber }) => tripNumber ?? []))];
  const swaps = trips.flatMap((trip) =>
    pointsOf(trip).flatMap(({ visitId, visitParts }, index) =>
      index > 0 && (visitParts ?? 1) === 1 ? [{ visit: visitId, to: { truck: truckId, trip, position: index } }] : [],
    ),
  );
  for (const swap of swaps) {
    const asked = { base: 1, moves: [swap], override: OVERRIDE };
    const { isAllowed } = await post(office, `/api/plans/${planId}/edits`, { ...asked, dryRun: true });
    if (isAllowed) return swap;
  }
  return null;
}

/** Publishes the day as it is published, with these moves. */
async function publishWith(moves: readonly object[]): Promise<void> {
  const { planId } = await ofDay();
  const { revisions } = (await read(office, `/api/plans/${planId}`)) as { revisions: { number: number }[] };
  const base = Math.max(...revisions.map(({ number }) => number));
  const { number } = await post(office, `/api/plans/${planId}/edits`, { base, moves, override: OVERRIDE });
  await post(office, `/api/plans/${planId}/publish`, { revision: number });
}

const endSessions = (accountId: string) => post(admin, `/api/accounts/${accountId}/sessions/end`, {});

/** An account that drives that truck, with a password of its own. @returns its id */
async function driverOf(truckId: string, email: string): Promise<string> {
  const memberships = [{ role: 'driver', scopeKind: 'truck', scopeId: truckId, townId: null }];
  const made = await post(admin, '/api/accounts', { name: 'Lái xe ca dài', email, access: 'password', memberships });
  const context = await browser.newContext();
  await signIn(context, email, made.access.secret);
  await post(context, '/api/auth/change-password', { currentPassword: made.access.secret, newPassword: PASSWORD });
  await context.close();
  return made.id;
}

/** Kills the server as a fault would, and waits until the supervisor has brought it back. */
async function killServer(): Promise<void> {
  const server = runningInstance(program.dataDir)?.children['server'];
  if (!server) throw new Error('there is no server');
  process.kill(server.pid, 'SIGKILL');
  await expect.poll(() => isAlive(server)).toBe(false);
  await expect.poll(async () => (await fetch(`${program.url}/api/area`).catch(() => null))?.status ?? null).toBe(200);
}

interface Kept {
  readonly events: readonly {
    id: string;
    kind: string;
    stopId: string;
    doneAt: Date;
    deviceDoneAt: Date | null;
    photoIds: string[];
  }[];
  readonly photos: readonly { id: string; takenAt: Date }[];
  readonly tickets: readonly { number: string; weighedAt: Date; fieldEventId: string }[];
}

async function keptOf(truckId: string): Promise<Kept> {
  return await withConnection(runningInstance(program.dataDir)?.databaseUrl ?? '', async (client) => {
    const rows = async (text: string) => (await client.query(text, [truckId])).rows;
    return {
      events: await rows(`SELECT * FROM "FieldEvent" WHERE "truckId" = $1 AND source = 'app' ORDER BY "doneAt"`),
      photos: (await client.query('SELECT * FROM "Photo" ORDER BY "takenAt"')).rows,
      tickets: await rows('SELECT * FROM "Ticket" WHERE "truckId" = $1 ORDER BY "weighedAt"'),
    };
  });
}
