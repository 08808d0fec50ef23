import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Whose rights PostgreSQL runs with; undefined means our own. */
export interface OperatingUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root it therefore gets another user: the owner of a cluster that exists
 * already, else `postgres` (created when possible), else `nobody`, which every system has.
 */
export function operatingUser(clusterDirectory: string): OperatingUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(path.join(clusterDirectory, 'PG_VERSION'))) {
    const { uid, gid } = statSync(clusterDirectory);
    if (uid !== 0) return { uid, gid };
  }
  return findUser('postgres') ?? createPostgresUser() ?? findUser('nobody') ?? { uid: 65534, gid: 65534 };
}

/** Whether the user may go through every directory on the way to a path (its own or open to all). */
export function canReach(user: OperatingUser, target: string): boolean {
  const parts = path.resolve(target).split(path.sep);
  return parts.slice(0, -1).every((_, index) => {
    const directory = parts.slice(0, index + 1).join(path.sep) || path.sep;
    const { uid, gid, mode } = statSync(directory);
    if (uid === user.uid) return (mode & 0o100) !== 0;
    if (gid === user.gid) return (mode & 0o010) !== 0;
    return (mode & 0o001) !== 0;
  });
}

function findUser(name: string): OperatingUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function createPostgresUser(): OperatingUser | undefined {
  const ways = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'],
  ] as const;
  for (const [program, ...parameters] of ways) {
    try {
      execFileSync(program, parameters, { stdio: 'ignore' });
      return findUser('postgres');
    } catch {
      // Not every system has every program; after the last way there is still nobody.
    }
  }
  return undefined;
}
