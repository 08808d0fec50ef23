/** `npm run restore -- --from DIRECTORY [--data-dir PATH]`: makes a data directory from a backup, which stays as it is. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { helpWasAsked, Usage } from '../command-help.ts';
import { loadConfig } from '../config.ts';
import { explain } from '../explained-error.ts';
import { restore } from './restore.ts';

const USAGE = new Usage('npm run restore -- --from DIRECTORY [--data-dir PATH]');

function readArguments(): { from: string; dataDir: string | undefined } {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, 'data-dir': { type: 'string' } } });
    if (values.from) return { from: path.resolve(values.from), dataDir: values['data-dir'] };
  } catch {
    // An argument there is not: the usage says which there are.
  }
  throw USAGE;
}

async function main(): Promise<void> {
  if (helpWasAsked(USAGE.form)) return;
  const { from, dataDir } = readArguments();
  const config = loadConfig(process.env, dataDir ? ['--data-dir', dataDir] : []);
  await restore(from, config.dataDir);
  console.log(`${config.dataDir}\n  npm start -- --data-dir ${JSON.stringify(config.dataDir)}`);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
