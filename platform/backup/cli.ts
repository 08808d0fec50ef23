/** `npm run backup -- --to DIRECTORY [--data-dir PATH]`: copies everything of an instance, while it runs or not. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { helpWasAsked, Usage } from '../command-help.ts';
import { loadConfig } from '../config.ts';
import { ExplainedError, explain } from '../explained-error.ts';
import { runningInstance } from '../runtime-file.ts';
import { lockDataDirectory } from '../supervisor/lock.ts';
import { backUp } from './back-up.ts';

const USAGE = new Usage('npm run backup -- --to DIRECTORY [--data-dir PATH]');

function readArguments(): { to: string; dataDir: string | undefined } {
  try {
    const { values } = parseArgs({ options: { to: { type: 'string' }, 'data-dir': { type: 'string' } } });
    if (values.to) return { to: path.resolve(values.to), dataDir: values['data-dir'] };
  } catch {
    // An argument there is not: the usage says which there are.
  }
  throw USAGE;
}

async function main(): Promise<void> {
  if (helpWasAsked(USAGE.form)) return;
  const { to, dataDir } = readArguments();
  const config = loadConfig(process.env, dataDir ? ['--data-dir', dataDir] : []);
  if (config.databaseUrl) {
    throw new ExplainedError(
      'DATABASE_URL is an outside database: back it up with pg_dump, then copy the blobs (docs/operate.md).',
      'DATABASE_URL là cơ sở dữ liệu bên ngoài: hãy sao lưu bằng pg_dump rồi chép thư mục blobs (docs/operate.md).',
    );
  }
  const running = runningInstance(config.dataDir)?.databaseUrl;
  // Not seen from here it may still run in another container; nor may it be started while its files are copied.
  const lock = running || !existsSync(config.dataDir) ? undefined : await lockDataDirectory(config.dataDir);
  try {
    await backUp(config.dataDir, to, running);
  } finally {
    lock?.release();
  }
  console.log(`${to}\n  npm run restore -- --from ${JSON.stringify(to)} --data-dir …`);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
