/**
 * Drives the trucks of a published day: `npm run simulate -- [--speed 60] [--date YYYY-MM-DD] [--url http://…] [--seed 1] [--traffic]`.
 * Prints the simulated clock as JSON lines when its output is read by a program. Ends with 0 when the day was driven to its end.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { daySchema } from '../../domain/day.ts';
import { simulationRequestSchema } from '../../domain/simulation.ts';
import { helpWasAsked, Usage } from '../../platform/command-help.ts';
import { loadConfig } from '../../platform/config.ts';
import { ExplainedError, explain } from '../../platform/explained-error.ts';
import { runningInstance } from '../../platform/runtime-file.ts';
import { DispatcherSession } from './dispatcher-session.ts';
import { type DriveSummary, driveDay } from './drive-day.ts';
import { readPublishedDay } from './published-day.ts';
import { Refused } from './retry.ts';

const STOPPED = 130;
const USAGE = new Usage('npm run simulate -- [--speed 60] [--date YYYY-MM-DD] [--url http://…] [--seed 1] [--traffic]');

function parseOptions() {
  try {
    return parseArgs({
      options: {
        speed: { type: 'string', default: '60' },
        date: { type: 'string' },
        url: { type: 'string' },
        seed: { type: 'string', default: '1' },
        traffic: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    // An option there is not: the usage says which there are.
    throw USAGE;
  }
}

/** Decimal digits and nothing else: no blank, no `0x10`. */
const figure = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, 'expected a number')
  .transform((text) => Number.parseFloat(text));

function readOptions(): { speed: number; day?: string; url?: string; seed: number; traffic: boolean } {
  const values = parseOptions();
  const read = z.object({
    speed: figure.pipe(simulationRequestSchema.shape.speed.unwrap()),
    day: daySchema.optional(),
    url: z.url().optional(),
    seed: figure.pipe(z.int().min(0)),
    traffic: z.boolean(),
  });
  const result = read.safeParse({ ...values, day: values.date });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: where, message }) => `--${where.join('.')}: ${message}`).join('; ');
  throw new ExplainedError(
    `The command line was not understood: ${faults}. ${USAGE.en}`,
    `Không hiểu dòng lệnh: ${faults}. ${USAGE.vi}`,
  );
}

function readPassword(dataDir: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const file = path.join(dataDir, 'demo-accounts.json');
  try {
    return z.object({ password: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).password;
  } catch (cause) {
    throw new ExplainedError(
      `The password of the demo accounts is not known: set DEMO_PASSWORD, or DATA_DIR to the directory of a running demo (${file} cannot be read).`,
      `Không biết mật khẩu tài khoản mẫu: hãy đặt DEMO_PASSWORD, hoặc DATA_DIR là thư mục của bản mẫu đang chạy (không đọc được ${file}).`,
      { cause },
    );
  }
}

function sumUp(day: string, { served, skipped, tickets, ...rest }: DriveSummary): string {
  const [tonnes, km] = [(rest.netKg / 1000).toFixed(1), rest.kilometres.toFixed(0)];
  const visits = served + skipped;
  return [
    `${rest.wasStopped ? 'Đã dừng' : 'Xong'} ngày ${day}: ${rest.trucks} xe, ${served}/${visits} lượt thu gom, bỏ qua ${skipped}, ${tickets} phiếu cân, ${tonnes} tấn, ${km} km, ${rest.fixes} vị trí GPS.`,
    `${rest.wasStopped ? 'Stopped' : 'Done'}, ${day}: ${rest.trucks} trucks, ${served}/${visits} visits served, ${skipped} skipped, ${tickets} tickets, ${tonnes} t, ${km} km, ${rest.fixes} GPS fixes.`,
  ].join('\n');
}

async function main(): Promise<number> {
  if (helpWasAsked(USAGE.form)) return 0;
  const { speed, day, url: givenUrl, seed, traffic } = readOptions();
  const config = loadConfig();
  const url = (givenUrl ?? runningInstance(config.dataDir)?.serverUrl ?? `http://127.0.0.1:${config.port}`).replace(
    /\/$/,
    '',
  );
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  // Started by the server: its end is ours.
  process.on('disconnect', () => stop.abort());

  const session = new DispatcherSession(url, readPassword(config.dataDir, config.demoPassword));
  const published = await readPublishedDay(session, day, stop.signal);
  if (published.revision === null) {
    throw new ExplainedError(
      `No plan is published for ${published.day}. Plan the day and publish it first.`,
      `Ngày ${published.day} chưa có kế hoạch được công bố. Hãy lập và công bố kế hoạch trước.`,
    );
  }
  const isRead = !process.stdout.isTTY;
  const summary = await driveDay(session, published, {
    url,
    speed,
    seed,
    traffic,
    stop: stop.signal,
    onClock: (clock) => {
      if (isRead) process.stdout.write(`${JSON.stringify({ clock: clock.toISOString() })}\n`);
      else process.stdout.write(`\r${clock.toISOString()} (UTC) `);
    },
  });
  process.stdout.write(`${isRead ? '' : '\n'}${sumUp(published.day, summary)}\n`);
  return summary.wasStopped ? STOPPED : 0;
}

function describe(error: unknown): string {
  return error instanceof Refused ? error.message : explain(error);
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  })
  // The IPC channel would keep the process alive.
  .then((code) => process.exit(code));
