import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Day } from '../../domain/day.ts';
import { simulatorLineSchema } from '../../domain/simulation.ts';
import { projectRoot, scriptArguments } from '../../platform/script-arguments.ts';

/** How long the simulator may take to end when asked. */
const STOP_MILLISECONDS = 5000;
/** Of what it writes to stderr so much is kept, to tell why it failed. */
const KEPT_CHARACTERS = 1000;

/** A simulator driving a day in a process of its own. */
export interface SimulatorProcess {
  /** The simulated instant it told last. */
  clock(): Date | null;
  /** Resolves when it has ended: `failure` null = it drove the day to its end. */
  readonly ended: Promise<{ failure: string | null }>;
  stop(): void;
}

/** Starts the simulator. It speaks to the server over HTTP like real phones do. */
export function startSimulator(
  { script, url, day, speed, traffic }: { script: string; url: string; day: Day; speed: number; traffic: boolean },
  environment: NodeJS.ProcessEnv,
): SimulatorProcess {
  const child = spawn(
    process.execPath,
    [
      ...scriptArguments(script),
      ...['--date', day, '--speed', String(speed), '--url', url],
      ...(traffic ? ['--traffic'] : []),
    ],
    { cwd: projectRoot, env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let clock: Date | null = null;
  let complaint = '';
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      clock = clockOf(line) ?? clock;
    });
  }
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-KEPT_CHARACTERS);
  });
  return {
    clock: () => clock,
    ended: endOf(child, () => complaint.trim()),
    stop() {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS).unref();
    },
  };
}

function endOf(child: ChildProcess, complaint: () => string): Promise<{ failure: string | null }> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ failure: error.message }));
    child.once('close', (code, signal) => {
      resolve({ failure: code === 0 ? null : complaint() || `exit ${code ?? signal}` });
    });
  });
}

function clockOf(line: string): Date | null {
  if (!line.startsWith('{')) return null;
  try {
    return new Date(simulatorLineSchema.parse(JSON.parse(line)).clock);
  } catch {
    // Lines for people may begin with a brace too.
    return null;
  }
}
