// `npm test`: makes the clone ready as `npm start` does, runs every test, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { requireNode } from '../platform/bootstrap/requirements.mjs';

requireNode();
const { failed, prepare, root } = await import('../platform/bootstrap/prepare.mjs');
try {
  await prepare({ built: true });
} catch (error) {
  failed(error);
}

const { register } = await import('tsx/esm/api');
register();
const scratch = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-results-'));
const running = new Set();
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopped = true;
    for (const child of running) child.kill(signal);
  });
}

/**
 * Runs Vitest with `parameters`.
 *
 * @param {string[]} parameters
 * @param {{ isQuiet?: boolean, env?: NodeJS.ProcessEnv }} [options] isQuiet keeps what it prints until it has ended
 */
async function runVitest(parameters, { isQuiet = false, env = {} } = {}) {
  if (isStopped) return { exitCode: null, report: undefined, printed: Buffer.of() };
  const resultFile = path.join(scratch, `${running.size}.json`);
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${resultFile}`,
      ...parameters,
    ],
    {
      cwd: root,
      stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', ...env },
    },
  );
  running.add(child);
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  const report = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  return { exitCode, report, printed: Buffer.concat(printed) };
}

/**
 * Runs all in three lanes of about the same length: those with a database; those in a browser that walk through days; those of
 * pages, and then units. Tests in a browser wait half of the time, so that three keep two cores busy to the end; of more at once one
 * waits so long that it gives up.
 */
async function runAll() {
  console.log('Tests with a database come first; what the others print, which run at the same time, comes last.');
  const workers = `--maxWorkers=${availableParallelism() > 3 ? 2 : 1}`;
  const withDatabase = runVitest(['--project=db', workers]);
  const inBrowsers = async () => {
    const { keepDemo } = await import('./demo-program.ts');
    await keepDemo(path.join(scratch, 'demo'));
    const lane = (name) => runVitest(['--project=browser'], { isQuiet: true, env: { BROWSER_LANE: name } });
    const pagesAndUnits = async () => [
      await lane('pages'),
      await runVitest(['--project=unit', workers], { isQuiet: true }),
    ];
    return (await Promise.all([lane('walks'), pagesAndUnits()])).flat();
  };
  const others = inBrowsers().catch((error) => {
    for (const child of running) child.kill();
    throw error;
  });
  return (await Promise.all([withDatabase, others])).flat();
}

const asked = process.argv.slice(2);
const ended = asked.length > 0 ? [await runVitest(asked)] : await runAll();
rmSync(scratch, { recursive: true, force: true });
for (const { printed } of ended) process.stdout.write(printed);

const { countResults } = await import('./results.ts');
const counts = ended.map(({ report, exitCode }) => countResults(report, exitCode));
for (const remark of counts.flatMap(({ remarks }) => remarks)) console.log(remark);
const total = (key) => counts.reduce((sum, each) => sum + each[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 || counts.some(({ passed }) => passed === 0) ? 1 : 0;
