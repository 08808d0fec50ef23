import { Agent, get } from 'node:http';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** How long a reader waits at most: one that waits longer counts as failed. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * `npm run bench -- readers [--url URL] [--password PASSWORD] [--readers 20] [--rounds 5] [--fixes 0]`: what pages read on opening, asked by
 * so many at once of a running program with the demo's accounts (the password is DEMO_PASSWORD unless told). Each reader asks
 * without an ETag, as a browser does that opens the page for the first time; how large the answers are, on the way and
 * unpacked. With `--fixes N` N positions a second are sent by the trucks' devices at the same time, and a second table says
 * what became of them.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://localhost:3000' },
      password: { type: 'string', default: process.env['DEMO_PASSWORD'] ?? '' },
      readers: { type: 'string', default: '20' },
      rounds: { type: 'string', default: '5' },
      fixes: { type: 'string', default: '0' },
    },
  });
  const cookie = await signIn(values.url, values.password);
  const paths = ['/api/town', '/api/coverage', ...(await pathsOfLatestPlan(values.url, cookie))];
  const fixes = Number(values.fixes) > 0 ? await sendFixes(values.url, cookie, Number(values.fixes)) : null;
  const rows: Record<string, string | number>[] = [];
  for (const path of paths) {
    rows.push(await measure(values.url, path, cookie, Number(values.readers), Number(values.rounds)));
  }
  console.table(rows);
  if (fixes) console.table([await fixes.stop()]);
}

async function signIn(url: string, password: string): Promise<string> {
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

const plansSchema = z.array(
  z.looseObject({ id: z.string(), day: z.string(), revisions: z.array(z.looseObject({ number: z.int() })) }),
);

/** The latest revision of the latest day that has one, and that day's field state. */
async function pathsOfLatestPlan(url: string, cookie: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/plans`, { headers: { cookie } });
  const plan = plansSchema.parse(await answer.json()).find(({ revisions }) => revisions.length > 0);
  if (!plan) return [];
  return [
    `/api/plans/${plan.id}/revisions/${Math.max(...plan.revisions.map(({ number }) => number))}`,
    `/api/day/${plan.day}`,
  ];
}

async function measure(url: string, path: string, cookie: string, readers: number, rounds: number) {
  const times: number[] = [];
  let failed = 0;
  let unpacked = 0;
  const ask = async (): Promise<void> => {
    const began = performance.now();
    try {
      const answer = await fetch(url + path, {
        headers: { cookie },
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      unpacked = (await answer.arrayBuffer()).byteLength;
      if (!answer.ok) failed++;
    } catch {
      // Too late, or hung up on: counted, and its time with it.
      failed++;
    }
    times.push(performance.now() - began);
  };
  for (let round = 0; round < rounds; round++) await Promise.all(Array.from({ length: readers }, ask));
  const sorted = times.toSorted((a, b) => a - b);
  const share = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]);
  return {
    path: path.replaceAll(/[0-9a-f-]{36}/g, '…'),
    readers,
    'median ms': share(0.5),
    'p95 ms': share(0.95),
    'max ms': share(1),
    failed,
    kB: Math.round(unpacked / 1000),
  };
}

const trucksSchema = z.looseObject({ trucks: z.array(z.looseObject({ deviceId: z.string().nullable() })) });

/** Sends positions at an even rate, whether or not those before were answered, until it is stopped. */
async function sendFixes(url: string, cookie: string, aSecond: number) {
  const answer = await fetch(`${url}/api/town`, { headers: { cookie } });
  const devices = trucksSchema.parse(await answer.json()).trucks.flatMap(({ deviceId }) => deviceId ?? []);
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const begun = performance.now();
  let sent = 0;
  const send = (): void => {
    const device = devices[sent % devices.length] ?? '';
    // Each of another second, in days long gone: a position sent twice would be none.
    const timestamp = 1_300_000_000 + (Math.floor(Date.now() / 1000) % 100_000_000) + Math.floor(sent / devices.length);
    sent++;
    const at = performance.now();
    const path = `/osmand?id=${device}&lat=20.08&lon=105.86&timestamp=${timestamp}`;
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
        'median ms': share(0.5),
        'p95 ms': share(0.95),
        'max ms': share(1),
      };
    },
  };
}
