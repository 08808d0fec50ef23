import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { optionTable } from '../options.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-bootstrap-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Evaluates an expression on the exports of a bootstrap module, in plain Node as at a first start. */
function evaluate(module: string, expression: string): { status: number | null; stdout: string; stderr: string } {
  const url = pathToFileURL(path.join(import.meta.dirname, module)).href;
  const script = `const m = await import(${JSON.stringify(url)}); const value = await (${expression}); if (value !== undefined) console.log(JSON.stringify(value));`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: directory });
}

const here = (): string => JSON.stringify(directory);

test('a too old Node is one sentence in each language and a failure', () => {
  const { status, stderr } = evaluate('requirements.mjs', `m.requireNode('18.20.4')`);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(2);
  expect(stderr).toContain('needs Node 20.19 or newer, this is 18.20.4');
  expect(evaluate('requirements.mjs', `m.requireNode('20.18.9')`).status).toBe(1);
  expect(evaluate('requirements.mjs', `m.requireNode('20.19.0')`).status).toBe(0);
  expect(evaluate('requirements.mjs', `m.requireNode('24.0.0')`).status).toBe(0);
});

test('packages count as installed only when npm finished with the versions asked for', () => {
  const installed = (): boolean => JSON.parse(evaluate('packages.mjs', `m.packagesAreInstalled(${here()})`).stdout);
  const write = (file: string, packages: object): void =>
    writeFileSync(path.join(directory, file), JSON.stringify({ packages }));
  write('package-lock.json', {
    '': {},
    'node_modules/express': { version: '5.1.0' },
    'node_modules/only-for-mac': { version: '1.0.0', optional: true },
  });
  expect(installed()).toBe(false);
  mkdirSync(path.join(directory, 'node_modules'));
  expect(installed()).toBe(false);
  write('node_modules/.package-lock.json', { 'node_modules/express': { version: '5.0.0' } });
  expect(installed()).toBe(false);
  write('node_modules/.package-lock.json', { 'node_modules/express': { version: '5.1.0' } });
  expect(installed()).toBe(true);
});

test('a road engine that lacks a system library is one sentence in each language', () => {
  const engine = path.join(directory, 'node_modules/@valhallajs/valhallajs');
  mkdirSync(engine, { recursive: true });
  const check = () => evaluate('packages.mjs', `m.requireRoadEngine(${here()})`);
  writeFileSync(path.join(engine, 'index.js'), '');
  expect(check().status).toBe(0);
  writeFileSync(path.join(engine, 'index.js'), `throw new Error('libbsd.so.0: cannot open shared object file')`);
  const { status, stderr } = check();
  expect(status).not.toBe(0);
  expect(stderr).toContain('The road engine cannot be loaded (libbsd.so.0: cannot open shared object file)');
  expect(stderr).toContain('Không nạp được bộ máy tìm đường');
});

test('a fingerprint changes with content, name and removal of a file, and not with tests', () => {
  const print = (): string => evaluate('stamp.mjs', `m.fingerprint(${here()}, ['web', 'missing'])`).stdout;
  mkdirSync(path.join(directory, 'web', 'map'), { recursive: true });
  const file = path.join(directory, 'web', 'map', 'view.tsx');
  writeFileSync(file, '1');
  const first = print();
  writeFileSync(path.join(directory, 'web', 'map', 'view.test.tsx'), 'expect');
  expect(print()).toBe(first);
  writeFileSync(file, '2');
  const second = print();
  expect(second).not.toBe(first);
  writeFileSync(file, '1');
  expect(print()).toBe(first);
  rmSync(file);
  expect(print()).not.toBe(first);
});

test('a failing program is reported with the complaint and the end of its output', () => {
  const { status, stderr } = evaluate(
    'step.mjs',
    `m.runProgram(process.execPath, ['-e', 'console.error("no space left"); process.exit(3)'], { cwd: '.', complaint: 'It failed.' }).catch((error) => { console.error(error.message); process.exitCode = 1; })`,
  );
  expect(status).toBe(1);
  expect(stderr).toBe('It failed.\nno space left\n');
});

test.each(['start.mjs', 'dev.mjs'])(
  '%s tells every option when asked for help, in both languages, and starts nothing',
  (script) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(import.meta.dirname, script), '--data-dir', directory, '--help'],
      { encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { variable, flag, fallback, fallbackVi, en, vi } of optionTable) {
      expect(stdout).toContain(
        `  ${variable}${flag ? `, ${flag}` : ''}\n      ${vi} (${fallbackVi ?? fallback})\n      ${en} (${fallback})\n`,
      );
    }
    expect(readdirSync(directory)).toEqual([]);
  },
);
