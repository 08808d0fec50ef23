import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { removeCluster } from './embedded-postgres.ts';
import { ExplainedError } from './explained-error.ts';

/** Says that a directory is ours to fill and, at `--fresh`, to empty. */
const marker = '.tuyen-xanh';

/**
 * Makes the data directory when it is missing and marks it as ours.
 *
 * @throws ExplainedError when it cannot be written, or holds files that are not ours
 */
export function claimDataDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(path.join(dataDir, marker))) return;
  } catch (cause) {
    throw notWritable(dataDir, cause);
  }
  if (readdirSync(dataDir).length > 0) throw notOurs(dataDir);
  mark(dataDir);
}

/**
 * Empties the data directory, database included. The directory itself stays, as it may be a mounted volume.
 *
 * @param keep names in it that stay
 * @throws ExplainedError when it is not ours: then nothing is deleted
 */
export function emptyDataDirectory(dataDir: string, keep: readonly string[] = []): void {
  if (!existsSync(path.join(dataDir, marker))) throw notOurs(dataDir);
  removeCluster(dataDir);
  for (const name of readdirSync(dataDir)) {
    if (name !== marker && !keep.includes(name)) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

function mark(dataDir: string): void {
  try {
    writeFileSync(
      path.join(dataDir, marker),
      'Data of Tuyến Xanh. "npm start -- --fresh" deletes everything in this directory.\n',
    );
  } catch (cause) {
    throw notWritable(dataDir, cause);
  }
}

function notWritable(dataDir: string, cause: unknown): ExplainedError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EEXIST' || code === 'ENOTDIR') return noDirectory(dataDir, cause);
  return new ExplainedError(
    `The data directory ${dataDir} cannot be written (${code}): choose another with --data-dir or change its rights.`,
    `Không ghi được vào thư mục dữ liệu ${dataDir} (${code}): hãy chọn --data-dir khác hoặc sửa quyền truy cập.`,
    { cause },
  );
}

/** Something on the way to it is a file: no rights would help. */
function noDirectory(dataDir: string, cause: unknown): ExplainedError {
  let file = dataDir;
  while (!existsSync(file)) file = path.dirname(file);
  const [lies, lieVi] = file === dataDir ? ['', ''] : [` (in ${dataDir})`, ` (trong ${dataDir})`];
  return new ExplainedError(
    `${file}${lies} is a file and the data need a directory: choose another with --data-dir.`,
    `${file}${lieVi} là một tệp, dữ liệu cần một thư mục: hãy chọn --data-dir khác.`,
    { cause },
  );
}

function notOurs(dataDir: string): ExplainedError {
  return new ExplainedError(
    `The directory ${dataDir} holds files that are not ours: choose an empty one with --data-dir.`,
    `Thư mục ${dataDir} chứa các tệp không thuộc chương trình: hãy chọn một thư mục trống bằng --data-dir.`,
  );
}
