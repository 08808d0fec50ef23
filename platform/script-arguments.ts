import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFile } from './bootstrap/program.mjs';

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * What Node is given to run a script of the program: its built form where the program was built (`npm start`, `npm test`),
 * else its source.
 *
 * @param script from the project's folder, as `server/main.ts`
 */
export function scriptArguments(script: string): string[] {
  const built = builtFile(projectRoot, script);
  return process.env.PROGRAM_IS_BUILT === '1' && existsSync(built)
    ? [built]
    : ['--import', 'tsx', path.join(projectRoot, script)];
}
