import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { addDays, type Day } from '../domain/day.ts';
import { medianOf } from '../domain/etas/learn.ts';
import { startProgram, type StartedProgram } from '../test/start-program.ts';
import { importTown, writeLargeTown } from './large-town.ts';
import { commandOf, descendants, memoryOfFamily } from './process-memory.ts';
import { signIn } from './send-fixes.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const PASSWORD = 'mat-khau-de-do';
const LOOK_MILLISECONDS = 200;
/** As many points as one truck of the demo town has, about. */
const POINTS_A_TRUCK = 26;

/** One plan: how long from asking until it is kept, and what the worker held in memory at most. */
interface Planned {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** A checkout of the program, running with the demo town. */
interface Contestant {
  readonly name: string;
  readonly root: string;
  readonly program: StartedProgram;
  readonly cookie: string;
}

/**
 * How long the plan of a day takes the whole program, and what its worker needs for it: of the demo town, and of a town of
 * so many points with as many trucks a point. With `--before` another checkout of the program does the same by turns, and
 * the ratios are printed. `npm run bench -- day [--before DIR] [--points 5000] [--seconds 20] [--rounds 3]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      before: { type: 'string' },
      points: { type: 'string', default: '5000' },
      seconds: { type: 'string', default: '20' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-day-'));
  const contestants: Contestant[] = [];
  try {
    if (values.before !== undefined) contestants.push(await start('before', path.resolve(values.before)));
    contestants.push(await start('this', ROOT));
    const compare = async (what: string): Promise<void> => {
      await planByTurns(what, contestants, Number(values.rounds), Number(values.seconds));
    };
    await compare('demo town');
    const points = Number(values.points);
    const files = await writeLargeTown(directory, { points, trucks: Math.ceil(points / POINTS_A_TRUCK) });
    for (const { root, program } of contestants) await importTown(root, program.dataDir, files);
    await compare(`${points} points`);
  } finally {
    for (const { program } of contestants) await program.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function start(name: string, root: string): Promise<Contestant> {
  const env = { DEMO_PASSWORD: PASSWORD, DEMO_HISTORY_MONTHS: '0' };
  const program = await startProgram({ root, env });
  return { name, root, program, cookie: await signIn(program.url, PASSWORD) };
}

/** Days that have no plan yet, one a round: first one checkout and then the other, so that both meet the same machine. */
async function planByTurns(
  what: string,
  contestants: readonly Contestant[],
  rounds: number,
  seconds: number,
): Promise<void> {
  const planned = new Map<string, Planned[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      planned.get(contestant.name)?.push(await planDay(contestant, 1 + 7 * round, seconds));
    }
  }
  const medians = contestants.map(({ name }) => {
    const of = (read: (one: Planned) => number): number =>
      Math.round(medianOf((planned.get(name) ?? []).map(read)) * 10) / 10;
    const figures = { seconds: of((one) => one.seconds), peakMegabytes: of((one) => one.peakMegabytes) };
    return { plan: what, program: name, ...figures, 'of it search s': seconds };
  });
  const [before, now] = medians;
  console.table(medians);
  if (before && now) {
    const ratio = (read: (one: Planned) => number): string => (read(now) / read(before)).toFixed(3);
    console.log(
      `${what}, this ÷ before: seconds ${ratio((one) => one.seconds)}, memory ${ratio((one) => one.peakMegabytes)}`,
    );
  }
}

async function planDay({ name, program, cookie }: Contestant, ahead: number, seconds: number): Promise<Planned> {
  const worker = descendants(program.pid).find((pid) => /worker[/-]main/.test(commandOf(pid)));
  if (worker === undefined) throw new Error('no worker was found among the processes');
  const headers = { 'content-type': 'application/json', cookie, origin: program.url };
  const ask = async (where: string, body?: object) => {
    const answer = await fetch(program.url + where, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${where} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
  const today: Day = (await ask('/api/area')).today;
  const began = performance.now();
  const { id } = await ask('/api/plans', { date: addDays(today, ahead), seconds });
  for (let peakMegabytes = 0; ; ) {
    await wait(LOOK_MILLISECONDS);
    peakMegabytes = Math.max(peakMegabytes, memoryOfFamily(worker));
    const plan = await ask(`/api/plans/${id}`);
    const { state, revisions } = plan;
    // Looking for levers comes after the plan is there, and takes what time it is given.
    if (state === 'done' || revisions?.length > 0)
      return { seconds: (performance.now() - began) / 1000, peakMegabytes };
    if (state === 'failed' || state === 'cancelled') {
      throw new Error(`${name}: the plan ended as ${state}: ${JSON.stringify({ ...plan, revisions: undefined })}`);
    }
  }
}
