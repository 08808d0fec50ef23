/**
 * Imports one area in a process of its own: `import-process.ts <importId> <attempt> <last|more>`. What road graph, base map and the
 * files of a town take in memory is gone with it; a worker that did this itself kept gigabytes for good.
 */
import { loadConfig } from '../../platform/config.ts';
import { explain } from '../../platform/explained-error.ts';
import { openPlatform } from '../../platform/platform.ts';
import { areaImporter } from './import-area.ts';

const [importId = '', attempt, last] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort(new Error('stopped')));
// The worker is gone: its successor takes the import up again.
process.on('disconnect', () => stop.abort(new Error('worker gone')));

try {
  const platform = await openPlatform(loadConfig(), 'import');
  await areaImporter(platform)({
    id: importId,
    name: 'import-area',
    data: { importId },
    attempt: Number(attempt),
    lastAttempt: last === 'last',
    signal: stop.signal,
  });
  await platform.close();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
