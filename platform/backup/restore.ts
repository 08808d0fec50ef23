import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { claimDataDirectory } from '../data-directory.ts';
import { ExplainedError } from '../explained-error.ts';
import { OF_ONE_RUN } from './back-up.ts';
import { copyDirectory } from './copy-files.ts';

/**
 * Makes a data directory from a backup, which stays as it is. The two may lie on different file systems.
 *
 * @param to a directory that is empty or not there
 * @throws ExplainedError when there is no backup, or `to` holds something
 */
export async function restore(from: string, to: string): Promise<void> {
  if (!existsSync(path.join(from, 'postgres', 'PG_VERSION'))) {
    throw new ExplainedError(
      `There is no backup in ${from}: name the directory that npm run backup made with --from.`,
      `Không có bản sao lưu trong ${from}: hãy chỉ thư mục do npm run backup tạo ra bằng --from.`,
    );
  }
  if (existsSync(path.join(to, 'postgres'))) {
    throw new ExplainedError(
      `There is a database in ${to} already: name a directory that is empty or not there with --data-dir.`,
      `Trong ${to} đã có cơ sở dữ liệu: hãy chọn một thư mục trống hoặc chưa có bằng --data-dir.`,
    );
  }
  claimDataDirectory(to);
  // The database last: it is what makes a data directory of it, and a restore that was broken off must not look like one.
  await copyDirectory(from, to, (file) => !OF_ONE_RUN.test(file) && file.split(path.sep)[0] !== 'postgres');
  await copyDirectory(path.join(from, 'postgres'), path.join(to, 'postgres.restoring'));
  await rename(path.join(to, 'postgres.restoring'), path.join(to, 'postgres'));
}
