import { writeFile } from 'node:fs/promises';
import { extractUnits, squareKilometres, unitsGeoJson } from './extract-units.ts';
import { explainFile, readOptions, readWhole } from './cli-usage.ts';

/** `units`: writes the administrative units of an extract as the file that `import` takes. */
export async function unitsCommand(argv: string[]): Promise<boolean> {
  const options = readOptions(
    argv,
    {
      osm: { type: 'string' },
      out: { type: 'string' },
      'admin-level': { type: 'string', default: '8' },
      'people-per-building': { type: 'string', default: '4' },
    },
    ['osm', 'out'],
  );
  const level = readWhole('admin-level', String(options['admin-level']), 1);
  const peoplePerBuilding = readWhole('people-per-building', String(options['people-per-building']), 0);
  try {
    const { units, leftOut } = await extractUnits(String(options.osm), level, peoplePerBuilding);
    for (const unit of units) {
      const { code, name, setting, population, populationEstimatedFrom } = unit.properties;
      const estimate = populationEstimatedFrom ? ` (ước tính / estimated: ${populationEstimatedFrom})` : '';
      console.log(`${code} ${name}: ${setting}, ${squareKilometres(unit).toFixed(2)} km², ${population}${estimate}`);
    }
    if (leftOut.length > 0) {
      console.log(`Bỏ qua vì bị cắt ở mép / Left out, cut by the extract's edge: ${leftOut.join(', ')}`);
    }
    if (units.length === 0) {
      console.error(`Không có đơn vị cấp ${level} trọn vẹn / No complete unit of level ${level}`);
      return false;
    }
    await writeFile(String(options.out), unitsGeoJson(units));
    console.log(`${units.length} đơn vị / units: ${options.out}`);
    return true;
  } catch (error) {
    throw explainFile(error);
  }
}
