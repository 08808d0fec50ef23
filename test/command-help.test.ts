import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { scriptArguments } from '../platform/script-arguments.ts';

const run = (script: string, ...parameters: string[]) =>
  spawnSync(process.execPath, [...scriptArguments(script), ...parameters], { encoding: 'utf8' });

test.each([
  ['account', 'server/accounts/cli.ts'],
  ['area', 'worker/area/cli.ts'],
  ['backup', 'platform/backup/cli.ts'],
  ['simulate', 'demo/simulate/main.ts'],
  ['migrate', 'platform/migrate-cli.ts'],
])('%s says how it is used when asked, and to whom uses it wrongly', (name, script) => {
  const help = run(script, '--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain(`npm run ${name}`);
  const wrong = run(script, '--nonsense');
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toContain(`npm run ${name}`);
  expect(wrong.stderr).not.toMatch(/^\s+at /m);
});
