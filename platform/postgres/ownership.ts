import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';

/*
 * A cluster that lies away from its data directory (a link leads to it) is found by every copy of that directory, because a copy
 * has the same link. So it is noted beside the cluster whose it is, by path.
 */

/** Where it is noted. Not in the cluster, which copies take along. */
const noteOf = (cluster: string): string => `${cluster}.owner`;

const oldName = (dataDir: string): string => `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;

/** A place below `root` for the cluster of a data directory, where nothing lies yet. What lies there may be another's. */
export function placeFor(dataDir: string, root: string): string {
  const place = path.join(root, oldName(dataDir));
  return existsSync(place) ? `${place}-${randomBytes(4).toString('hex')}` : place;
}

/** Notes that a cluster is this data directory's. */
export function noteOwner(cluster: string, dataDir: string): void {
  writeFileSync(noteOf(cluster), `${realpathSync(dataDir)}\n`);
}

/** Whether a cluster that the directory's link leads to is its own: a directory that was moved keeps its cluster, a copy has none. */
export function isOwner(cluster: string, dataDir: string): boolean {
  const owner = ownerOf(cluster, dataDir);
  if (owner === undefined) return false;
  return owner === realpathSync(dataDir) || !leadsTo(owner, cluster);
}

/**
 * Makes sure that a cluster is this data directory's, noting it for one that was moved.
 *
 * @throws ExplainedError when it is another's, of which this directory is a copy
 */
export function requireOwner(cluster: string, dataDir: string): void {
  if (isOwner(cluster, dataDir)) return noteOwner(cluster, dataDir);
  const owner = ownerOf(cluster, dataDir) ?? '?';
  const note = noteOf(cluster);
  throw new ExplainedError(
    `The database in ${cluster} belongs to the data directory ${owner}, of which ${dataDir} is a copy: copy with npm run backup, or start over here with --fresh, which leaves that database alone (if this is the only one that is left, write its path into ${note}).`,
    `Cơ sở dữ liệu trong ${cluster} thuộc thư mục dữ liệu ${owner}, còn ${dataDir} chỉ là bản sao: hãy sao chép bằng npm run backup, hoặc bắt đầu lại tại đây với --fresh, cơ sở dữ liệu kia vẫn giữ nguyên (nếu chỉ còn thư mục này, hãy ghi đường dẫn của nó vào ${note}).`,
  );
}

/** Forgets whose a cluster was, when it is deleted. */
export function forgetOwner(cluster: string): void {
  rmSync(noteOf(cluster), { force: true });
}

/** Before there were notes the name of the cluster told the path. */
function ownerOf(cluster: string, dataDir: string): string | undefined {
  try {
    return readFileSync(noteOf(cluster), 'utf8').trim();
  } catch {
    // No note: a cluster of an earlier version.
    const own = realpathSync(dataDir);
    return [dataDir, own].some((each) => oldName(each) === path.basename(cluster)) ? own : undefined;
  }
}

function leadsTo(dataDir: string, cluster: string): boolean {
  const link = path.join(dataDir, 'postgres');
  return (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ?? false) && readlinkSync(link) === cluster;
}
