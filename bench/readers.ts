import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fixesOfNoPlan, sendFixes, signIn } from './send-fixes.ts';

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
  const fixes =
    Number(values.fixes) > 0
      ? sendFixes(values.url, await fixesOfNoPlan(values.url, cookie), Number(values.fixes))
      : null;
  const rows: Record<string, string | number>[] = [];
  for (const path of paths) {
    rows.push(await measure(values.url, path, cookie, Number(values.readers), Number(values.rounds)));
  }
  console.table(rows);
  if (fixes) console.table([await fixes.stop()]);
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
