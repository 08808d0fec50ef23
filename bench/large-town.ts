import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeTownFiles } from '../demo/town/files.ts';
import { generateTown } from '../demo/town/town.ts';
import { writeManyPoints, writeManyTrucks } from './many-rows.ts';

/** The files of the demo town into `directory`, with so many points and trucks. @returns each kind's file */
export async function writeLargeTown(
  directory: string,
  { points, trucks }: { readonly points: number; readonly trucks: number },
): Promise<Record<'osm' | 'units' | 'points' | 'trucks' | 'facilities', string>> {
  await writeTownFiles(generateTown(1), directory, 'bench');
  const file = (name: string): string => path.join(directory, name);
  return {
    osm: file('demo-town.osm.pbf'),
    units: file('units.geojson'),
    points: await writeManyPoints(file('points.csv'), points),
    trucks: await writeManyTrucks(file('trucks.csv'), trucks),
    facilities: file('facilities.csv'),
  };
}

/** Imports files as the town in use of a running program, with the program's own command. @param root its checkout */
export async function importTown(
  root: string,
  dataDir: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const given = Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]);
  const more = ['--name', 'Bench', '--synthetic', '--activate', '--on-fault', 'skip', '--data-dir', dataDir];
  const command = ['--import', 'tsx', path.join(root, 'worker/area/cli.ts'), 'import', ...given, ...more];
  await promisify(execFile)(process.execPath, command, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
}
