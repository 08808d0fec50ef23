import { existsSync } from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';

const LOOK_MILLISECONDS = 1000;

/** Whether a data directory that was locked by this process has been deleted or moved away since. */
export function isLost(dataDir: string): boolean {
  return !existsSync(path.join(dataDir, 'supervisor.lock'));
}

/** What the person at the terminal is told then. */
export function lostDirectory(dataDir: string): ExplainedError {
  return new ExplainedError(
    `The data directory ${dataDir} was deleted or moved while the program ran: start again, with its backup in place or another --data-dir.`,
    `Thư mục dữ liệu ${dataDir} bị xóa hoặc di chuyển trong khi chương trình chạy: hãy khởi động lại với bản sao lưu hoặc --data-dir khác.`,
  );
}

/**
 * Looks every second whether the data directory is still there. The database may go on for minutes in files that have no
 * name any more, and what is written into them is lost.
 *
 * @param onLost told once
 * @returns ends the watch
 */
export function watchForLoss(dataDir: string, onLost: () => void): () => void {
  const watch = setInterval(() => {
    if (!isLost(dataDir)) return;
    clearInterval(watch);
    onLost();
  }, LOOK_MILLISECONDS);
  return () => clearInterval(watch);
}
