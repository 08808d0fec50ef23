// `npm test`: makes the clone ready as `npm start` does, runs every test, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { requireNode } from '../platform/bootstrap/requirements.mjs';

requireNode();
const { failed, prepare, root } = await import('../platform/bootstrap/prepare.mjs');
try {
  await prepare({ built: true });
} catch (error) {
  failed(error);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-results-'));
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => running.forEach((child) => child.kill(signal)));

/**
 * Runs Vitest with `parameters`.
 *
 * @param {string[]} parameters
 * @param {{ isQuiet?: boolean, givesWay?: boolean }} [options] isQuiet keeps what it prints until it has ended; givesWay leaves the
 *   processor to the others whenever they can use it
 */
async function runVitest(parameters, { isQuiet = false, givesWay = false } = {}) {
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
      env: { ...process.env, DATABASE_URL: '', REDIS_URL: '' },
    },
  );
  running.add(child);
  if (givesWay && child.pid !== undefined) setPriority(child.pid, 10);
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  const report = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  return { exitCode, report, printed: Buffer.concat(printed) };
}

const asked = process.argv.slice(2);
// Browser tests take turns in one program and wait for it half of the time: the others use that time, and both cores once those have
// ended. The other way round one core would be idle in the end.
const runs =
  asked.length > 0
    ? [runVitest(asked)]
    : [
        runVitest(['--project=unit', '--project=db'], { givesWay: true }),
        runVitest(['--project=browser'], { isQuiet: true }),
      ];
if (runs.length > 1) console.log('The tests in a browser run at the same time; what they print comes last.');
const ended = await Promise.all(runs);
rmSync(scratch, { recursive: true, force: true });
for (const { printed } of ended) process.stdout.write(printed);

const { register } = await import('tsx/esm/api');
register();
const { countResults } = await import('./results.ts');
const counts = ended.map(({ report, exitCode }) => countResults(report, exitCode));
for (const remark of counts.flatMap(({ remarks }) => remarks)) console.log(remark);
const total = (key) => counts.reduce((sum, each) => sum + each[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 || counts.some(({ passed }) => passed === 0) ? 1 : 0;
