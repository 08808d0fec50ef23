import type { Stream } from '../../domain/stream-names.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import type { LonLat } from '../../domain/geo.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { DayProblem } from '../problem.ts';

/**
 * What a kilogram costs that is fetched from a place by full trucks, đồng: the way between the nearest point of the day and where its stream is
 * unloaded, there and back, and the stop at either end, ÷ what the truck holds; of the truck and site for which that is least.
 * `null`: no truck and site of the day take that stream.
 */
export function dongPerKgAt(day: DayProblem, position: LonLat, stream: Stream): number | null {
  const { problem, visits, shifts, sites } = day;
  const near = problem.points
    .map((point, index) => ({ point, metres: straightMetres(itemAt(visits, index).point.roadPosition, position) }))
    .toSorted((a, b) => a.metres - b.metres)[0]?.point;
  if (!near) return null;
  let least: number | null = null;
  for (const [k, vehicle] of problem.vehicles.entries()) {
    if (!itemAt(shifts, k).truck.streams.includes(stream)) continue;
    for (const s of vehicle.allowedSites) {
      if (!itemAt(sites, s).acceptedStreams.includes(stream)) continue;
      const { location, unloadSeconds } = itemAt(problem.sites, s);
      const way = (of: Int32Array): readonly [number, number] => [
        itemAt(of, location * problem.locationCount + near.location),
        itemAt(of, near.location * problem.locationCount + location),
      ];
      const [seconds, metres] = [way(problem.seconds), way(problem.metres)];
      if ([...seconds, ...metres].some((leg) => leg < 0)) continue;
      const hours = (seconds[0] + seconds[1] + near.serviceSeconds + unloadSeconds) / 3600;
      const dong = hours * vehicle.costPerHour + ((metres[0] + metres[1]) / 1000) * vehicle.costPerKm;
      const perKg = dong / itemAt(vehicle.capacity, 0);
      if (least === null || perKg < least) least = perKg;
    }
  }
  return least;
}
