import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { removeFolder } from './remove-folder.ts';

test('a folder that a process still writes to is gone once that has ended', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-written-'));
  // Makes its folder anew as long as it lives, as a browser's processes do that end after it.
  const write = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const ends = Date.now() + 1500;
    console.log('writes');
    for (let n = 0; Date.now() < ends; n++) {
      try { writeFileSync(process.argv[1] + '/sub/' + n, ''); } catch { try { mkdirSync(process.argv[1] + '/sub'); } catch {} }
    }`;
  const writer = spawn(process.execPath, ['-e', write, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'close');
  await once(writer.stdout, 'data');
  removeFolder(folder);
  await ended;
  expect(existsSync(folder)).toBe(false);
});
