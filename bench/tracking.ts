import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import type { LiveMessages } from '../domain/live.ts';
import { sendFixes, signIn } from './send-fixes.ts';

/**
 * `npm run bench -- tracking [--url URL] [--password PASSWORD] [--fixes 1000] [--watchers 100] [--seconds 20]`: so many positions a
 * second sent to a running program by the demo trucks' devices, and how long after a position was sent so many open pages
 * heard of it. A truck is announced at most once a second: what came meanwhile is not announced and not measured.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string', default: 'http://localhost:3000' },
      password: { type: 'string', default: process.env['DEMO_PASSWORD'] ?? '' },
      fixes: { type: 'string', default: '1000' },
      watchers: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '20' },
    },
  });
  const cookie = await signIn(values.url, values.password);
  const sentAt = new Map<string, number>();
  const delays: number[] = [];
  const hear: LiveMessages['positions'] = (positions) => {
    const now = performance.now();
    for (const { truckId, fixTime } of positions) {
      const at = sentAt.get(`${truckId} ${Date.parse(fixTime)}`);
      if (at !== undefined) delays.push(now - at);
    }
  };
  const watchers = await Promise.all(
    Array.from({ length: Number(values.watchers) }, () => watch(values.url, cookie, hear)),
  );
  const fixes = await sendFixes(values.url, cookie, Number(values.fixes), (truckId, fixTime) => {
    sentAt.set(`${truckId} ${fixTime}`, performance.now());
  });
  await wait(Number(values.seconds) * 1000);
  const sent = await fixes.stop();
  for (const watcher of watchers) watcher.close();
  const sorted = delays.toSorted((a, b) => a - b);
  const share = (part: number) => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  console.table([sent]);
  console.table([
    {
      watchers: watchers.length,
      'positions heard': sorted.length,
      'median ms': share(0.5),
      'p95 ms': share(0.95),
      'max ms': share(1),
    },
  ]);
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
