import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readUnitsFile } from '../../domain/area-files/units-file.ts';
import { writeFacilitiesCsv, writePointsCsv, writeTrucksCsv } from '../../domain/area-files/write-csv.ts';
import { ExplainedError } from '../../platform/explained-error.ts';
import { printFaults } from './cli-faults.ts';
import { explainFile, readOptions, readWhole } from './cli-usage.ts';
import { readPlaces } from './generate-places.ts';
import { generateTown } from './generate-town.ts';

/** `generate`: invents points, trucks and facilities for an extract and its units, as the files that `import` takes. */
export async function generateCommand(argv: string[]): Promise<boolean> {
  const options = readOptions(
    argv,
    {
      osm: { type: 'string' },
      units: { type: 'string' },
      out: { type: 'string' },
      points: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
    },
    ['osm', 'units', 'out'],
  );
  const wanted = {
    points: readWhole('points', String(options.points), 1),
    seed: readWhole('seed', String(options.seed), 0),
  };
  const directory = String(options.out);
  try {
    const unitsPath = String(options.units);
    const file = { kind: 'units' as const, name: path.basename(unitsPath), bytes: await readFile(unitsPath) };
    const { units, faults } = readUnitsFile(file);
    if (faults.length > 0) {
      printFaults(faults);
      return false;
    }
    const town = generateTown(units, await readPlaces(String(options.osm)), wanted);
    // The id is all that a device's reports are known by: nobody may guess it from another's.
    const trucks = town.trucks.map((truck) => ({
      ...truck,
      deviceId: truck.deviceId && `${truck.deviceId}-${randomBytes(8).toString('hex')}`,
    }));
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, 'points.csv'), writePointsCsv(town.points));
    await writeFile(path.join(directory, 'trucks.csv'), writeTrucksCsv(trucks));
    await writeFile(path.join(directory, 'facilities.csv'), writeFacilitiesCsv(town.facilities));
    console.log(
      `${town.points.length} điểm / points, ${town.trucks.length} xe / trucks, ` +
        `${town.facilities.length} cơ sở / facilities (giả lập / synthetic): ${directory}`,
    );
    return true;
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ExplainedError(error.message, 'Trong các đơn vị này không có đường nào cho xe.', { cause: error });
    }
    throw explainFile(error);
  }
}
