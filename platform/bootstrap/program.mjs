import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the built program lies, from the project's folder. */
const BUILT = 'dist/program';

/** The folders that the program is made of: all but its pages. */
export const PROGRAM_ROOMS = [
  'demo',
  'domain',
  'optimizer',
  'planning',
  'platform',
  'prisma',
  'records',
  'roads',
  'server',
  'worker',
];

/** What is started as a process of its own. */
const SCRIPTS = [
  'demo/main.ts',
  'demo/simulate/main.ts',
  'optimizer/cli.ts',
  'platform/backup/cli.ts',
  'platform/migrate-cli.ts',
  'platform/supervisor/supervise.ts',
  'server/accounts/cli.ts',
  'server/accounts/seed.ts',
  'server/main.ts',
  'worker/area/cli.ts',
  'worker/area/import-process.ts',
  'worker/main.ts',
  // What tests start in the place of those.
  ...['accounts', 'area', 'server', 'start', 'town', 'worker'].map((name) => `platform/supervisor/fixtures/${name}.ts`),
];

const nameOf = (script) => script.replaceAll('/', '-').replace(/\.ts$/, '');

/**
 * The built form of a script, whether it is there or not.
 *
 * @param {string} root the project's folder
 * @param {string} script from there, as `server/main.ts`
 */
export const builtFile = (root, script) => path.join(root, BUILT, `${nameOf(script)}.js`);

/**
 * Makes one JavaScript of each process, so that none waits for its TypeScript at every start: that took each more than
 * two seconds of a slow core. Packages stay where they are.
 *
 * @param {string} root the project's folder
 */
export async function buildProgram(root) {
  const { build } = await import('esbuild');
  // What was built before stays: a program that runs may still ask for a part of it.
  await build({
    // Beside what starts it, as the search looks for its thread there.
    entryPoints: {
      ...Object.fromEntries(SCRIPTS.map((script) => [nameOf(script), script])),
      thread: 'optimizer/threads/thread.ts',
    },
    absWorkingDir: root,
    outdir: BUILT,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: '[name]-[hash]',
    logLevel: 'silent',
    plugins: [sourceAddresses(root)],
  });
}

/** Files that are found from where the code stands (migrations, pages, threads) are found from where it was written. */
function sourceAddresses(root) {
  return {
    name: 'source-addresses',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const name = path.relative(root, file).replaceAll(path.sep, '/');
        // The search's threads are built, and stand beside it.
        if (name.startsWith('optimizer/')) return undefined;
        const contents = readFileSync(file, 'utf8');
        if (!contents.includes('import.meta.url')) return undefined;
        const address = `new URL(${JSON.stringify(`../../${name}`)}, import.meta.url).href`;
        return { contents: contents.replaceAll('import.meta.url', `(${address})`), loader: 'ts' };
      });
    },
  };
}
