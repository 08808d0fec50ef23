import { readPbf } from '../../roads/osm/read-pbf.ts';

/**
 * Where the buildings of an extract stand: a corner of each, `[lon, lat]`, in the order of the file.
 * @throws OsmFileError
 */
export async function readBuildings(pbfPath: string, signal?: AbortSignal): Promise<[number, number][]> {
  const corners = new Set<number>();
  await readPbf(
    pbfPath,
    {
      way: ({ refs, tags }) => {
        const [corner] = refs;
        if (corner !== undefined && tags?.building && tags.building !== 'no') corners.add(corner);
      },
    },
    { signal },
  );
  const buildings: [number, number][] = [];
  await readPbf(
    pbfPath,
    {
      node: ({ id, lon, lat }) => {
        if (corners.has(id)) buildings.push([lon, lat]);
      },
    },
    { signal },
  );
  return buildings;
}
