/** Cuts a long tour into trips at the best places (the Split of Prins, 2004), by dynamic programming over its points. */
import { fitsLoad } from '../constraints/load.ts';
import { Stretch } from '../constraints/stretch.ts';
import type { Model } from '../model/model.ts';

/** A point for which the vehicle would have to wait longer is left out of the trip. */
const LONGEST_WAIT_SECONDS = 600;
/** Price of leaving a point out of its trip, in seconds: it has to be brought in elsewhere. */
const LEFT_OUT_SECONDS = 600;

/**
 * Cuts `tour` into trips that a vehicle of kind `vehicle` can carry with the share `fill` of its capacity, so that all ways, those
 * from and to the sites included, are shortest. A point that is too heavy, or whose windows do not suit its trip, is in none.
 */
export function splitTour(model: Model, tour: readonly number[], vehicle: number, fill: number): number[][] {
  const { load, dimensionCount } = model;
  const reserve = new Float64Array(dimensionCount);
  for (let d = 0; d < dimensionCount; d++) reserve[d] = (1 - fill) * model.capacity[vehicle * dimensionCount + d];
  const points = tour.filter((p) => fitsLoad(model, vehicle, reserve, 0, p));
  const { start, end } = waysFromAndToSites(model);
  const cost = new Float64Array(points.length + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(points.length + 1);
  const carried = new Float64Array(dimensionCount);
  const stretch = new Stretch(model, LONGEST_WAIT_SECONDS);
  cost[0] = 0;
  for (let i = 0; i < points.length; i++) {
    carried.set(reserve);
    stretch.clear();
    let leftOut = 0;
    for (let j = i; j < points.length && fitsLoad(model, vehicle, carried, 0, points[j]); j++) {
      const p = points[j];
      if (stretch.take(p)) for (let d = 0; d < dimensionCount; d++) carried[d] += load[p * dimensionCount + d];
      else leftOut += LEFT_OUT_SECONDS;
      const price = cost[i] + start[points[i]] + stretch.driving + end[stretch.last] + leftOut;
      if (price >= cost[j + 1]) continue;
      cost[j + 1] = price;
      from[j + 1] = i;
    }
  }
  const trips: number[][] = [];
  for (let j = points.length; j > 0; j = from[j]) {
    stretch.clear();
    trips.push(points.slice(from[j], j).filter((p) => stretch.take(p)));
  }
  return trips;
}

/** Shortest way to each point from where a trip may begin, and from it to where it may end. */
function waysFromAndToSites(model: Model): { start: Float64Array; end: Float64Array } {
  const { pointCount, siteCount, nodeCount, seconds, secondsInto, pointSites, startNode } = model;
  const start = new Float64Array(pointCount).fill(Number.POSITIVE_INFINITY);
  const end = new Float64Array(pointCount).fill(Number.POSITIVE_INFINITY);
  for (let p = 0; p < pointCount; p++) {
    const row = p * nodeCount;
    for (let s = 0; s < siteCount; s++) {
      start[p] = Math.min(start[p], secondsInto[row + pointCount + s]);
      if ((pointSites[p] >> s) & 1) end[p] = Math.min(end[p], seconds[row + pointCount + s]);
    }
    for (const node of startNode) start[p] = Math.min(start[p], secondsInto[row + node]);
    // Where no site takes it, no trip will be kept; the tour must still be cut.
    if (end[p] === Number.POSITIVE_INFINITY) end[p] = 0;
  }
  return { start, end };
}
