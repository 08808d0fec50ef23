import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExplainedError } from '../explained-error.ts';
import { isAlive, processIdentity } from '../process-identity.ts';

/**
 * Keeps a data directory for this process, so that two supervisors never share one. The lock of a process that was
 * killed is taken over.
 *
 * @returns gives the directory free again
 * @throws ExplainedError naming the process that has it
 */
export function lockDataDirectory(dataDir: string): () => void {
  const file = path.join(dataDir, 'supervisor.lock');
  const own = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) {
      throw new ExplainedError(
        `Tuyến Xanh is already running on ${dataDir} (process ${holder.pid}): stop it first or choose another --data-dir.`,
        `Tuyến Xanh đang chạy trên ${dataDir} (tiến trình ${holder.pid}): hãy dừng nó trước hoặc chọn --data-dir khác.`,
      );
    }
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): { pid: number; identity: string } | undefined {
  try {
    const { pid, identity } = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; identity?: unknown };
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined;
  } catch {
    // Cut short by a crash, or just taken away: nobody holds it.
    return undefined;
  }
}
