import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installCommand, packagesAreInstalled, requireRoadEngine } from './packages.mjs';
import { buildProgram, PROGRAM_ROOMS } from './program.mjs';
import { fingerprint, isStamped, writeStamp } from './stamp.mjs';
import { runProgram, StepError, step } from './step.mjs';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Installs the npm packages unless they are there. @throws {StepError} */
export async function installPackages() {
  if (packagesAreInstalled(root)) return;
  const [program, parameters] = installCommand();
  await step('Cài đặt các gói npm / Installing npm packages', () =>
    runProgram(program, parameters, {
      cwd: root,
      complaint: 'The npm packages could not be installed.\nKhông cài được các gói npm.',
    }),
  );
}

/**
 * Makes a clone ready to run: packages, database client and, if `built` asks for them, the program and its pages in JavaScript,
 * which everything that is started from here then runs. What is up to date is left alone, so a second time takes a moment.
 *
 * @param {{ built: boolean }} what
 * @throws {StepError} when a step fails
 */
export async function prepare({ built }) {
  await installPackages();
  requireRoadEngine(root);

  const client = fingerprint(root, ['prisma/schema.prisma', 'prisma/generate.mjs', 'node_modules/prisma/package.json']);
  const clientStamp = path.join(root, 'prisma/client/.made-from');
  if (!isStamped(clientStamp, client)) {
    await step('Tạo mã truy cập cơ sở dữ liệu / Generating the database client', async () => {
      const { generateClient } = await import('../../prisma/generate.mjs');
      const { ok, output } = generateClient();
      if (!ok)
        throw new StepError(
          `The database client could not be generated.\nKhông tạo được mã truy cập cơ sở dữ liệu.\n${output}`,
        );
    });
    writeStamp(clientStamp, client);
  }

  if (!built) return;
  const program = fingerprint(root, [...PROGRAM_ROOMS, 'package-lock.json']);
  const programStamp = path.join(root, 'dist/.program-made-from');
  if (!isStamped(programStamp, program)) {
    await step('Dựng chương trình / Building the program', () => buildProgram(root));
    writeStamp(programStamp, program);
  }
  process.env.PROGRAM_IS_BUILT = '1';

  const sources = ['web', 'domain', 'optimizer', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
  const pages = fingerprint(root, sources);
  const pagesStamp = path.join(root, 'dist/.web-made-from');
  if (!isStamped(pagesStamp, pages)) {
    await step('Dựng giao diện web / Building the web pages', () =>
      runProgram(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production' },
        complaint: 'The web pages could not be built.\nKhông dựng được giao diện web.',
      }),
    );
    writeStamp(pagesStamp, pages);
  }
}

/** Prints a failed step and ends the process; anything else is our fault and keeps its stack. */
export function failed(error) {
  console.error(error instanceof StepError ? `✖ ${error.message}` : error);
  process.exit(1);
}
