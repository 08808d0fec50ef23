import { fold } from '../../domain/area-files/fold.ts';
import type { ImportOptions } from '../../domain/area-files/import-request.ts';
import { faultOf } from '../../domain/area-files/source-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import { extractUnits, unitsGeoJson } from './extract-units.ts';
import { FaultyFiles } from './faulty-files.ts';

/** What a building is taken to hold where OpenStreetMap does not say how many people a unit has; an estimate, told as one. */
const PEOPLE_PER_BUILDING = 4;
/** So many names are told of what the extract has. */
const MOST_NAMED = 40;

/**
 * The administrative units of an extract as a units file.
 *
 * @param options `unitsLevel` the level; `unitsNamed` names of those wanted, all whole ones when absent
 * @returns the file's GeoJSON, and a fault for each unit that the edge of the extract cuts
 * @throws FaultyFiles where there is no whole unit of the level, or none of a name that was asked for; OsmFileError
 */
export async function takeUnits(
  file: { name: string; pbfPath: string },
  { unitsLevel: level = 8, unitsNamed = '' }: Pick<ImportOptions, 'unitsLevel' | 'unitsNamed'>,
): Promise<{ geoJson: string; leftOut: ImportFault[] }> {
  const osm = { kind: 'osm', name: file.name } as const;
  const { units, leftOut } = await extractUnits(file.pbfPath, level, PEOPLE_PER_BUILDING);
  if (units.length === 0) throw new FaultyFiles([faultOf(osm, null, null, 'no-units-of-level', null, { level })]);
  const wanted = unitsNamed
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isNamed = (name: string, by: string) => fold(name) === fold(by) || fold(name).endsWith(` ${fold(by)}`);
  const cut = leftOut.map((name) => faultOf(osm, null, null, 'unit-cut', name));
  if (wanted.length === 0) return { geoJson: unitsGeoJson(units), leftOut: cut };

  const names = units.map(({ properties }) => properties.name);
  const unknown = wanted.filter((by) => !names.some((name) => isNamed(name, by)));
  if (unknown.length > 0) {
    const had = { level, names: names.slice(0, MOST_NAMED).join(', ') };
    throw new FaultyFiles(
      unknown.map((by) => {
        const isCut = leftOut.some((name) => isNamed(name, by));
        return faultOf(osm, null, null, isCut ? 'unit-cut' : 'unit-not-in-extract', by, isCut ? {} : had);
      }),
    );
  }
  const taken = units.filter(({ properties }) => wanted.some((by) => isNamed(properties.name, by)));
  return { geoJson: unitsGeoJson(taken), leftOut: [] };
}
