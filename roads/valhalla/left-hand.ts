/**
 * Tells Valhalla's builder that people drive on the left. It believes only a database of administrative units, which its own
 * program makes of boundaries in an extract; a town's extract holds no whole country. So one is drawn around everything.
 */
import { join } from 'node:path';
import { writePbf } from '../osm/write-pbf.ts';

/**
 * Valhalla knows by their names which countries drive on the left, and nothing else of this one: no languages of signs, no rules
 * of access that would hold elsewhere.
 */
const LEFT_HAND_COUNTRY = 'Pitcairn Islands';

/** Beyond the extract's outermost nodes, degrees. */
const MARGIN = 0.1;

/** Writes an extract that holds nothing but a left-hand country around the box, and gives its path. */
export async function writeLeftHandCountry(
  directory: string,
  [west, south, east, north]: [number, number, number, number],
): Promise<string> {
  const [left, right] = [Math.max(-180, west - MARGIN), Math.min(180, east + MARGIN)];
  const [bottom, top] = [Math.max(-90, south - MARGIN), Math.min(90, north + MARGIN)];
  const path = join(directory, 'country.osm.pbf');
  await writePbf(path, {
    nodes: [
      { id: 1, lon: left, lat: bottom },
      { id: 2, lon: right, lat: bottom },
      { id: 3, lon: right, lat: top },
      { id: 4, lon: left, lat: top },
    ],
    ways: [{ id: 1, refs: [1, 2, 3, 4, 1], tags: { boundary: 'administrative', admin_level: '2' } }],
    relations: [
      {
        id: 1,
        members: [{ type: 'way', ref: 1, role: 'outer' }],
        tags: { type: 'boundary', boundary: 'administrative', admin_level: '2', name: LEFT_HAND_COUNTRY },
      },
    ],
  });
  return path;
}
