import type { OsmData } from '../../roads/osm/types.ts';
import { drawUnits } from './boundaries.ts';
import { buildHouses } from './buildings.ts';
import { FACILITIES } from './facilities.ts';
import { TRUCKS } from './fleet.ts';
import { settleUnits, type TownUnit } from './groups.ts';
import { paintLandscape } from './landscape.ts';
import { RAILWAY } from './railway.ts';
import type { TownFacility, TownPoint, TownTruck } from './model.ts';
import { toOsm } from './osm.ts';
import { curveThrough } from './plane.ts';
import { sitePoints } from './points.ts';
import { Random } from '../random.ts';
import { planStreets, type StreetPlan } from './street-plan.ts';
import { growStreets } from './streets.ts';
import { shapeTerrain, STREAMS } from './terrain.ts';

export interface Town {
  units: TownUnit[];
  streets: StreetPlan;
  points: TownPoint[];
  facilities: readonly TownFacility[];
  trucks: readonly TownTruck[];
  osm: OsmData;
}

/** The steps of {@link generateTown}, as told to whoever watches. */
export type TownStep = 'boundaries' | 'streets' | 'buildings' | 'people' | 'points' | 'map';

/**
 * Makes the synthetic Bỉm Sơn: the same town for the same seed.
 *
 * @param onStep called as each step begins
 */
export function generateTown(seed: number, onStep: (step: TownStep) => void = () => undefined): Town {
  const random = new Random(seed);
  onStep('boundaries');
  const rings = drawUnits(random.fork('units'));
  onStep('streets');
  const streamLines = STREAMS.map(({ controls }) => curveThrough(controls, 60));
  const railwayLine = curveThrough(RAILWAY, 60);
  const terrain = shapeTerrain(random.fork('terrain'), streamLines);
  const grown = growStreets(random.fork('streets'), terrain, [...streamLines, railwayLine]);
  const streets = planStreets(random.fork('street-plan'), grown, terrain, streamLines, railwayLine);
  onStep('buildings');
  const buildings = buildHouses(random.fork('buildings'), streets.graph.edges.values(), terrain, [
    { line: railwayLine, halfWidth: 14 },
    ...streamLines.map((line) => ({ line, halfWidth: 13 })),
  ]);
  onStep('people');
  const units = settleUnits(random.fork('people'), rings, buildings);
  onStep('points');
  const points = sitePoints(random.fork('points'), streets, units);
  onStep('map');
  const surfaces = paintLandscape(random.fork('landscape'), terrain);
  const osm = toOsm(streets, surfaces, buildings, units, points);
  return { units, streets, points, facilities: FACILITIES, trucks: TRUCKS, osm };
}
