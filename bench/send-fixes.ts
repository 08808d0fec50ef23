import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** Signs in at a running program as its demo's dispatcher. @returns the session's cookie */
export async function signIn(url: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'dispatcher@demo.local', password }),
  });
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const trucksSchema = z.looseObject({
  trucks: z.array(z.looseObject({ id: z.string(), deviceId: z.string().nullable() })),
});

/** Positions to be sent one after the other, each of which says something new. */
export interface FixesToSend {
  /** No time that is told is before this, in ms. */
  readonly from: number;
  /** How many trucks take turns. */
  readonly senders: number;
  fix(index: number): {
    readonly truckId: string;
    /** What its device is known by. */
    readonly deviceId: string;
    /** In ms. */
    readonly at: number;
    readonly position: readonly [number, number];
  };
}

/** Fixes of all trucks at one place, in days long gone: of no plan, and older than what was sent before is not announced. */
export async function fixesOfNoPlan(url: string, cookie: string): Promise<FixesToSend> {
  const answer = await fetch(`${url}/api/town`, { headers: { cookie } });
  const devices = trucksSchema
    .parse(await answer.json())
    .trucks.flatMap(({ id, deviceId }) => (deviceId === null ? [] : [{ truckId: id, deviceId }]));
  // Runs on by 500 for every second that passes, so that a later run begins after an earlier one's last.
  const from = 1_450_000_000 + (Math.floor(Date.now() / 2) % 200_000_000);
  return {
    ...{ from: from * 1000, senders: devices.length },
    fix: (index) => ({
      ...devices[index % devices.length],
      ...{ at: (from + Math.floor(index / devices.length)) * 1000, position: [105.86, 20.08] },
    }),
  };
}

/** So many fixes go in one request at most, as of a tracker that was without a network. */
const MOST_AT_ONCE = 500;
/** Where a server that tells to come again does not say when. */
const COME_AGAIN_SECONDS = 2;

/** A fix that has become due. */
interface DueFix {
  /** When it was, by `performance.now()`. */
  readonly dueAt: number;
  readonly fixTime: number;
  readonly position: readonly [number, number];
}

interface Device {
  readonly waiting: DueFix[];
  isSending: boolean;
}

/**
 * Positions become due at an even rate, whether or not those before were answered, until it is stopped. Each device sends them as trackers do:
 * in their order, one request under way at a time, with all that became due since the one before it in Traccar Client's form. Every time is
 * from when a position was due, so that what it waited for in the device counts.
 *
 * @param onDue hears of each as it becomes due: whose, its time in ms, and when it was due by `performance.now()`
 */
export function sendFixes(
  url: string,
  fixes: FixesToSend,
  aSecond: number,
  onDue: (truckId: string, fixTime: number, dueAt: number) => void = () => undefined,
) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const devices = new Map<string, Device>();
  const times: number[] = [];
  const begun = performance.now();
  let [due, requests, toldToComeAgain, acknowledged, isOver] = [0, 0, 0, 0, false];

  const dueAtOf = (index: number): number => begun + (index * 1000) / aSecond;

  const post = (deviceId: string, batch: readonly DueFix[]) => {
    const location = batch.map(({ fixTime, position: [longitude, latitude] }) => ({
      ...{ timestamp: new Date(fixTime).toISOString(), coords: { latitude, longitude } },
    }));
    const body = JSON.stringify({ device_id: deviceId, location });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    return new Promise<{ status: number; retrySeconds: number }>((resolve) => {
      request({ method: 'POST', hostname, port, path: '/osmand', agent, headers }, (response) => {
        const retrySeconds = Number(response.headers['retry-after'] ?? COME_AGAIN_SECONDS);
        response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, retrySeconds }));
      })
        .on('error', () => resolve({ status: 0, retrySeconds: COME_AGAIN_SECONDS }))
        .end(body);
    });
  };

  const deliver = async (deviceId: string, device: Device) => {
    device.isSending = true;
    while (device.waiting.length > 0 && !isOver) {
      const batch = device.waiting.slice(0, MOST_AT_ONCE);
      requests++;
      const { status, retrySeconds } = await post(deviceId, batch);
      if (status === 503) {
        toldToComeAgain += batch.length;
        await wait(retrySeconds * 1000);
        continue;
      }
      device.waiting.splice(0, batch.length);
      if (status !== 200) continue;
      acknowledged += batch.length;
      for (const { dueAt } of batch) times.push(performance.now() - dueAt);
    }
    device.isSending = false;
  };

  const timer = setInterval(() => {
    for (const until = performance.now(); dueAtOf(due) <= until; due++) {
      const { truckId, deviceId, at: fixTime, position } = fixes.fix(due);
      const device = devices.get(deviceId) ?? { waiting: [], isSending: false };
      devices.set(deviceId, device);
      const dueAt = dueAtOf(due);
      device.waiting.push({ dueAt, fixTime, position });
      onDue(truckId, fixTime, dueAt);
    }
    for (const [deviceId, device] of devices) if (!device.isSending) void deliver(deviceId, device);
  }, 10);
  return {
    /** How many seconds of its own time each truck has told of. */
    secondsTold: () => Math.ceil(due / fixes.senders),
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - begun) / 1000;
      const inTime = acknowledged;
      for (let waited = 0; [...devices.values()].some(({ isSending }) => isSending) && waited < 60; waited++) {
        await wait(1000);
      }
      isOver = true;
      agent.destroy();
      const sorted = times.toSorted((a, b) => a - b);
      const share = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
      return {
        'fixes a second': Math.round(due / seconds),
        'requests a second': Math.round(requests / seconds),
        'stored a second': Math.round(inTime / seconds),
        'told to come again (503)': toldToComeAgain,
        failed: due - acknowledged,
        acknowledged,
        'median ms': share(0.5),
        'p95 ms': share(0.95),
        'max ms': share(1),
      };
    },
  };
}
