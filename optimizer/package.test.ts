import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation, Plan, Problem } from './evaluate.ts';
import { tinyInstance } from './formats/tiny-files.testing.ts';

const source = fileURLToPath(new URL('.', import.meta.url));
const packages = path.join(source, '../node_modules');
const NAME = 'tuyen-xanh-optimizer';
const EXAMPLE = 'example/plan-a-day.mjs';

/** Holds a copy of `optimizer/` by itself, and a project with nothing in it but the package made from that copy. */
let folder = '';
let project = '';
let packed: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'optimizer package '));
  project = path.join(folder, 'project');
  const copy = path.join(folder, 'optimizer');
  cpSync(source, copy, { recursive: true, filter: (file) => !/(\.test\.ts|[/\\]dist)$/.test(file) });
  // The compiler and Node's types are what its build takes from outside.
  mkdirSync(path.join(folder, 'node_modules/@types'), { recursive: true });
  for (const tool of ['typescript', '@typescript', '@types/node', 'undici-types', '.bin']) {
    symlinkSync(path.join(packages, tool), path.join(folder, 'node_modules', tool), 'junction');
  }
  const [{ filename, files }] = JSON.parse(npm(copy, 'pack', '--json', '--silent')) as {
    filename: string;
    files: { path: string }[];
  }[];
  packed = files.map((file) => file.path);
  mkdirSync(project);
  write('package.json', '{ "private": true, "type": "module" }');
  npm(project, 'install', path.join(copy, filename));
  cpSync(path.join(source, EXAMPLE), path.join(project, 'plan-a-day.mjs'));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs npm without a registry and without anybody's settings. @returns what it prints */
function npm(cwd: string, ...parameters: string[]): string {
  const environment = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const settings = {
    npm_config_cache: path.join(folder, 'cache'),
    npm_config_userconfig: path.join(folder, 'npmrc'),
    npm_config_offline: 'true',
    npm_config_ignore_scripts: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
  const own = process.env.npm_execpath;
  const [program, first] = own && /npm-cli\.[cm]?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  const env = { ...Object.fromEntries(environment), ...settings };
  const { status, stdout, stderr } = spawnSync(program, [...first, ...parameters], { cwd, env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout;
}

function run(...parameters: string[]) {
  // Nothing that reads TypeScript may be inherited.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return spawnSync(process.execPath, parameters, { cwd: project, env, encoding: 'utf8' });
}

function write(name: string, content: string): void {
  writeFileSync(path.join(project, name), content);
}

describe('the package, in a project with nothing else', () => {
  it('holds the compiled program, its types, the example and the README, and needs no other package', () => {
    const manifest = JSON.parse(
      readFileSync(path.join(project, 'node_modules', NAME, 'package.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect(Object.keys(manifest).filter((field) => /dependencies/i.test(field))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['README.md', EXAMPLE, 'dist/threads/thread.js', 'dist/index.d.ts']));
    expect(
      packed.filter((file) => !/^(dist\/.*\.(js|d\.ts)|example\/.*|README\.md|package\.json)$/.test(file)),
    ).toEqual([]);
  });

  it('runs the example of the README, which solves with two threads', () => {
    const { status, stdout, stderr } = run('plan-a-day.mjs');
    expect(stderr).toBe('');
    expect(stdout).toContain('truck 1: market at 300 s, then 900 kg aboard');
    expect(stdout).toContain('left out: clinic, window-cannot-be-met');
    expect(stdout).toContain('feasible: true');
    expect(stdout).toMatch(/without the last stop: ends-loaded \d+\n$/);
    expect(status).toBe(0);
  });

  it('solves with one thread, and with a second one that carries out orders', () => {
    // Whether a thread does anything is only to be seen on the board it shares with the first.
    write(
      'threads.mjs',
      `import { syncBuiltinESMExports } from 'node:module';
      import threads from 'node:worker_threads';
      import { DONE } from './node_modules/${NAME}/dist/threads/board.js';
      let control;
      threads.Worker = class extends threads.Worker {
        postMessage(data, list) {
          control = data.board.control;
          super.postMessage(data, list);
        }
      };
      syncBuiltinESMExports();
      process.on('warning', (warning) => { throw warning; });
      const { fromWasteInstance, solve } = await import('${NAME}');
      const problem = fromWasteInstance(${JSON.stringify(tinyInstance)});
      const stop = new AbortController();
      setInterval(() => { if (control && Atomics.load(control, DONE) > 0) stop.abort(); }, 20).unref();
      const { plan } = await solve(problem, { seconds: 60, seed: 1, threads: 2, signal: stop.signal });
      console.log(stop.signal.aborted, plan.routes.length);
      const alone = await solve(problem, { iterations: 50, seed: 1, threads: 1 });
      console.log(alone.aborted, alone.plan.routes.length);`,
    );
    const { stdout, stderr } = run('threads.mjs');
    expect([stdout, stderr]).toEqual(['true 1\nfalse 1\n', '']);
  });

  it('brings the command line', () => {
    write('tiny.json', JSON.stringify(tinyInstance));
    const command = path.join(project, 'node_modules/.bin/optimize');
    const options = ['--in', 'tiny.json', '--iterations', '50', '--threads', '2', '--out', 'plan.json'];
    const { stdout, stderr } = spawnSync(command, options, { cwd: project, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('served 50 of 50');
    const stops = [
      ['p', 1],
      ['d', 'S1'],
    ];
    expect(JSON.parse(readFileSync(path.join(project, 'plan.json'), 'utf8'))).toMatchObject({
      vehicles: [{ id: 4, stops }],
    });
  });

  it('has types for strict consumers, and the example keeps to them', () => {
    write(
      'consumer.ts',
      `import { explainTargets, type Lever, type Problem, type Solution, solve } from '${NAME}';
      import { type CostComponents, evaluatePlan } from '${NAME}/evaluate';
      export async function costOf(problem: Problem): Promise<CostComponents> {
        const { plan }: Solution = await solve(problem, { seed: 1, threads: 2 });
        // @ts-expect-error a seed is a number
        await solve(problem, { seed: 'one', threads: 2 });
        const { levers } = await explainTargets(problem, plan, { seconds: 3 });
        const best: Lever | undefined = levers[0]?.lever;
        return evaluatePlan(problem, best === undefined ? { routes: [] } : plan).cost;
      }`,
    );
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      checkJs: true,
      noEmit: true,
      types: [],
    };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['consumer.ts', 'plan-a-day.mjs'] }));
    const { stdout, status } = run(path.join(packages, 'typescript/bin/tsc'), '--project', '.');
    expect([stdout, status]).toEqual(['', 0]);
  });

  it('has an evaluation for browsers, with nothing from Node in it', async () => {
    write('page.js', `export { evaluatePlan } from '${NAME}/evaluate';`);
    const built = await build({
      root: project,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        lib: { entry: path.join(project, 'page.js'), formats: ['iife'], name: 'page', fileName: 'page' },
      },
    });
    const { output } = (built as Rollup.RollupOutput[])[0];
    const [chunk] = output;
    const strangers = chunk.moduleIds.filter((id) => !id.includes(`/${NAME}/dist/`) && !id.endsWith('/page.js'));
    expect([strangers, chunk.imports, chunk.dynamicImports]).toEqual([[], [], []]);
    // A world with nothing but the language.
    const world = createContext({});
    runInContext(`${chunk.code}; globalThis.evaluatePlan = page.evaluatePlan;`, world);
    const { evaluatePlan } = world as { evaluatePlan: (problem: Problem, plan: Plan) => Evaluation };
    expect(evaluatePlan(nothing, { routes: [] })).toMatchObject({ feasible: true, totalMass: 0 });
  });
});

it('the README shows the example as it is run', () => {
  const readme = readFileSync(path.join(source, 'README.md'), 'utf8');
  expect(/```js\n(.*?)```\n/s.exec(readme)?.[1]).toBe(readFileSync(path.join(source, EXAMPLE), 'utf8'));
});

const nothing: Problem = {
  dimensions: ['kg'],
  locationCount: 1,
  seconds: new Int32Array(1),
  metres: new Int32Array(1),
  vehicles: [],
  points: [],
  sites: [],
  groups: [],
};
