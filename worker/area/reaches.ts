import { circle } from '@turf/turf';
import { REACH_DISTANCES, type ReachKind } from '../../domain/coverage.ts';
import type { Surface } from '../../domain/geo.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import type { PlacedPoint } from './place-points.ts';

/** Corners of the circle that stands in where no street leads; its area is within 1 % of the true circle's. */
const CIRCLE_STEPS = 32;
const POINTS_PER_STEP = 50;

export interface Reach {
  metres: number;
  kind: ReachKind;
  geometry: Surface;
}

/**
 * The ground within walking reach of each point, for each of {@link REACH_DISTANCES}: along the streets, or a circle where no
 * street is near. A point costs Valhalla 10 ms of a processor, for all distances together.
 */
export async function reachesOf(
  points: readonly PlacedPoint[],
  engine: RoadEngine,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Reach[][]> {
  const reaches: Reach[][] = [];
  while (reaches.length < points.length) {
    const positions = points
      .slice(reaches.length, reaches.length + POINTS_PER_STEP)
      .map((point): [number, number] => point.position);
    const areas = await engine.reach(positions, REACH_DISTANCES, { signal: options.signal });
    for (const [i, position] of positions.entries()) {
      reaches.push(
        REACH_DISTANCES.map((metres, k): Reach => {
          const area = areas[i]?.[k];
          return area
            ? { metres, kind: 'on-foot', geometry: area as Surface }
            : { metres, kind: 'straight-line', geometry: circleAround(position, metres) };
        }),
      );
    }
    options.onProgress(reaches.length / points.length);
  }
  return reaches;
}

function circleAround(position: [number, number], metres: number): Surface {
  const { geometry } = circle(position, metres, { units: 'meters', steps: CIRCLE_STEPS });
  return geometry as Surface;
}
