/** A town small enough to see at a glance what a plan of it can and cannot do. */
import type { Point, Problem, Vehicle } from './problem.ts';

export const HOUR = 3600;

export const truck: Vehicle = {
  id: 't',
  type: '1 t',
  capacity: [1000],
  startLocation: 0,
  endLocation: 0,
  shift: [0, 4 * HOUR],
  maxOvertimeSeconds: 0,
  breaks: [],
  fixedCost: 0,
  costPerHour: 3600,
  costPerKm: 0,
  tags: [],
  allowedSites: [0],
  maxTrips: null,
  frozen: null,
  familiarPoints: [],
};

export function point(location: number, more: Partial<Point>): Point {
  const plain = { load: [100], serviceSeconds: 60, windows: [], tags: [], loadTag: null, prize: 0, group: 0 };
  return { id: `p${location}`, location, ...plain, ...more };
}

/** Depot 0, site 1, points from 2 on, all ten minutes apart but for the last location, to which there is no way. */
export function town(points: Point[], vehicles: Vehicle[]): Problem {
  const locationCount = points.length + 3;
  const seconds = new Int32Array(locationCount * locationCount).fill(600);
  for (let i = 0; i < locationCount; i++) {
    seconds[i * locationCount + i] = 0;
    seconds[i * locationCount + locationCount - 1] = -1;
  }
  return {
    dimensions: ['kg'],
    locationCount,
    seconds,
    metres: seconds,
    vehicles,
    points,
    sites: [
      { id: 's', location: 1, unloadSeconds: 300, windows: [[0, 3 * HOUR]], accepts: ['food', 'rest'], intake: null },
    ],
    groups: [
      { id: 'g', totalMass: points.reduce((sum, { load }) => sum + load[0], 0), collectedMass: 0, targetShare: 1 },
    ],
  };
}
