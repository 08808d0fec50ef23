import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Generates the Prisma client into prisma/client. Prisma wants to download a native engine first, which generating
 * does not need and closed networks refuse; naming any program as the engine keeps it from trying.
 *
 * @returns {{ ok: boolean, output: string }} whether it worked, and what Prisma said
 */
export function generateClient() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const result = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ok, output } = generateClient();
  process.stdout.write(output);
  process.exitCode = ok ? 0 : 1;
}
