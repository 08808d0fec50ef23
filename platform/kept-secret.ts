import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A secret that is made once and then kept in the data directory, readable by its owner only. Processes that ask at
 * the same moment get the same one.
 *
 * @param make makes the secret when there is none yet
 */
export function keptSecret(dataDir: string, name: string, make: () => string = randomSecret): string {
  const file = path.join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
