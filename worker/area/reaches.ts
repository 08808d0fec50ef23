import { circle } from '@turf/turf';
import type { ReachKind } from '../../domain/coverage.ts';
import type { Surface } from '../../domain/geo.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import type { PlacedPoint } from './place-points.ts';

/** How far people walk to a collection point, as coverage assumes it unless told otherwise. */
export const REACH_METRES = 300;
/** Corners of the circle that stands in where no street leads; its area is within 1 % of the true circle's. */
const CIRCLE_STEPS = 32;
const POINTS_PER_STEP = 50;

export interface Reach {
  kind: ReachKind;
  geometry: Surface;
}

/** The ground within walking reach of each point: along the streets, or a circle where no street is near. */
export async function reachesOf(
  points: readonly PlacedPoint[],
  engine: RoadEngine,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Reach[]> {
  const reaches: Reach[] = [];
  while (reaches.length < points.length) {
    const part = points.slice(reaches.length, reaches.length + POINTS_PER_STEP);
    const positions = part.map((point) => point.position);
    const areas =
      engine.reachKind === 'on-foot'
        ? await engine.reach(positions, REACH_METRES, { signal: options.signal })
        : positions.map(() => null);
    for (const [i, area] of areas.entries()) {
      reaches.push(
        area
          ? { kind: 'on-foot', geometry: area as Surface }
          : { kind: 'straight-line', geometry: circleAround(positions[i]) },
      );
    }
    options.onProgress(reaches.length / points.length);
  }
  return reaches;
}

function circleAround(position: [number, number]): Surface {
  const { geometry } = circle(position, REACH_METRES, { units: 'meters', steps: CIRCLE_STEPS });
  return geometry as Surface;
}
