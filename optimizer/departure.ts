/** When a vehicle leaves for its route. */
import { latestBack } from './constraints/shift.ts';
import { type Problem, type Route, type TimeWindow, UNREACHABLE, type Vehicle } from './problem.ts';

/**
 * The second at which the vehicle leaves: as soon as it may, or, where the route leaves breaks out that would be due then, once
 * their windows have closed, if nothing is late because of that. A vehicle that is out already has left.
 */
export function departureOf(problem: Problem, vehicle: Vehicle, route: Route): number {
  const earliest = Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0);
  if (vehicle.frozen !== null || vehicle.breaks.length === 0) return earliest;
  const taken = new Set(route.stops.map((stop) => (stop.kind === 'break' ? stop.breakIndex : -1)));
  const leftOut = vehicle.breaks.filter((_, k) => !taken.has(k)).map((rest) => rest.window[1]);
  let start = earliest;
  for (;;) {
    const end = endWithout(problem, vehicle, route, start);
    if (end > latestBack(vehicle)) return earliest;
    const due = leftOut.filter((closes) => closes >= start && closes < end);
    if (due.length === 0) return start;
    start = Math.min(...due) + 1;
  }
}

/** When a vehicle that leaves at `start` is back; `Infinity` when it misses a window on its way. */
function endWithout(problem: Problem, vehicle: Vehicle, { stops }: Route, start: number): number {
  let time = start;
  let at = vehicle.startLocation;
  const serve = (windows: readonly TimeWindow[], seconds: number): void => {
    const open = windows.length === 0 ? [0, time] : windows.find(([, closes]) => time <= closes);
    time = open === undefined ? Number.POSITIVE_INFINITY : Math.max(time, open[0]) + seconds;
  };
  const drive = (to: number): void => {
    const leg = problem.seconds[at * problem.locationCount + to];
    if (leg !== UNREACHABLE) time += leg;
    at = to;
  };
  for (const stop of stops) {
    if (stop.kind === 'break') {
      const rest = vehicle.breaks[stop.breakIndex];
      if (rest !== undefined) serve([rest.window], rest.seconds);
      continue;
    }
    const place = stop.kind === 'point' ? problem.points[stop.point] : problem.sites[stop.site];
    if (place === undefined) continue;
    drive(place.location);
    serve(place.windows, 'unloadSeconds' in place ? place.unloadSeconds : place.serviceSeconds);
  }
  drive(vehicle.endLocation);
  return time;
}
