import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyInstance } from './formats/tiny-files.testing.ts';

/** As `npm test` built it, which starts in a fifth of the time, else as it is written. */
const cli =
  process.env.PROGRAM_IS_BUILT === '1'
    ? [fileURLToPath(new URL('../dist/program/optimizer-cli.js', import.meta.url))]
    : ['--import', 'tsx', fileURLToPath(new URL('./cli.ts', import.meta.url))];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'optimize-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...parameters: string[]) {
  return spawnSync(process.execPath, [...cli, ...parameters], { encoding: 'utf8' });
}

function write(name: string, content: string | Uint8Array) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function optimize(name: string, content: string | Uint8Array, ...options: string[]) {
  const out = path.join(folder, `${name}.out`);
  const search = options.length > 0 ? options : ['--seconds', '0.3', '--threads', '2'];
  return { ...run('--in', write(name, content), ...search, '--out', out), out };
}

describe('the command line', () => {
  it('plans a waste instance', () => {
    const result = optimize('tiny.json', JSON.stringify(tinyInstance));
    expect(result.stderr).toBe('');
    expect(result.stdout).toContain('served 50 of 50');
    expect(JSON.parse(readFileSync(result.out, 'utf8'))).toEqual({
      vehicles: [
        {
          id: 4,
          stops: [
            ['p', 1],
            ['d', 'S1'],
          ],
          start_s: 0,
          end_s: 490,
          schedule: [
            { stop: ['p', 1], arrival_s: 200, begin_s: 200, end_s: 230 },
            { stop: ['d', 'S1'], arrival_s: 330, begin_s: 330, end_s: 390 },
          ],
        },
      ],
    });
  });

  it('ends quietly when nobody reads on', () => {
    const file = write('unheard.json', JSON.stringify(tinyInstance));
    const command = `"${process.execPath}" ${cli.map((each) => `"${each}"`).join(' ')} --in "${file}" --iterations 10 --out /dev/stdout; echo "code $?" >&2`;
    const { stderr } = spawnSync('bash', ['-c', `(${command}) | true`], { encoding: 'utf8' });
    expect(stderr).toBe('code 0\n');
  });

  it.each([
    ['broken.json', '{', 'is not JSON'],
    ['list.json', '[]', 'must hold a JSON object'],
    ['empty.json', '{}', 'is neither a waste instance'],
    ['partly.json', '{"points": []}', 'seconds is missing'],
    ['table.csv', 'id,x,y\n1,2,3\n', 'is not in a form that is read'],
    ['map.json', '{"type": "FeatureCollection", "features": []}', 'this looks like GeoJSON'],
    ['late.vrp', 'NAME : x', 'DIMENSION is missing'],
  ])('answers %s with one sentence', (name, content, sentence) => {
    const result = optimize(name, content);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(sentence);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says how it is used', () => {
    const help = run('--help');
    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('Usage: optimize --in FILE');
  });

  it.each([
    [['--seed', '1.5'], '--seed is 1.5; it must be a whole number.'],
    [['--seed', ''], '--seed is ; it must be a number above 0.'],
    [['--seconds', '-1'], '--seconds is -1; it must be a number above 0.'],
    [['--seconds', '1e308'], '--seconds is 1e308; it must be at most 604800.'],
    [['--iterations', '0'], '--iterations is 0; it must be a number above 0.'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('says in one line what is wrong with %j', (options, sentence) => {
    const wrong = run('--in', 'any.json', '--out', 'any.out', ...options);
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain(sentence);
    expect(wrong.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says before it searches that the plan cannot be written', () => {
    const file = write('feasible.json', JSON.stringify(tinyInstance));
    const nowhere = path.join(folder, 'nowhere', 'plan.json');
    const missing = run('--in', file, '--iterations', '1', '--out', nowhere);
    expect([missing.status, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toContain(`--out ${nowhere} cannot be written`);
    const into = run('--in', file, '--iterations', '1', '--out', folder);
    expect([into.status, into.stdout]).toEqual([1, '']);
    expect(into.stderr).toBe(`--out ${folder} is a folder; it must be a file.\n`);
  });

  it('gives the same plan for the same seed and iterations', () => {
    const points = Array.from({ length: 12 }, (_, k) => ({ ...tinyInstance.points[0], id: k, location: k % 3 }));
    const content = JSON.stringify({ ...tinyInstance, points });
    const [first, second] = ['first.json', 'second.json'].map((name) => {
      const { out, stdout } = optimize(name, content, '--iterations', '300', '--seed', '5');
      return [readFileSync(out, 'utf8'), / \d+ iterations /.exec(stdout)?.[0]];
    });
    expect(second).toEqual(first);
  });

  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${JSON.stringify(tinyInstance)}`)],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(tinyInstance)}`, 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${JSON.stringify(tinyInstance)}`, 'utf16le').swap16()],
  ])('reads a file with %s', (_, content) => {
    const result = optimize('marked.json', content, '--iterations', '10', '--seed', '0');
    expect([result.status, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toContain('served 50 of 50, 1 of 1 points');
  });

  it('says why points are left out', () => {
    const result = optimize('nobody.json', JSON.stringify({ ...tinyInstance, vehicles: [] }));
    expect(result.status).toBe(0);
    expect(result.stdout).toContain('1 unserved: 1 no-allowed-truck');
  });
});
