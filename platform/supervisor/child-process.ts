import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ChildMessage, Tell } from '../child.ts';
import { ExplainedError } from '../explained-error.ts';
import { projectRoot, scriptArguments } from '../script-arguments.ts';
import type { Terminal } from './terminal.ts';

const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 15_000;
/** A child that ran this long is no longer in trouble: the next pause is short again. */
const soundAfterMilliseconds = 60_000;

/** A part of the program in a process of its own that is started again when it dies. */
export interface Supervised {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves when it first said it is ready. Rejects when it ended before. */
  readonly ready: Promise<void>;
  /** Asks it to stop, waits up to the time given, then kills it. It is not started again. */
  stop(graceSeconds: number): Promise<void>;
  /** Ends it at once. It is not started again. */
  kill(): void;
  /** Stops it in order; it then starts again by itself. */
  restart(): void;
}

/**
 * Starts a TypeScript file as a child and keeps it alive.
 *
 * @param options.environment asked before every start, so that a child started again gets today's addresses
 * @param options.onStart told the process number of every start
 * @param options.onNotice told what it has to say to whoever runs the program
 */
export function superviseChild(options: {
  name: string;
  script: string;
  environment: () => NodeJS.ProcessEnv;
  terminal: Terminal;
  onStart: () => void;
  onNotice: Tell;
}): Supervised {
  const { name, terminal } = options;
  let child: ChildProcess | undefined;
  let stopping = false;
  let wasReady = false;
  let expected = false;
  let pauseMilliseconds = firstPauseMilliseconds;
  let pause: NodeJS.Timeout | undefined;
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });

  const start = (): void => {
    const startedAt = performance.now();
    const running = spawnScript(options.script, [], options.environment());
    child = running;
    options.onStart();
    const lastWords = relay(running, name, terminal);
    // A process that could not be made (no memory, no numbers) or told something is tried again like one that ended.
    let hasEnded = false;
    running.on('error', (error) => {
      terminal.warn(`[${name}] ${error.message}`);
      if (running.pid === undefined) ended(null, null);
    });
    running.on('message', (sent) => {
      const message = sent as ChildMessage;
      if (message.type === 'notice') options.onNotice(message);
      if (message.type !== 'ready') return;
      wasReady = true;
      settle?.resolve();
    });
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (stopping || hasEnded) return;
      hasEnded = true;
      if (!wasReady) {
        settle?.reject(diedAtStart(name, lastWords()));
        return;
      }
      if (performance.now() - startedAt > soundAfterMilliseconds) pauseMilliseconds = firstPauseMilliseconds;
      const how = signal ?? `code ${code}`;
      if (!expected) {
        terminal.warn(`! ${name} đã dừng (${how}), khởi động lại / ${name} ended (${how}), starting it again`);
      }
      pause = setTimeout(start, expected ? 0 : pauseMilliseconds);
      pauseMilliseconds = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds);
      expected = false;
    };
    running.on('exit', ended);
  };
  // Whoever waits for it hears of a failure; nobody has to.
  ready.catch(() => undefined);
  start();

  return {
    name,
    get pid() {
      return child?.pid;
    },
    ready,
    async stop(graceSeconds) {
      stopping = true;
      clearTimeout(pause);
      if (child) await stopProcess(child, graceSeconds);
    },
    kill() {
      stopping = true;
      clearTimeout(pause);
      child?.kill('SIGKILL');
    },
    restart() {
      expected = true;
      child?.kill('SIGTERM');
    },
  };
}

/**
 * Runs a TypeScript file to its end, showing what it says.
 *
 * @param options.quiet show only its complaints
 *
 * @throws ExplainedError when it fails
 */
export async function runScript(
  script: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  signal: AbortSignal,
  options: { quiet?: boolean } = {},
): Promise<void> {
  const child = spawnScript(script, parameters, environment);
  const lastWords = relay(child, '', options.quiet ? { ...terminal, say: () => undefined } : terminal);
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  signal.addEventListener('abort', stop);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  signal.removeEventListener('abort', stop);
  if (code !== 0 && !signal.aborted) {
    const reason = reasonIn(lastWords());
    throw new ExplainedError(`${script} failed: ${reason}.`, `${script} không chạy được: ${reason}.`);
  }
}

function spawnScript(script: string, parameters: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  // Its own process group: Ctrl-C in the terminal reaches the supervisor alone, which stops things in order.
  return spawn(process.execPath, [...scriptArguments(script), ...parameters], {
    cwd: projectRoot,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

async function stopProcess(child: ChildProcess, graceSeconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000);
  await exited;
  clearTimeout(force);
}

/** Shows a child's lines under its name, and remembers its last complaints for a report of its death. */
function relay(child: ChildProcess, name: string, terminal: Terminal): () => string[] {
  const complaints: string[] = [];
  const label = name === '' ? '  ' : `[${name}] `;
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => terminal.say(`${label}${line}`));
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      complaints.push(line);
      if (complaints.length > 30) complaints.shift();
      terminal.warn(`${label}${line}`);
    });
  }
  return () => complaints;
}

function diedAtStart(name: string, complaints: readonly string[]): ExplainedError {
  const reason = reasonIn(complaints);
  return new ExplainedError(`${name} did not start: ${reason}.`, `${name} không khởi động được: ${reason}.`);
}

/** The sentence among a program's last words that says why it ended. */
function reasonIn(complaints: readonly string[]): string {
  const first = complaints.find((line) => line.startsWith('✖')) ?? complaints.find((line) => /Error/.test(line));
  return (first ?? complaints.at(-1) ?? 'no reason given').replace(/^✖\s*/, '').replace(/\.$/, '');
}
