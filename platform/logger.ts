import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { hearStandardStreams, openLogFile } from './log-file.ts';

export type { Logger } from 'pino';

/** What a log record must never hold, wherever it sits in the logged object. */
const secret = ['password', 'token', 'authorization', 'cookie', 'secret', 'databaseUrl', 'redisUrl'];

/**
 * A logger that appends JSON lines to `<dataDir>/logs/<name>.log` (see log-file.ts: it is turned, and never ends the process), and to the standard output as well when there is
 * no supervisor to show short lines (a container's log is its standard output).
 *
 * @param options.toStdout write there too
 */
export function openLogger(options: { name: string; dataDir: string; level: string; toStdout?: boolean }): Logger {
  const directory = path.join(options.dataDir, 'logs');
  mkdirSync(directory, { recursive: true });
  hearStandardStreams();
  const file = openLogFile(path.join(directory, `${options.name}.log`), {
    lostNote: (lines) =>
      `${JSON.stringify({ level: 40, name: options.name, lost: lines, msg: 'lines could not be written' })}\n`,
  });
  const streams = [{ level: 'trace' as const, stream: file }];
  return pino(
    {
      level: options.level,
      base: { name: options.name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    options.toStdout
      ? pino.multistream([...streams, { level: 'trace', stream: process.stdout }])
      : pino.multistream(streams),
  );
}
