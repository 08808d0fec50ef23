import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { copyRunningCluster } from './copy-cluster.ts';
import { copyDirectory } from './copy-files.ts';

/** Of one run of the program, and nothing to restore. */
export const OF_ONE_RUN = /^(runtime\.json|\.runtime-.*|supervisor\.lock|logs)$|^blobs[\\/]\.writing$/;

/**
 * Copies a data directory, of a program that runs or of one that does not: a start with the copy as its data directory goes
 * on from there. The database comes first; an area's blobs are complete before it speaks of the area and not changed after, so
 * those copied after it are all that it speaks of.
 *
 * @param to a directory that is empty or not there
 * @param databaseUrl of the embedded database when the program runs
 * @throws ExplainedError when there is nothing to copy, or `to` holds something
 */
export async function backUp(dataDir: string, to: string, databaseUrl: string | undefined): Promise<void> {
  const cluster = path.join(dataDir, 'postgres');
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    throw new ExplainedError(
      `There is no database in ${dataDir}: name the right --data-dir.`,
      `Không có cơ sở dữ liệu trong ${dataDir}: hãy chỉ đúng --data-dir.`,
    );
  }
  await mkdir(to, { recursive: true, mode: 0o700 });
  if ((await readdir(to)).length > 0) {
    throw new ExplainedError(
      `${to} is not empty: name a directory for this backup alone with --to.`,
      `${to} không trống: hãy chọn một thư mục riêng cho bản sao lưu này bằng --to.`,
    );
  }
  if (!path.relative(await realpath(dataDir), await realpath(to)).startsWith('..')) {
    throw new ExplainedError(
      `${to} lies in the data directory itself: name one outside of it with --to.`,
      `${to} nằm ngay trong thư mục dữ liệu: hãy chọn một thư mục bên ngoài bằng --to.`,
    );
  }
  if (databaseUrl) await copyRunningCluster(databaseUrl, cluster, path.join(to, 'postgres'));
  else await copyDirectory(cluster, path.join(to, 'postgres'), (file) => !/^postmaster\.(pid|opts)$/.test(file));
  await copyDirectory(dataDir, to, (file) => file !== 'postgres' && !OF_ONE_RUN.test(file));
}
