import { Agent, get } from 'node:http';
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

/**
 * Sends positions at an even rate, whether or not those before were answered, until it is stopped.
 *
 * @param onSent hears of each as it is sent: whose, and its time in ms
 */
export function sendFixes(
  url: string,
  fixes: FixesToSend,
  aSecond: number,
  onSent: (truckId: string, fixTime: number) => void = () => undefined,
) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const begun = performance.now();
  let sent = 0;
  const send = (): void => {
    const { truckId, deviceId, at: fixTime, position } = fixes.fix(sent);
    sent++;
    const at = performance.now();
    onSent(truckId, fixTime);
    const path = `/osmand?id=${deviceId}&lat=${position[1]}&lon=${position[0]}&timestamp=${fixTime / 1000}`;
    const done = (status: number): void => {
      times.push(performance.now() - at);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    get({ hostname, port, path, agent }, (response) => {
      response.resume().on('end', () => done(response.statusCode ?? 0));
    }).on('error', () => done(0));
  };
  const timer = setInterval(() => {
    for (const due = ((performance.now() - begun) / 1000) * aSecond; sent < due; ) send();
  }, 10);
  return {
    /** How many seconds of its own time each truck has told of. */
    secondsTold: () => Math.ceil(sent / fixes.senders),
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - begun) / 1000;
      for (let waited = 0; times.length < sent && waited < 60; waited++) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      agent.destroy();
      const sorted = times.toSorted((a, b) => a - b);
      const share = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
      return {
        'fixes a second': Math.round(sent / seconds),
        'stored a second': Math.round((statuses.get(200) ?? 0) / seconds),
        'told to come again (503)': statuses.get(503) ?? 0,
        failed: sent - (statuses.get(200) ?? 0) - (statuses.get(503) ?? 0),
        acknowledged: statuses.get(200) ?? 0,
        'median ms': share(0.5),
        'p95 ms': share(0.95),
        'max ms': share(1),
      };
    },
  };
}
