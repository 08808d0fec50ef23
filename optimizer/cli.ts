#!/usr/bin/env node
/**
 * The command line: `optimize --in FILE [--seconds 10] [--iterations N] [--seed 1] [--threads N] --out FILE`. Whatever goes
 * wrong is said in one line on standard error, with exit code 1.
 */
import { accessSync, constants, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type FileCase, readFileText } from './formats/read-file.ts';
import { readNumber } from './formats/read-number.ts';
import type { Plan, Problem } from './problem.ts';
import { solve } from './solve.ts';
import { explainUnserved } from './unserved.ts';
import { ProblemError } from './validate.ts';

const USAGE = 'Usage: optimize --in FILE [--seconds 10] [--iterations N] [--seed 1] [--threads N] --out FILE';
const MOST_THREADS = 64;
/** A week: longer than anyone waits, and short of what timers can count. */
const MOST_SECONDS = 604_800;

function readCase(file: string): FileCase {
  return readFileText(
    `--in ${file}`,
    saying(`--in ${file} cannot be read`, () => decoded(readFileSync(file))),
  );
}

/** The text of a file; editors on Windows write a mark before it, some of them in UTF-16. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** What `work` gives; what it throws becomes a sentence that begins with `sentence`. */
function saying<T>(sentence: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isUnheard(error)) throw error;
    throw new ProblemError(`${sentence}: ${firstLine(error)}`);
  }
}

/** Whether whoever was to read what is written has gone, as `head` does when it has seen enough. */
function isUnheard(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}

/** Tests before the search that its plan can be written, and leaves what is there as it is. */
function checkOut(file: string): void {
  const state = statSync(file, { throwIfNoEntry: false });
  if (state?.isDirectory()) throw new ProblemError(`--out ${file} is a folder; it must be a file.`);
  saying(`--out ${file} cannot be written`, () =>
    accessSync(state === undefined ? path.dirname(file) : file, constants.W_OK),
  );
}

function positive(text: string, name: string, most: number): number {
  const value = readNumber(text.trim());
  if (!(value > 0)) throw new ProblemError(`${name} is ${text}; it must be a number above 0.`);
  if (value > most) throw new ProblemError(`${name} is ${text}; it must be at most ${most}.`);
  return value;
}

function whole(text: string, name: string): number {
  const value = positive(text, name, Number.MAX_SAFE_INTEGER);
  if (!Number.isInteger(value)) throw new ProblemError(`${name} is ${text}; it must be a whole number.`);
  return value;
}

function seedOf(text: string): number {
  return readNumber(text.trim()) === 0 ? 0 : whole(text, '--seed');
}

function readOptions() {
  const args: string[] = [];
  for (const word of process.argv.slice(2)) {
    const option = args.at(-1) ?? '';
    // A negative number would be taken for another option, and that sentence is not about the number.
    if (/^-[\d.]/.test(word) && /^--[a-z]+$/.test(option)) args[args.length - 1] = `${option}=${word}`;
    else args.push(word);
  }
  try {
    return parseArgs({
      args,
      options: {
        in: { type: 'string' },
        out: { type: 'string' },
        seconds: { type: 'string' },
        iterations: { type: 'string' },
        seed: { type: 'string', default: '1' },
        threads: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new ProblemError(`${firstLine(error)} ${USAGE}`);
  }
}

/** How many points are left out for which reason, the most frequent first. */
function reasons(problem: Problem, plan: Plan): string {
  const counts = new Map<string, number>();
  for (const { reason } of explainUnserved(problem, plan)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.in === undefined || values.out === undefined) throw new ProblemError(USAGE);
  const { out, seconds, iterations } = values;
  const stop = new AbortController();
  const options = {
    seconds: seconds === undefined ? undefined : positive(seconds, '--seconds', MOST_SECONDS),
    iterations: iterations === undefined ? undefined : whole(iterations, '--iterations'),
    seed: seedOf(values.seed),
    threads: Math.min(MOST_THREADS, whole(values.threads, '--threads')),
    signal: stop.signal,
  };
  checkOut(out);
  const { problem, scale, write } = readCase(values.in);
  process.once('SIGINT', () => stop.abort());
  const solution = await solve(problem, options);
  const { cost, servedMass, totalMass, unserved } = solution.evaluation;
  const pointCount = problem.points.length;
  const written = write(solution.plan, cost.drivingSeconds);
  saying(`--out ${out} cannot be written`, () => writeFileSync(out, written));
  console.log(
    `served ${servedMass} of ${totalMass}, ${pointCount - unserved.length} of ${pointCount} points · driving ${cost.drivingSeconds / scale} s, ${cost.drivingMetres / scale} m · ` +
      `cost ${Math.round(cost.drivingCost)} · ${solution.iterations} iterations in ${solution.elapsedSeconds.toFixed(1)} s`,
  );
  if (unserved.length > 0) console.log(`${unserved.length} unserved: ${reasons(problem, solution.plan)}`);
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isUnheard(error)) throw error;
  });
}
try {
  await main();
} catch (error) {
  // Nobody is there to be told.
  if (isUnheard(error)) process.exit(0);
  // What is no fault of the input must not look like one, and needs no stack trace to be told apart.
  const isExpected = error instanceof ProblemError;
  console.error(isExpected ? error.message : `The optimizer failed, which it should not: ${firstLine(error)}`);
  process.exitCode = 1;
}
