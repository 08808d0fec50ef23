import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeCluster } from '../../platform/embedded-postgres.ts';
import { ExplainedError } from '../../platform/explained-error.ts';
import { projectRoot, scriptArguments } from '../../platform/script-arguments.ts';
import { lockDataDirectory } from '../../platform/supervisor/lock.ts';
import { gridPbf, openTestPlatform, point, POINTS_HEAD, RIGHT_FILES, type TestPlatform } from './fixtures/grid-town.ts';
import { importCommand } from './cli-import.ts';
import { unitsCommand } from './cli-units.ts';
import { startAreaImports } from './import-area.ts';

let platform: TestPlatform;
let worker: { close(): Promise<void> };

beforeAll(async () => {
  platform = await openTestPlatform();
  worker = startAreaImports(platform);
  const at = (name: string) => path.join(platform.config.dataDir, name);
  await writeFile(at('grid.osm.pbf'), await gridPbf());
  await writeFile(at('units.geojson'), String(RIGHT_FILES.units));
  await writeFile(at('good.csv'), [POINTS_HEAD, point('P1', 1, 1), point('FAR', 50, 1)].join('\r\n'));
});
afterAll(async () => {
  await worker.close();
  await platform.close();
});

/** Runs the command in the data directory, handing its work to the worker of this test. */
async function area(
  environment: NodeJS.ProcessEnv,
  ...argv: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { dataDir } = platform.config;
  const child = spawn(
    process.execPath,
    [...scriptArguments('worker/area/cli.ts'), ...argv.map((arg) => arg.replace('@', `${dataDir}/`))],
    {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: platform.databaseUrl, DATA_DIR: dataDir, ...environment },
    },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('npm run area', () => {
  it('imports an area through the queue of the running program and says how far it is', async () => {
    const files = ['--osm', '@grid.osm.pbf', '--units', '@units.geojson', '--points', '@good.csv'];
    const { code, out } = await area({}, 'import', ...files, '--name', 'Ô Vuông', '--on-fault', 'skip');
    expect(out).toMatch(/✓ Ô Vuông \([0-9a-f-]{36}\): .*points 1/);
    expect(code).toBe(0);
  });

  it('names faults by file, line and column and ends with code 1', async () => {
    const { code, err } = await area(
      {},
      'import',
      '--osm',
      '@grid.osm.pbf',
      '--units',
      '@units.geojson',
      '--points',
      '@good.csv',
    );
    expect(err).toMatch(
      /^good\.csv:3:lon: Điểm “FAR” nằm ngoài mọi đơn vị\. \/ The point “FAR” lies outside every unit\.$/m,
    );
    expect(code).toBe(1);
  });

  it('starts what it needs where nothing is running, and stops it again', async () => {
    const alone = path.join(platform.config.dataDir, 'alone');
    const files = ['--osm', '@grid.osm.pbf', '--units', '@units.geojson', '--data-dir', alone];
    const { code, out } = await area({ DATABASE_URL: '' }, 'import', ...files);
    expect(out).toContain('✓ grid (');
    expect(code).toBe(0);
    expect(await readdir(path.join(alone, 'blobs', 'areas'))).toHaveLength(1);
    // Nobody holds the directory any more.
    const lock = await lockDataDirectory(alone);
    expect(lock.isHeld()).toBe(true);
    lock.release();
    removeCluster(alone);
  });

  it('answers a command line that it does not know with what it takes', async () => {
    const { code, err } = await area({}, 'improt');
    expect([code, err]).toEqual([1, expect.stringContaining('npm run area -- import --osm FILE.osm.pbf')]);
    expect(err).not.toMatch(/^ {4}at /m);
  });

  const here = fileURLToPath(import.meta.url);
  const both = ['--osm', here, '--units', here];
  it.each([
    ['a missing file', importCommand, ['--osm', 'nowhere.pbf', '--units', here], 'nowhere.pbf cannot be used (ENOENT)'],
    ['a missing option', importCommand, ['--osm', here], '--units is missing'],
    ['an unknown time zone', importCommand, [...both, '--time-zone', 'Mars'], 'no such time zone'],
    ['an unknown option', unitsCommand, ['--speed', '9'], "Unknown option '--speed'"],
    [
      'a number that is none',
      unitsCommand,
      ['--osm', here, '--out', 'x', '--admin-level', 'x'],
      'a whole number from 1',
    ],
    ['an extract that is none', unitsCommand, ['--osm', here, '--out', 'x'], 'is no OSM PBF file'],
  ])('answers %s with a sentence', async (_, command, argv, sentence) => {
    const fault = await command(argv).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ExplainedError);
    expect((fault as ExplainedError).en).toContain(sentence);
  });
});
