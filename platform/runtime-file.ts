import { randomUUID } from 'node:crypto';
import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isAlive } from './process-identity.ts';

const notedProcess = z.object({ pid: z.number().int(), identity: z.string() });

const schema = z.object({
  supervisor: notedProcess,
  /** Whose it is: a copy of the directory must not take the original's processes for its own. */
  dataDir: z.string().optional(),
  /** Children by name: server, worker, postgres. */
  children: z.record(z.string(), notedProcess),
  /** Address of the database with its password, hence the file's mode. */
  databaseUrl: z.string(),
  /** Where the web server listens, for commands on this machine. */
  serverUrl: z.string(),
});

/**
 * What a running instance tells the other commands (`npm run area`, `npm run simulate`) and its own next start:
 * `<dataDir>/runtime.json`, readable by its owner only.
 */
export type RuntimeFile = z.infer<typeof schema>;

const fileOf = (dataDir: string): string => path.join(dataDir, 'runtime.json');

/** Writes the file, whole or not at all. */
export function writeRuntimeFile(dataDir: string, content: RuntimeFile): void {
  const draft = path.join(dataDir, `.runtime-${randomUUID()}`);
  try {
    const own = { ...content, dataDir: realpathSync(dataDir) };
    writeFileSync(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, fileOf(dataDir));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The file as the last instance left it, running or not; undefined when missing or unreadable. */
export function readRuntimeFile(dataDir: string): RuntimeFile | undefined {
  try {
    const content = schema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    return content.dataDir === undefined || content.dataDir === realpathSync(dataDir) ? content : undefined;
  } catch {
    // Missing, from another version or cut short: in each case nothing is known about a running instance.
    return undefined;
  }
}

export function removeRuntimeFile(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

/** The instance running on a data directory at this moment, or undefined. */
export function runningInstance(dataDir: string): RuntimeFile | undefined {
  const file = readRuntimeFile(dataDir);
  return file && isAlive(file.supervisor) ? file : undefined;
}
