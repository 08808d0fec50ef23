import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'optimize-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function optimize(name: string, content: string) {
  const file = path.join(folder, name);
  const out = path.join(folder, `${name}.out`);
  writeFileSync(file, content);
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', cli, '--in', file, '--seconds', '0.3', '--threads', '2', '--out', out],
    { encoding: 'utf8' },
  );
  return { ...run, out };
}

describe('the command line', () => {
  it('plans a waste instance', () => {
    const instance = {
      name: 'tiny',
      horizon_s: 9000,
      locations: [],
      seconds: [
        [0, 100, 200],
        [100, 0, 100],
        [200, 100, 0],
      ],
      metres: [
        [0, 100, 200],
        [100, 0, 100],
        [200, 100, 0],
      ],
      depot: { location: 0 },
      disposal: [{ id: 'S1', location: 1, unload_s: 60 }],
      points: [{ id: 1, location: 2, kg: 50, service_s: 30, tw: null }],
      vehicles: [{ id: 4, type: '1t', capacity_kg: 1000, start: 0, end: 0, shift: [0, 9000] }],
    };
    const run = optimize('tiny.json', JSON.stringify(instance));
    expect(run.stderr).toBe('');
    expect(run.stdout).toContain('served 50 of 50');
    expect(JSON.parse(readFileSync(run.out, 'utf8'))).toEqual({
      vehicles: [
        {
          id: 4,
          stops: [
            ['p', 1],
            ['d', 'S1'],
          ],
        },
      ],
    });
  });

  it.each([
    ['broken.json', '{', 'is not JSON'],
    ['list.json', '[]', 'must hold a JSON object'],
    ['empty.json', '{}', 'seconds is missing'],
    ['late.vrp', 'NAME : x', 'DIMENSION is missing'],
  ])('answers %s with one sentence', (name, content, sentence) => {
    const run = optimize(name, content);
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(sentence);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says how it is used, and what is wrong with an option', () => {
    const run = (...parameters: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', cli, ...parameters], { encoding: 'utf8' });
    const help = run('--help');
    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('Usage: optimize --in FILE');
    const wrong = run('--in', 'any.json', '--out', 'any.out', '--seed', '1.5');
    expect([wrong.status, wrong.stderr]).toEqual([1, '--seed is 1.5; it must be a whole number.\n']);
  });
});
