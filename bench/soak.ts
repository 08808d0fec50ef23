import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { DispatcherSession } from '../demo/simulate/dispatcher-session.ts';
import { type PublishedDay, readPublishedDay } from '../demo/simulate/published-day.ts';
import { planViewSchema } from '../domain/plans.ts';
import { freePort } from '../platform/embedded-postgres.ts';
import { runningInstance } from '../platform/runtime-file.ts';
import { signIn } from './send-fixes.ts';
import { type Acknowledged, badNetwork, bring, itemsOf, type PhoneWork, randomOf } from './soak-phones.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_SECONDS = 300;
/** So long phones go on after the day is over, until the server has all. */
const AFTER_SECONDS = 180;

/**
 * `npm run bench -- soak [--trucks 50] [--seconds 180] [--speed 60] [--loss 0.1] [--doubles 0.1] [--seed 1]`: a program of its own on
 * this machine, whose trucks report a published day at so many times its speed over a network that loses, doubles and mixes up what is
 * sent, while the server and the worker are killed in the middle. What was acknowledged has to be stored, none of it twice; else it
 * ends with 1. It needs no network but the machine's own, and takes its program down when it ends.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      trucks: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '180' },
      speed: { type: 'string', default: '60' },
      loss: { type: 'string', default: '0.1' },
      doubles: { type: 'string', default: '0.1' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [trucks, seconds, speed] = [Number(values.trucks), Number(values.seconds), Number(values.speed)];
  const random = randomOf(Number(values.seed));
  const directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-soak-'));
  // PostgreSQL may have to run as another user than root.
  chmodSync(directory, 0o755);
  const program = await startProgram(directory);
  try {
    const { url, dataDir, password } = program;
    const session = new DispatcherSession(url, password);
    const published = await publishDay(session);
    const works = await phonesOf(session, published, { trucks, seconds, speed });
    await known(url, works);
    const network = badNetwork(random, { loss: Number(values.loss), doubles: Number(values.doubles) });
    const acknowledged: Acknowledged = { events: new Set(), incidents: new Set(), fixes: new Set(), refused: [] };
    const cookie = await signIn(url, password);
    const all = works.map((work) => itemsOf(work, random));
    const begun = Date.now();
    const until = begun + (seconds + AFTER_SECONDS) * 1000;
    const killed = killInTheMiddle(dataDir, seconds);
    const left = await Promise.all(
      all.map((items) => bring(url, cookie, items, { network, random, acknowledged, begun, until })),
    );
    await killed;
    const took = (Date.now() - begun) / 1000;
    const open = left.reduce((sum, count) => sum + count, 0);
    const { again, ...traffic } = network.traffic;
    const come = [...again].map(([status, times]) => `${status}: ${times}`).join(', ');
    console.table([
      { trucks, ...traffic, 'told to come again': come, 'not acknowledged': open, seconds: Math.round(took) },
    ]);
    const isSound = await judge(dataDir, published.day, acknowledged);
    for (const text of acknowledged.refused.slice(0, 5)) console.error('refused:', text);
    if (!isSound || open > 0 || acknowledged.refused.length > 0) process.exitCode = 1;
  } finally {
    await program.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function startProgram(directory: string) {
  const dataDir = path.join(directory, 'data');
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [path.join(root, 'platform/bootstrap/start.mjs'), '--port', String(port), '--data-dir', dataDir],
    {
      cwd: root,
      env: {
        ...process.env,
        ...{ DATABASE_URL: '', REDIS_URL: '', OPTIMIZER_SECONDS: '5', DAILY_PLAN_AT: 'off', DEMO_HISTORY_MONTHS: '0' },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const stop = () => stopped(child);
  const accounts = path.join(dataDir, 'demo-accounts.json');
  for (let waited = 0; ; waited++) {
    if (printed.includes('Ctrl-C') && existsSync(accounts)) break;
    if (child.exitCode !== null || waited > START_SECONDS) {
      await stop();
      throw new Error(`the program did not start:\n${printed}`);
    }
    await wait(1000);
  }
  const { password } = z.object({ password: z.string() }).parse(JSON.parse(readFileSync(accounts, 'utf8')));
  return { url: `http://localhost:${port}`, dataDir, password, stop };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, wait(60_000)]);
  if (child.exitCode === null) child.kill('SIGKILL');
}

/** Plans and publishes the town's today. */
async function publishDay(session: DispatcherSession): Promise<PublishedDay> {
  const { signal } = new AbortController();
  const { today } = await session.get('/api/area', z.object({ today: z.string() }), signal);
  const asked = await session.post('/api/plans', { date: today, seconds: 5 }, planViewSchema, signal);
  for (;;) {
    const plan = await session.get(`/api/plans/${asked.id}`, planViewSchema, signal);
    const [revision] = plan.revisions;
    if (plan.state === 'done' && revision) {
      await session.post(`/api/plans/${plan.id}/publish`, { revision: revision.number }, z.unknown(), signal);
      break;
    }
    if (plan.state === 'failed') throw new Error(`no plan: ${JSON.stringify(plan.failure)}`);
    await wait(500);
  }
  const published = await readPublishedDay(session, today, signal);
  if (published.revision === null) throw new Error('nothing is published');
  return published;
}

const truckRecordsSchema = z.object({ items: z.array(z.looseObject({ id: z.string(), code: z.string() })) });

/** One phone a truck, as many as wanted: trucks that the town lacks are added, and the day's visits dealt out among all. */
async function phonesOf(
  session: DispatcherSession,
  { revision, day, trucks: known }: PublishedDay,
  { trucks, seconds, speed }: { trucks: number; seconds: number; speed: number },
): Promise<PhoneWork[]> {
  const { signal } = new AbortController();
  const records = (await session.get('/api/trucks?limit=200', truckRecordsSchema, signal)).items;
  const [model] = records;
  const pattern = z
    .looseObject({
      capacityKg: z.number(),
      capacityLitres: z.number(),
      heightMetres: z.number(),
      widthMetres: z.number(),
      weightTonnes: z.number(),
      streams: z.array(z.string()),
      depotId: z.string(),
      cooperativeId: z.string(),
    })
    .transform(
      ({ capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams, depotId, cooperativeId }) => ({
        ...{ capacityKg, capacityLitres, heightMetres, widthMetres, weightTonnes, streams, depotId, cooperativeId },
      }),
    )
    .parse(model);
  const devices = [...known.values()].flatMap(({ id, deviceId }) => (deviceId ? [{ truckId: id, deviceId }] : []));
  for (let number = devices.length + 1; number <= trucks; number++) {
    const deviceId = `soak-${number}`;
    const body = { ...pattern, code: `SOAK-${number}`, deviceId };
    const { id } = await session.post('/api/trucks', body, z.looseObject({ id: z.string() }), signal);
    devices.push({ truckId: id, deviceId });
  }
  const phones = devices.slice(0, trucks);
  const stops = revision.routes.flatMap(({ stops: ofRoute, truckId }) => ofRoute.map((stop) => ({ ...stop, truckId })));
  const visits = [
    ...new Set(stops.flatMap(({ visitId, visitParts }) => (visitId && (visitParts ?? 1) === 1 ? [visitId] : []))),
  ];
  const from = Math.min(...revision.routes.map(({ startsAt }) => Date.parse(startsAt)));
  return phones.map(({ truckId, deviceId }, index) => ({
    ...{ truckId, deviceId, day, from, to: from + seconds * speed * 1000, speed, fixSeconds: 30 },
    visits: visits.filter((_, at) => at % phones.length === index),
    unloads: stops
      .filter((stop) => stop.kind === 'unload' && stop.truckId === truckId)
      .map(({ id }, at) => ({ stopId: id, number: `SOAK-${index}-${at}` })),
  }));
}

/** The server hears of new trucks' devices after a while; until then they are strangers, of whom it takes few reports. */
async function known(url: string, works: readonly PhoneWork[]): Promise<void> {
  const last = works.at(-1);
  for (let tried = 0; last && tried < 12; tried++) {
    const query = `id=${last.deviceId}&lat=20.08&lon=105.86&timestamp=${Math.floor(last.from / 1000) - 3600}`;
    const { ok } = await fetch(`${url}/osmand?${query}`);
    if (ok) return;
    await wait(5000);
  }
}

/** Kills the server after a third of the time and the worker after two; the supervisor starts them again. */
async function killInTheMiddle(dataDir: string, seconds: number): Promise<void> {
  for (const name of ['server', 'worker']) {
    await wait((seconds * 1000) / 3);
    const pid = runningInstance(dataDir)?.children[name]?.pid;
    if (pid === undefined) throw new Error(`there is no ${name} to kill`);
    process.kill(pid, 'SIGKILL');
    console.log(`${name} killed`);
  }
}

/** Holds what was acknowledged against what is stored. @returns whether all of it is there, and once */
async function judge(dataDir: string, day: string, { events, incidents, fixes }: Acknowledged): Promise<boolean> {
  const client = new pg.Client({ connectionString: runningInstance(dataDir)?.databaseUrl });
  await client.connect();
  try {
    const ask = async (text: string, ...parameters: unknown[]) =>
      (await client.query<{ key: string; many: number }>(text, parameters)).rows;
    const stored = {
      events: await ask(
        `SELECT id::text AS key, count(*)::int AS many FROM "FieldEvent" WHERE source <> 'track' GROUP BY id`,
      ),
      incidents: await ask(`SELECT id::text AS key, count(*)::int AS many FROM "Incident" GROUP BY id`),
      fixes: await ask(
        `SELECT "truckId" || ' ' || (extract(epoch FROM "fixTime") * 1000)::bigint AS key, count(*)::int AS many
         FROM "Position" GROUP BY "truckId", "fixTime"`,
      ),
      tickets: await ask(
        `SELECT number AS key, count(*)::int AS many FROM "Ticket" WHERE number LIKE 'SOAK-%' GROUP BY number`,
      ),
      visits: await ask(
        `SELECT "visitId"::text AS key, count(*)::int AS many FROM "FieldEvent"
         WHERE "visitId" IS NOT NULL AND day = $1::date AND source <> 'track' GROUP BY "visitId"`,
        day,
      ),
    };
    const rows = Object.entries(stored).map(([what, found]) => {
      const known = new Set(found.map(({ key }) => key));
      const told = { events, incidents, fixes }[what];
      return {
        what,
        acknowledged: told?.size ?? '',
        stored: known.size,
        missing: told ? [...told].filter((key) => !known.has(key)).length : 0,
        twice: found.filter(({ many }) => many > 1).length,
      };
    });
    console.table(rows);
    return rows.every(({ missing, twice }) => missing === 0 && twice === 0);
  } finally {
    await client.end();
  }
}
