import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { withConnection } from '../postgres/connections.ts';
import { runScript } from './child-process.ts';
import type { Terminal } from './terminal.ts';

/** The programs that make the demo, relative to the project's folder. */
export interface DemoScripts {
  /** `--out DIR`: writes the synthetic town as files of an area import. */
  readonly town: string;
  /** `import --osm FILE …`: imports an area through the worker, and ends when it is there. */
  readonly area: string;
  /** Creates the accounts, gives them DEMO_PASSWORD if there is one, and notes both in `demo-accounts.json`. */
  readonly accounts: string;
}

const noted = z.object({ password: z.string(), accounts: z.array(z.object({ email: z.string() })) });

/** What a visitor needs to sign in. */
export interface DemoAccess {
  readonly accounts: readonly string[];
  readonly password: string;
}

const marker = (dataDir: string): string => path.join(dataDir, 'demo-is-set-up');

/** Keeps a later start from making the demo: its accounts have no place among those of a real instance. */
export function declineDemo({ dataDir }: Pick<Config, 'dataDir'>): void {
  writeFileSync(marker(dataDir), '');
}

/**
 * Creates the demo's town and its accounts unless that was done or declined before. Needs server and worker running: the town
 * takes the same way as any other place.
 *
 * @returns how to sign in; undefined when there is no demo or the signal was raised first
 * @throws ExplainedError when one of the programs fails
 */
export async function setUpDemo(
  config: Config & { readonly databaseUrl: string },
  scripts: DemoScripts,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<DemoAccess | undefined> {
  const run = (script: string, ...parameters: string[]): Promise<void> =>
    runScript(script, parameters, environment, terminal, signal);

  const done = marker(config.dataDir);
  const isFirst = !existsSync(done);
  if (isFirst && !(await hasArea(config.databaseUrl))) {
    const files = path.join(config.dataDir, 'demo');
    await terminal.during('Tạo thị xã mẫu (dữ liệu giả lập) / Generating the demo town (synthetic data)', () =>
      run(scripts.town, '--out', files),
    );
    if (signal.aborted) return undefined;
    await terminal.during('Nhập thị xã mẫu: mạng đường, bản đồ nền / Importing it: road graph, base map', () =>
      run(scripts.area, ...importParameters(files, config)),
    );
  }
  if (signal.aborted) return undefined;

  // After the town, so that the demo's driver gets a crew of it; again when another password is asked for.
  const before = readAccess(config.dataDir);
  const wantsOther = config.demoPassword !== undefined && before && config.demoPassword !== before.password;
  if (isFirst || wantsOther) {
    await terminal.during('Tạo tài khoản mẫu / Creating the demo accounts', () =>
      // It tells the password, which belongs into the block at the end and nowhere else.
      runScript(scripts.accounts, [], environment, terminal, signal, { quiet: true }),
    );
  }
  if (signal.aborted) return undefined;
  writeFileSync(done, '');
  return readAccess(config.dataDir);
}

function importParameters(files: string, { demoTimeZone }: Pick<Config, 'demoTimeZone'>): string[] {
  const file = (name: string): string => path.join(files, name);
  return [
    'import',
    ...['--osm', file('demo-town.osm.pbf'), '--units', file('units.geojson'), '--points', file('points.csv')],
    ...['--trucks', file('trucks.csv'), '--facilities', file('facilities.csv')],
    ...['--name', 'Bỉm Sơn', '--time-zone', demoTimeZone, '--synthetic', '--activate'],
    '--resolution-targets',
    ...['--attribution', 'Dữ liệu giả lập (minh họa) · Synthetic data, illustrative'],
  ];
}

/** Whether there is an area, or will be one: an import that a stop interrupted is taken up again by the worker. */
async function hasArea(databaseUrl: string): Promise<boolean> {
  const { rowCount } = await withConnection(databaseUrl, (client) =>
    client.query(
      `SELECT 1 FROM "Town" WHERE "isActive"
       UNION ALL SELECT 1 FROM "AreaImport" WHERE "state" IN ('queued', 'running') LIMIT 1`,
    ),
  );
  return rowCount === 1;
}

function readAccess(dataDir: string): DemoAccess | undefined {
  const file = path.join(dataDir, 'demo-accounts.json');
  if (!existsSync(file)) return undefined;
  const { password, accounts } = noted.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { password, accounts: accounts.map((account) => account.email) };
}
