import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { importFailureSentence } from '../../domain/area-files/import-failures.ts';
import { IMPORT_FILES, type ImportInput, importOptionsSchema } from '../../domain/area-files/import-request.ts';
import type { ImportView } from '../../domain/areas.ts';
import { itemAt } from '../../domain/item-at.ts';
import { keepImportFile, queueAreaImport } from '../../records/area-imports/area-import.ts';
import { loadConfig } from '../../platform/config.ts';
import { openPlatform, type Platform } from '../../platform/platform.ts';
import type { JobWorker } from '../../platform/queue.ts';
import { runningInstance } from '../../platform/runtime-file.ts';
import { findImport } from '../../records/area-imports/read-imports.ts';
import { printFaults } from './cli-faults.ts';
import { explainFile, readOptions, requireOptions, usage } from './cli-usage.ts';
import { startAreaImports } from './import-area.ts';
import { startOwnServices } from './own-services.ts';

const POLL_MILLISECONDS = 250;

/**
 * `import`: hands the files to the running program and follows its progress; where none is running, starts what it needs,
 * imports in this process and stops again.
 *
 * @returns whether the area is complete
 */
export async function importCommand(argv: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const given = readOptions(
    argv,
    {
      ...{ osm: text, units: text, points: text, trucks: text, facilities: text },
      ...{
        name: text,
        slug: text,
        'time-zone': text,
        attribution: text,
        'on-fault': text,
        'data-dir': text,
        town: text,
      },
      ...{ synthetic: { type: 'boolean' }, activate: { type: 'boolean' }, 'resolution-targets': { type: 'boolean' } },
    },
    [],
  );
  if (given.town === undefined) requireOptions(given, ['osm', 'units']);
  const options = importOptionsSchema.safeParse({
    name: given.name ?? (given.osm === undefined ? given.town : nameOf(String(given.osm))),
    slug: given.slug,
    town: given.town,
    resolutionTargets: given['resolution-targets'],
    timeZone: given['time-zone'],
    attribution: given.attribution,
    onFault: given['on-fault'],
    activate: given.activate,
    isSynthetic: given.synthetic,
  });
  if (!options.success) {
    const { path: where, message } = itemAt(options.error.issues, 0);
    throw usage(`${where.join('.')}: ${message}`, where.join('.'));
  }
  const paths = IMPORT_FILES.flatMap((kind) =>
    given[kind] === undefined ? [] : [{ kind, file: String(given[kind]) }],
  );
  if (paths.length === 0) throw usage('no file is given', 'chưa có tệp nào');
  try {
    for (const { file } of paths) await access(file, constants.R_OK);
  } catch (error) {
    throw explainFile(error);
  }

  const environment = given['data-dir'] === undefined ? {} : { DATA_DIR: String(given['data-dir']) };
  const config = loadConfig({ ...process.env, ...environment });
  const isServed = config.databaseUrl !== undefined || runningInstance(config.dataDir) !== undefined;
  const services = isServed ? null : await startOwnServices(config.dataDir);
  const platform = await openPlatform(services ? { ...config, databaseUrl: services.databaseUrl } : config, 'area');
  let worker: JobWorker | undefined;
  try {
    const importId = uuid();
    const files: ImportInput['files'] = {};
    for (const { kind, file } of paths) {
      const { key } = await keepImportFile(platform.blobs, importId, kind, createReadStream(file));
      files[kind] = { key, name: path.basename(file) };
    }
    await queueAreaImport(platform, { importId, input: { files, options: options.data }, requestedBy: null });
    if (services) worker = startAreaImports(platform);
    return report(await follow(platform, importId));
  } finally {
    await worker?.close();
    await platform.close();
    await services?.stop();
  }
}

async function follow(platform: Platform, importId: string): Promise<ImportView> {
  let shown = '';
  for (;;) {
    const view = await findImport(platform.database.prisma, importId);
    if (!view) throw new Error(`import ${importId} is gone`);
    const line = view.state === 'queued' ? 'đang chờ / waiting' : `${view.phase ?? view.state} ${view.percent} %`;
    const isWorthALine = process.stdout.isTTY ? line !== shown : view.phase !== null && !shown.startsWith(view.phase);
    if (isWorthALine) process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
    if (isWorthALine) shown = line;
    if (view.state !== 'queued' && view.state !== 'running') {
      if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
      return view;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

function report(view: ImportView): boolean {
  printFaults(view.faults);
  if (view.state === 'done') {
    const counts = Object.entries(view.counts ?? {}).map(([what, count]) => `${what} ${count}`);
    console.log(`✓ ${view.name} (${view.townId}): ${counts.join(', ')}`);
    const conditional = view.counts?.conditionalRoads ?? 0;
    if (conditional > 0) {
      console.log(
        `Đường hạn chế xe tải theo giờ, kế hoạch coi là đi được mọi lúc / ` +
          `Streets closed to trucks at some hours, which plans take for open at all: ${conditional}`,
      );
    }
    return true;
  }
  const reason = view.failure
    ? `${importFailureSentence(view.failure, 'vi')} / ${importFailureSentence(view.failure, 'en')}`
    : 'đã hủy / cancelled';
  console.error(`✖ ${view.name}: ${reason}`);
  return false;
}

function nameOf(file: string): string {
  return path.basename(file).replace(/(-latest)?(\.osm)?(\.pbf)?$/i, '');
}
