/** The command line: `optimize --in FILE [--seconds 10] [--seed 1] [--threads N] --out FILE`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatCvrpSolution, parseCvrp } from './formats/cvrplib.ts';
import { fromVroom, toVroom, type VroomInput } from './formats/vroom.ts';
import type { Plan, Problem } from './problem.ts';
import { solve } from './solve.ts';
import { ProblemError } from './validate.ts';
import { fromWasteInstance, toWastePlan } from './waste.ts';

const USAGE = 'Usage: optimize --in FILE [--seconds 10] [--seed 1] [--threads N] --out FILE';

interface Case {
  readonly problem: Problem;
  /** The plan as text in the form that answers the input's. */
  write(plan: Plan, drivingSeconds: number): string;
}

function readCase(path: string): Case {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemError(`--in ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (path.endsWith('.vrp') || /^\s*NAME\s*:/.test(text)) {
    return { problem: parseCvrp(text), write: formatCvrpSolution };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ProblemError(`--in ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ProblemError(`--in ${path} must hold a JSON object.`);
  }
  if ('jobs' in json || 'shipments' in json || 'matrices' in json) {
    const vroom = fromVroom(json as VroomInput);
    return { problem: vroom.problem, write: (plan) => `${JSON.stringify(toVroom(vroom, plan))}\n` };
  }
  const instance = json as Parameters<typeof fromWasteInstance>[0];
  const problem = fromWasteInstance(instance);
  return { problem, write: (plan) => `${JSON.stringify(toWastePlan(problem, plan, instance))}\n` };
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw new ProblemError(`${name} is ${text}; it must be a number above 0.`);
  return value;
}

function whole(text: string, name: string): number {
  const value = positive(text, name);
  if (!Number.isSafeInteger(value)) throw new ProblemError(`${name} is ${text}; it must be a whole number.`);
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      in: { type: 'string' },
      out: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (values.in === undefined || values.out === undefined) throw new ProblemError(USAGE);
  const stop = new AbortController();
  const options = {
    seconds: positive(values.seconds, '--seconds'),
    seed: whole(values.seed, '--seed'),
    threads: Math.min(64, whole(values.threads, '--threads')),
    signal: stop.signal,
  };
  const { problem, write } = readCase(values.in);
  process.once('SIGINT', () => stop.abort());
  const solution = await solve(problem, options);
  const { cost, servedMass, totalMass } = solution.evaluation;
  writeFileSync(values.out, write(solution.plan, cost.drivingSeconds));
  console.log(
    `served ${servedMass} of ${totalMass} · driving ${cost.drivingSeconds} s, ${cost.drivingMetres} m · ` +
      `cost ${Math.round(cost.drivingCost)} · ${solution.iterations} iterations in ${solution.elapsedSeconds.toFixed(1)} s`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
