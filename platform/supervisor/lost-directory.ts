import { existsSync } from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { type DirectoryLock, LOCK_NAME } from './lock.ts';

const LOOK_MILLISECONDS = 1000;

/** Whether a data directory that was locked by this process has been deleted or moved away since. */
export function isLost(dataDir: string): boolean {
  return !existsSync(path.join(dataDir, LOCK_NAME));
}

/** What the person at the terminal is told then. */
export function lostDirectory(dataDir: string): ExplainedError {
  return new ExplainedError(
    `The data directory ${dataDir} was deleted or moved while the program ran: start again, with its backup in place or another --data-dir.`,
    `Thư mục dữ liệu ${dataDir} bị xóa hoặc di chuyển trong khi chương trình chạy: hãy khởi động lại với bản sao lưu hoặc --data-dir khác.`,
  );
}

/** And when another start took it, which found this one silent for long: it was suspended, or its machine was. */
function takenDirectory(dataDir: string): ExplainedError {
  return new ExplainedError(
    `The data directory ${dataDir} was taken by another start while this one gave no sign of life.`,
    `Thư mục dữ liệu ${dataDir} đã được một lần chạy khác sử dụng trong khi chương trình này không phản hồi.`,
  );
}

/**
 * Looks every second whether the data directory is still there and ours, and gives a sign of life in it. The database may go
 * on for minutes in files that have no name any more, and what is written into them is lost.
 *
 * @param onLost told once
 * @returns ends the watch
 */
export function watchForLoss(
  dataDir: string,
  lock: DirectoryLock,
  onLost: (error: ExplainedError) => void,
): () => void {
  const watch = setInterval(() => {
    lock.beat();
    if (lock.isHeld()) return;
    clearInterval(watch);
    onLost(isLost(dataDir) ? lostDirectory(dataDir) : takenDirectory(dataDir));
  }, LOOK_MILLISECONDS);
  return () => clearInterval(watch);
}
