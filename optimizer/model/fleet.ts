/** What the search needs to know of vehicles and their breaks. */
import { limitsOf, mostCollected } from '../constraints/limits.ts';
import { latestAtHome, overtimeFrom } from '../constraints/shift.ts';
import { tripsLeft } from '../constraints/trips.ts';
import { acceptingSites } from '../constraints/unloading.ts';
import { costPerMetre, costPerSecond } from '../objective.ts';
import type { Problem, Vehicle } from '../problem.ts';
import { ANY_TIME, type Model } from './model.ts';
import { float64, int32, uint8 } from './shared-arrays.ts';

type Fleet = Pick<
  Model,
  | 'capacity'
  | 'perCapacity'
  | 'startTime'
  | 'shiftEnd'
  | 'shiftLength'
  | 'latestEnd'
  | 'anyOvertime'
  | 'perSecond'
  | 'perMetre'
  | 'fixedCost'
  | 'pricesDiffer'
  | 'tripsLeft'
  | 'mostPoints'
  | 'mostSeconds'
  | 'mostMetres'
  | 'mostLoad'
  | 'limited'
  | 'vehicleSites'
  | 'startSites'
  | 'startLoad'
  | 'isFrozen'
  | 'alike'
>;

/** Lays out the vehicles; `drivingSecond` is what the search adds to the price of each. */
export function layFleet(problem: Problem, drivingSecond: number): Fleet {
  const { vehicles, dimensions } = problem;
  const count = vehicles.length;
  const fleet: Fleet = {
    capacity: float64(count * dimensions.length),
    perCapacity: float64(count),
    startTime: int32(count),
    shiftEnd: int32(count),
    shiftLength: float64(count),
    latestEnd: int32(count),
    anyOvertime: vehicles.some((vehicle) => vehicle.maxOvertimeSeconds > 0),
    perSecond: float64(count),
    perMetre: float64(count),
    fixedCost: float64(count),
    pricesDiffer: vehicles.some(
      ({ fixedCost, costPerHour, costPerKm }) =>
        fixedCost > 0 || costPerHour !== vehicles[0].costPerHour || costPerKm !== vehicles[0].costPerKm,
    ),
    tripsLeft: int32(count),
    mostPoints: float64(count),
    mostSeconds: float64(count),
    mostMetres: float64(count),
    mostLoad: float64(count * dimensions.length),
    limited: vehicles.some(isLimited),
    vehicleSites: int32(count),
    startSites: int32(count),
    startLoad: float64(count * dimensions.length),
    isFrozen: uint8(count),
    alike: int32(count),
  };
  const kinds = new Map<string, number>();
  vehicles.forEach((vehicle, v) => {
    const { frozen } = vehicle;
    for (let d = 0; d < dimensions.length; d++) {
      fleet.capacity[v * dimensions.length + d] = vehicle.capacity[d];
      fleet.mostLoad[v * dimensions.length + d] = mostCollected(vehicle, d);
      fleet.startLoad[v * dimensions.length + d] = frozen?.load[d] ?? 0;
    }
    fleet.perCapacity[v] = 1 / Math.max(1, vehicle.capacity[0]);
    fleet.startTime[v] = Math.max(vehicle.shift[0], frozen?.time ?? 0);
    fleet.shiftEnd[v] = overtimeFrom(vehicle);
    fleet.shiftLength[v] = vehicle.shift[1] - vehicle.shift[0];
    fleet.latestEnd[v] = latestAtHome(vehicle);
    fleet.perSecond[v] = costPerSecond(vehicle) + drivingSecond;
    fleet.perMetre[v] = costPerMetre(vehicle);
    fleet.fixedCost[v] = vehicle.fixedCost;
    const most = limitsOf(vehicle);
    fleet.mostPoints[v] = most.points;
    fleet.mostSeconds[v] = most.seconds;
    fleet.mostMetres[v] = most.metres;
    fleet.tripsLeft[v] = tripsLeft(vehicle, ANY_TIME);
    for (const site of vehicle.allowedSites) fleet.vehicleSites[v] |= 1 << site;
    fleet.startSites[v] = acceptingSites(problem, frozen?.loadTags ?? []);
    fleet.isFrozen[v] = frozen === null ? 0 : 1;
    const kind = JSON.stringify({ ...vehicle, id: '', type: '', frozen: frozen === null ? null : v });
    if (!kinds.has(kind)) kinds.set(kind, kinds.size);
    fleet.alike[v] = kinds.get(kind) ?? v;
  });
  return fleet;
}

/** Whether anything limits what the vehicle's route may come to. */
function isLimited(vehicle: Vehicle): boolean {
  return Object.values(limitsOf(vehicle)).some(Number.isFinite) || Boolean(vehicle.limits?.load);
}

/** Lays out the breaks still due, vehicle after vehicle. */
export function layBreaks(
  vehicles: readonly Vehicle[],
): Pick<Model, 'breakFrom' | 'breakOpens' | 'breakCloses' | 'breakSeconds' | 'breakIndex' | 'mostBreaks'> {
  const breakFrom = int32(vehicles.length + 1);
  const due: { opens: number; closes: number; seconds: number; index: number }[] = [];
  let mostBreaks = 0;
  vehicles.forEach((vehicle, v) => {
    breakFrom[v] = due.length;
    const start = Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0);
    // Taken in this order, none is waited for while another closes.
    const byClosing = [...vehicle.breaks.entries()].sort(([, a], [, b]) => a.window[1] - b.window[1]);
    byClosing.forEach(([index, rest]) => {
      const done = vehicle.frozen?.breaksDone.includes(rest.id) ?? false;
      if (done || rest.window[1] < start) return;
      due.push({ opens: rest.window[0], closes: rest.window[1], seconds: rest.seconds, index });
    });
    mostBreaks = Math.max(mostBreaks, due.length - breakFrom[v]);
  });
  breakFrom[vehicles.length] = due.length;
  const breakOpens = int32(due.length);
  const breakCloses = int32(due.length);
  const breakSeconds = int32(due.length);
  const breakIndex = int32(due.length);
  due.forEach((rest, k) => {
    breakOpens[k] = rest.opens;
    breakCloses[k] = rest.closes;
    breakSeconds[k] = rest.seconds;
    breakIndex[k] = rest.index;
  });
  return { breakFrom, breakOpens, breakCloses, breakSeconds, breakIndex, mostBreaks };
}
