import { spawn } from 'node:child_process';

/** Something went wrong that the reader can act on; the message holds one sentence a line, English first. */
export class StepError extends Error {}

/**
 * Runs a slow step and says that it runs: at once, again every ten seconds, and how long it took when it is done.
 *
 * @template T
 * @param {string} label what happens, in both languages
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  console.log(`› ${label} …`);
  const reminder = setInterval(() => console.log(`  ${label} … ${seconds()} s`), 10_000);
  try {
    const result = await work();
    console.log(`✓ ${label} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/**
 * Runs a program quietly.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, complaint: string }} options complaint: the sentences for a failure
 * @returns {Promise<void>}
 * @throws {StepError} with the complaint and what matters of the program's output
 */
export function runProgram(program, parameters, { cwd, env = process.env, complaint }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(0, 1_000_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // Nothing may be left running when the start is broken off here.
    const breakOff = (signal) => {
      child.kill(signal);
      child.once('close', () => process.exit(130));
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, breakOff);
    child.once('close', () => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, breakOff);
    });
    child.on('error', (error) => reject(new StepError(`${complaint}\n${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      reject(new StepError(`${complaint}\n${shortened(output)}`));
    });
  });
}

/** The beginning of an output, where the cause is, and its end, where it says how it ended. */
function shortened(output) {
  const lines = output.trimEnd().split('\n');
  return lines.length <= 30 ? lines.join('\n') : [...lines.slice(0, 15), '  …', ...lines.slice(-15)].join('\n');
}
