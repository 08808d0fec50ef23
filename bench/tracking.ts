import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { LiveMessages } from '../domain/live.ts';
import { type RuntimeFile, runningInstance } from '../platform/runtime-file.ts';
import { memoryOfProcess } from './process-memory.ts';
import { plannedFixes } from './planned-fixes.ts';
import { type FixesToSend, fixesOfNoPlan, sendFixes, signIn } from './send-fixes.ts';

/** What pages have to hear within. */
const GOAL_MILLISECONDS = 500;

/**
 * `npm run bench -- tracking [--url URL] [--password PASSWORD] [--data-dir DIRECTORY] [--fixes 1000,2000,5000] [--watchers 100]
 * [--seconds 60] [--day YYYY-MM-DD]`: so many positions a second sent to a running program by the demo trucks' devices, one rate after the other, and how long
 * after a position was due to be sent so many open pages heard of it. A device sends in order and one request at a time, as trackers do
 * (`send-fixes.ts`); what becomes due meanwhile goes in the next. A truck is announced at most once a second: what came meanwhile is not
 * announced and not measured. Of a program whose data directory is on this machine it tells too how many positions that were
 * acknowledged are not stored, and the server's memory before and behind. It ends at the first rate that breaks it.
 * With a day its published routes are driven, a thousand fixes a second at a hundred times their pace, and what follows for each truck's
 * day is kept with them; without one the fixes are of no plan. A day can be driven once: what is known already is not measured.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://localhost:3000' },
      password: { type: 'string', default: process.env['DEMO_PASSWORD'] ?? '' },
      'data-dir': { type: 'string', default: '.data' },
      fixes: { type: 'string', default: '1000,2000,5000' },
      watchers: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '60' },
      day: { type: 'string' },
    },
  });
  const cookie = await signIn(values.url, values.password);
  const instance = runningInstance(values['data-dir']);
  const rows: Record<string, string | number>[] = [];
  let told = 0;
  for (const aSecond of values.fixes.split(',').map(Number)) {
    const measured = { aSecond, watchers: Number(values.watchers), seconds: Number(values.seconds) };
    const fixes =
      values.day === undefined
        ? await fixesOfNoPlan(values.url, cookie)
        : await plannedFixes(values.url, values.password, values.day, told);
    const { row, isBroken, secondsTold } = await measure(values.url, cookie, fixes, measured, instance);
    told += secondsTold;
    rows.push(row);
    if (isBroken) break;
  }
  console.table(rows);
}

interface Measured {
  readonly aSecond: number;
  readonly watchers: number;
  readonly seconds: number;
}

async function measure(
  url: string,
  cookie: string,
  toSend: FixesToSend,
  { aSecond, watchers: many, seconds }: Measured,
  instance: RuntimeFile | undefined,
) {
  const dueAt = new Map<string, number>();
  const delays: number[] = [];
  const heardBy = Array.from({ length: many }, () => 0);
  const hear =
    (watcher: number): LiveMessages['positions'] =>
    (positions) => {
      const now = performance.now();
      for (const { truckId, fixTime } of positions) {
        const at = dueAt.get(`${truckId} ${Date.parse(fixTime)}`);
        if (at === undefined) continue;
        delays.push(now - at);
        heardBy[watcher] += 1;
      }
    };
  const watchers = await Promise.all(heardBy.map((_, index) => watch(url, cookie, hear(index))));
  const memory = () => memoryOfProcess(instance?.children['server']?.pid ?? 0);
  const fixes = sendFixes(url, toSend, aSecond, (truckId, fixTime, at) => {
    dueAt.set(`${truckId} ${fixTime}`, at);
  });
  // A third of the time is what it needs to warm up.
  await wait((seconds * 1000) / 3);
  const before = memory();
  await wait((seconds * 2000) / 3);
  const after = memory();
  const { acknowledged, failed, ...sent } = await fixes.stop();
  await wait(2000);
  for (const watcher of watchers) watcher.close();
  const stored = instance && (await storedBetween(instance, toSend.from, lastOf(dueAt)));
  const sorted = delays.toSorted((a, b) => a - b);
  const share = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  const row = {
    'fixes a second': sent['fixes a second'],
    'requests a second': sent['requests a second'],
    'stored a second': sent['stored a second'],
    'told to come again (503)': sent['told to come again (503)'],
    failed,
    'acknowledged, not stored': stored === undefined ? '' : Math.max(0, acknowledged - stored),
    'answered, p95 ms': sent['p95 ms'],
    watchers: many,
    trucks: toSend.senders,
    'heard by each': `${Math.min(...heardBy)}–${Math.max(...heardBy)}`,
    'p50 ms': share(0.5),
    'p95 ms': share(0.95),
    'p99 ms': share(0.99),
    'server MB': instance ? `${before} → ${after}` : '',
  };
  const isBroken =
    share(0.95) >= GOAL_MILLISECONDS || failed > 0 || sent['stored a second'] < 0.95 * sent['fixes a second'];
  return { row, isBroken, secondsTold: fixes.secondsTold() };
}

/** The latest of the times that were sent, in ms. */
const lastOf = (dueAt: ReadonlyMap<string, number>): number =>
  [...dueAt.keys()].reduce((latest, key) => Math.max(latest, Number(key.split(' ')[1])), 0);

/** How many positions are stored of the times that were sent. */
async function storedBetween(instance: RuntimeFile, first: number, last: number): Promise<number> {
  const client = new pg.Client({ connectionString: instance.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ many: number }>(
      'SELECT count(*)::int AS many FROM "Position" WHERE "fixTime" BETWEEN to_timestamp($1) AND to_timestamp($2)',
      [first / 1000, last / 1000],
    );
    return rows[0]?.many ?? 0;
  } finally {
    await client.end();
  }
}

async function watch(url: string, cookie: string, hear: LiveMessages['positions']): Promise<Socket<LiveMessages>> {
  const socket: Socket<LiveMessages> = io(url, {
    path: '/socket.io',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.on('positions', hear);
  return socket;
}
