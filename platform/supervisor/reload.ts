import { watch } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../script-arguments.ts';

const folders = ['domain', 'optimizer', 'roads', 'platform', 'records', 'planning', 'server', 'worker'];
const quietMilliseconds = 200;

/**
 * Calls back when code of server or worker has changed and then rested for a moment.
 *
 * @returns ends the watching
 */
export function watchCode(onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(path.join(projectRoot, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, quietMilliseconds);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
