import { bbox, booleanPointInPolygon, distance } from '@turf/turf';
import Flatbush from 'flatbush';
import type { LonLat, Surface } from './geo.ts';

/** A working point and the ground within reach of it. */
export interface Reach {
  readonly position: LonLat;
  /** `null` = not known along the streets: a circle stands in. */
  readonly reach: Surface | null;
  /** Whether it was served in its last due period; `null` = not known. */
  readonly served: boolean | null;
}

/** Whether a place lies within reach of a served point, only of a working one, or of none. */
type ReachKind = 'served' | 'working' | 'none';

export interface ReachIndex {
  at(place: LonLat): ReachKind;
}

const METRES_PER_DEGREE = 111_320;

/** An index of reaches by their bounding boxes (Flatbush), for asking about many places. */
export function indexReaches(reaches: readonly Reach[], metres: number): ReachIndex {
  if (reaches.length === 0) return { at: () => 'none' };
  const boxes = new Flatbush(reaches.length);
  for (const { position, reach } of reaches) {
    const [west, south, east, north] = reach ? bbox(reach) : boxAround(position, metres);
    boxes.add(west, south, east, north);
  }
  boxes.finish();
  return {
    at(place) {
      const [lon, lat] = place;
      let kind: ReachKind = 'none';
      for (const index of boxes.search(lon, lat, lon, lat)) {
        const candidate = reaches[index];
        if (!candidate || (kind === 'working' && candidate.served !== true)) continue;
        if (!isWithin(place, candidate, metres)) continue;
        if (candidate.served === true) return 'served';
        kind = 'working';
      }
      return kind;
    },
  };
}

function isWithin(place: LonLat, { position, reach }: Reach, metres: number): boolean {
  if (reach) return booleanPointInPolygon(place, reach);
  return distance(place, position, { units: 'meters' }) <= metres;
}

/** A box that surely holds the circle. */
function boxAround([lon, lat]: LonLat, metres: number): [number, number, number, number] {
  const latitudes = (metres / METRES_PER_DEGREE) * 1.01;
  const longitudes = latitudes / Math.cos((lat * Math.PI) / 180);
  return [lon - longitudes, lat - latitudes, lon + longitudes, lat + latitudes];
}
