// `npm test`: makes the clone ready as `npm start` does, runs every test, and ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireNode } from '../platform/bootstrap/requirements.mjs';

requireNode();
const { failed, prepare, root } = await import('../platform/bootstrap/prepare.mjs');
try {
  await prepare({ web: true });
} catch (error) {
  failed(error);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-results-'));
const resultFile = path.join(scratch, 'results.json');
const vitest = spawn(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, DATABASE_URL: '', REDIS_URL: '' } },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
const exitCode = await new Promise((resolve) => vitest.once('close', resolve));

const report = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
rmSync(scratch, { recursive: true, force: true });
const { register } = await import('tsx/esm/api');
register();
const { countResults } = await import('./results.ts');
const counts = countResults(report, exitCode);
for (const remark of counts.remarks) console.log(remark);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
