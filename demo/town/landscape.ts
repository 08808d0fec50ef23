/** The ground between the streets, as OpenStreetMap surfaces: fields, woods, built-up land, water, yards and parks. */
import type { OsmTags } from '../../roads/osm/types.ts';
import { ellipse } from './buildings.ts';
import { contours, type Patch } from './contours.ts';
import { countryHills, SHOWN, shownCountry } from './country.ts';
import type { Xy } from './plane.ts';
import type { Random } from '../random.ts';
import { GROUNDS, PONDS, type Terrain } from './terrain.ts';

export interface Surface extends Patch {
  tags: OsmTags;
}

const GROUND_TAGS: Record<keyof typeof GROUNDS, OsmTags> = {
  industrialNorth: { landuse: 'industrial' },
  industrialEast: { landuse: 'industrial' },
  landfill: { landuse: 'landfill' },
  treatment: { landuse: 'industrial' },
  quarry: { landuse: 'quarry' },
  cemetery: { landuse: 'cemetery' },
  park: { leisure: 'park' },
  station: { landuse: 'railway' },
};

/** Surfaces of the whole map, those drawn first standing first. */
export function paintLandscape(random: Random, terrain: Terrain): Surface[] {
  const surfaces: Surface[] = [];
  const shown = shownCountry(random.fork('shown'));
  const beyond = countryHills(random.fork('country'));
  const hill = (at: Xy): number => Math.max(terrain.hill(at), beyond(at));
  const field = (at: Xy): number => Math.min(0.42 - hill(at), 0.2 - terrain.density(at), shown(at));
  const wood = (at: Xy): number => Math.min(hill(at) - 0.45, shown(at));
  for (const patch of contours(field, 0, SHOWN, 90, 60_000)) surfaces.push({ ...patch, tags: { landuse: 'farmland' } });
  for (const patch of contours(wood, 0, SHOWN, 90, 60_000)) surfaces.push({ ...patch, tags: { landuse: 'forest' } });
  for (const patch of contours(terrain.density, 0.22, SHOWN, 60, 8_000)) {
    surfaces.push({ ...patch, tags: { landuse: 'residential' } });
  }
  for (const [key, { name, ring }] of Object.entries(GROUNDS)) {
    surfaces.push({ outer: [...ring], holes: [], tags: { ...GROUND_TAGS[key as keyof typeof GROUNDS], name } });
  }
  for (const { centre, radius, name } of PONDS) {
    surfaces.push({
      outer: shore(random, centre, radius),
      holes: [],
      tags: { natural: 'water', water: 'lake', ...(name !== undefined && { name }) },
    });
  }
  return surfaces;
}

/** A pond's edge: an ellipse with bays. */
function shore(random: Random, centre: Xy, radius: Xy): Xy[] {
  const [first, second] = [random.between(0, 6.28), random.between(0, 6.28)];
  return ellipse([0, 0], radius, 36).map(([x, y]) => {
    const angle = Math.atan2(y, x);
    const swell = 1 - 0.1 + 0.07 * Math.sin(2 * angle + first) + 0.05 * Math.sin(3 * angle + second);
    return [centre[0] + x * swell, centre[1] + y * swell];
  });
}
