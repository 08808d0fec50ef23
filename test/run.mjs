// `npm test`: makes the clone ready as `npm start` does, runs every test, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.forEach((child) => child.kill(signal)));

/**
 * Runs Vitest with `parameters`.
 *
 * @param {string[]} parameters
 * @param {{ isQuiet?: boolean, env?: NodeJS.ProcessEnv }} [options] isQuiet keeps what it prints until it has ended
 */
async function runVitest(parameters, { isQuiet = false, env = {} } = {}) {
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

/** Runs those in a browser in two lanes, in each of which files take turns in one program. */
async function runBrowserTests() {
  const { keepDemo } = await import('./demo-program.ts');
  await keepDemo(path.join(scratch, 'demo'));
  const lanes = ['pages', 'walks'];
  return await Promise.all(
    lanes.map((lane) => runVitest(['--project=browser'], { isQuiet: true, env: { BROWSER_LANE: lane } })),
  );
}

/** Runs all, three at once: those in a browser wait half of the time, and no more at once, or one waits so long that it gives up. */
async function runAll() {
  console.log('The tests in a browser run at the same time; what they print comes last.');
  const others = runVitest(['--project=unit', '--project=db', '--maxWorkers=1']);
  const inBrowsers = runBrowserTests().catch((error) => {
    for (const child of running) child.kill();
    throw error;
  });
  return (await Promise.all([others, inBrowsers])).flat();
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
