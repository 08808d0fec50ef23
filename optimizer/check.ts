/**
 * The independent checker: is this plan allowed? Written from the problem's text alone; it shares no code with the solver or
 * with the pricing of plans, so that a mistake there cannot hide here.
 */
import type { Plan, Problem, Stop, TimeWindow, Vehicle } from './problem.ts';

export interface CheckReport {
  readonly feasible: boolean;
  /** One sentence for each broken rule. */
  readonly errors: readonly string[];
  readonly servedPoints: number;
  readonly unservedPoints: number;
  /** Load served, in the first dimension. */
  readonly servedMass: number;
  readonly drivingSeconds: number;
  readonly drivingMetres: number;
}

/** Checks `plan` against every hard rule of `problem`. */
export function checkPlan(problem: Problem, plan: Plan): CheckReport {
  const errors: string[] = [];
  const n = problem.locationCount;
  const timesServed = problem.points.map(() => 0);
  const brought = problem.sites.map(() => problem.dimensions.map(() => 0));
  const timesListed = problem.vehicles.map(() => 0);
  let drivingSeconds = 0;
  let drivingMetres = 0;
  let servedMass = 0;

  const complete = [...plan.routes];
  problem.vehicles.forEach((vehicle, v) => {
    const listed = plan.routes.some((route) => route.vehicle === v);
    if (!listed && vehicle.frozen !== null) complete.push({ vehicle: v, stops: [] });
  });

  for (const route of complete) {
    const vehicle = problem.vehicles[route.vehicle];
    if (!vehicle) {
      errors.push(`There is no vehicle ${route.vehicle}.`);
      continue;
    }
    timesListed[route.vehicle] += 1;
    if (timesListed[route.vehicle] > 1) {
      errors.push(`Vehicle ${vehicle.id} has two routes.`);
      continue;
    }
    if (route.stops.length === 0 && !vehicle.frozen) continue;

    let place = vehicle.frozen ? vehicle.frozen.location : vehicle.startLocation;
    const aboard = problem.dimensions.map((_, d) => (vehicle.frozen ? vehicle.frozen.load[d] : 0));
    const collected = problem.dimensions.map(() => 0);
    let carriedTags: string[] = vehicle.frozen ? [...vehicle.frozen.loadTags] : [];
    let unloadings = vehicle.frozen ? vehicle.frozen.tripsDone : 0;
    const breaksHad: string[] = vehicle.frozen ? [...vehicle.frozen.breaksDone] : [];
    errors.push(...lateness(problem, vehicle, route.stops));

    const secondsBefore = drivingSeconds;
    const metresBefore = drivingMetres;

    const travel = (to: number): void => {
      const s = problem.seconds[place * n + to];
      const m = problem.metres[place * n + to];
      if (s < 0 || m < 0) errors.push(`Vehicle ${vehicle.id}: no way from location ${place} to ${to}.`);
      else {
        drivingSeconds += s;
        drivingMetres += m;
      }
      place = to;
    };

    for (const stop of route.stops) {
      if (stop.kind === 'point') {
        const point = problem.points[stop.point];
        if (!point) {
          errors.push(`Vehicle ${vehicle.id}: there is no point ${stop.point}.`);
          continue;
        }
        timesServed[stop.point] += 1;
        if (timesServed[stop.point] === 2) errors.push(`Point ${point.id} is served twice.`);
        for (const tag of point.tags) {
          if (vehicle.tags.indexOf(tag) < 0) errors.push(`Vehicle ${vehicle.id} lacks ${tag} for point ${point.id}.`);
        }
        travel(point.location);
        servedMass += point.load[0];
        for (let d = 0; d < aboard.length; d++) {
          aboard[d] += point.load[d];
          collected[d] += point.load[d];
          if (aboard[d] > vehicle.capacity[d]) {
            errors.push(
              `Vehicle ${vehicle.id} carries ${aboard[d]} ${problem.dimensions[d]} after point ${point.id}, more than ${vehicle.capacity[d]}.`,
            );
          }
        }
        if (point.loadTag !== null) carriedTags.push(point.loadTag);
      } else if (stop.kind === 'site') {
        const site = problem.sites[stop.site];
        if (!site) {
          errors.push(`Vehicle ${vehicle.id}: there is no site ${stop.site}.`);
          continue;
        }
        if (vehicle.allowedSites.indexOf(stop.site) < 0) {
          errors.push(`Vehicle ${vehicle.id} may not unload at site ${site.id}.`);
        }
        travel(site.location);
        if (site.accepts !== null) {
          for (const tag of new Set(carriedTags)) {
            if (!site.accepts.includes(tag)) errors.push(`Site ${site.id} does not accept ${tag}.`);
          }
        }
        for (let d = 0; d < aboard.length; d++) {
          brought[stop.site][d] += aboard[d];
          aboard[d] = 0;
        }
        carriedTags = [];
        unloadings += 1;
        if (vehicle.maxTrips !== null && unloadings > vehicle.maxTrips) {
          errors.push(`Vehicle ${vehicle.id} makes trip ${unloadings} of at most ${vehicle.maxTrips}.`);
        }
      } else {
        const rest = vehicle.breaks[stop.breakIndex];
        if (!rest) {
          errors.push(`Vehicle ${vehicle.id}: there is no break ${stop.breakIndex}.`);
          continue;
        }
        if (breaksHad.includes(rest.id)) errors.push(`Vehicle ${vehicle.id} takes break ${rest.id} twice.`);
        breaksHad.push(rest.id);
      }
    }
    travel(vehicle.endLocation);
    for (let d = 0; d < aboard.length; d++) {
      if (aboard[d] > 0) errors.push(`Vehicle ${vehicle.id} ends with ${aboard[d]} ${problem.dimensions[d]} aboard.`);
    }
    const most = vehicle.limits;
    if (most) {
      const points = route.stops.filter((stop) => stop.kind === 'point').length;
      if (most.points !== null && points > most.points) {
        errors.push(`Vehicle ${vehicle.id} serves ${points} points, more than ${most.points}.`);
      }
      if (most.drivingSeconds !== null && drivingSeconds - secondsBefore > most.drivingSeconds) {
        errors.push(`Vehicle ${vehicle.id} drives longer than ${most.drivingSeconds} s.`);
      }
      if (most.drivingMetres !== null && drivingMetres - metresBefore > most.drivingMetres) {
        errors.push(`Vehicle ${vehicle.id} drives farther than ${most.drivingMetres} m.`);
      }
      most.load?.forEach((amount, d) => {
        if (collected[d] > amount) {
          errors.push(
            `Vehicle ${vehicle.id} collects ${collected[d]} ${problem.dimensions[d]}, more than ${amount} a day.`,
          );
        }
      });
    }
  }

  problem.sites.forEach((site, s) => {
    site.intake?.forEach((most, d) => {
      if (brought[s][d] > most) {
        errors.push(
          `Site ${site.id} is brought ${brought[s][d]} ${problem.dimensions[d]}, more than its ${most} a day.`,
        );
      }
    });
  });
  const servedPoints = timesServed.filter((times) => times > 0).length;
  return {
    feasible: errors.length === 0,
    errors,
    servedPoints,
    unservedPoints: problem.points.length - servedPoints,
    servedMass,
    drivingSeconds,
    drivingMetres,
  };
}

/**
 * What is late on the vehicle's way, one sentence each. A vehicle that is not out yet may leave when it likes within its shift:
 * of all moments that matter, right at the shift's beginning or right after a break's window, the one at which nothing is late.
 */
function lateness(problem: Problem, vehicle: Vehicle, stops: readonly Stop[]): string[] {
  const earliest = Math.max(vehicle.shift[0], vehicle.frozen === null ? 0 : vehicle.frozen.time);
  const atOnce = latenessFrom(problem, vehicle, stops, earliest);
  if (atOnce.length === 0 || vehicle.frozen !== null) return atOnce;
  const later = vehicle.breaks.map((rest) => rest.window[1] + 1).filter((moment) => moment > earliest);
  const isFree = later.some((moment) => latenessFrom(problem, vehicle, stops, moment).length === 0);
  return isFree ? [] : atOnce;
}

/** What is late when the vehicle leaves at `began`. */
function latenessFrom(problem: Problem, vehicle: Vehicle, stops: readonly Stop[], began: number): string[] {
  const late: string[] = [];
  const had: string[] = vehicle.frozen === null ? [] : [...vehicle.frozen.breaksDone];
  let place = vehicle.frozen === null ? vehicle.startLocation : vehicle.frozen.location;
  let clock = began;
  const goTo = (location: number): void => {
    clock += Math.max(0, problem.seconds[place * problem.locationCount + location]);
    place = location;
  };
  const waitFor = (windows: readonly TimeWindow[], what: string): void => {
    if (windows.length === 0) return;
    const open = windows.find((window) => clock <= window[1]);
    if (!open) late.push(`Vehicle ${vehicle.id}: ${what} is reached at ${clock}, after its last window.`);
    else if (clock < open[0]) clock = open[0];
  };
  for (const stop of stops) {
    if (stop.kind === 'point' && stop.point in problem.points) {
      const point = problem.points[stop.point];
      goTo(point.location);
      waitFor(point.windows, `point ${point.id}`);
      clock += point.serviceSeconds;
    } else if (stop.kind === 'site' && stop.site in problem.sites) {
      const site = problem.sites[stop.site];
      goTo(site.location);
      waitFor(site.windows, `site ${site.id}`);
      clock += site.unloadSeconds;
    } else if (stop.kind === 'break' && stop.breakIndex in vehicle.breaks) {
      const rest = vehicle.breaks[stop.breakIndex];
      had.push(rest.id);
      waitFor([rest.window], `break ${rest.id}`);
      clock += rest.seconds;
    }
  }
  goTo(vehicle.endLocation);
  const latest = vehicle.shift[1] + vehicle.maxOvertimeSeconds;
  // A truck that came home empty may stay there, even if that was too late.
  const stayedHome = stops.length === 0 && vehicle.frozen?.location === vehicle.endLocation;
  if (clock > latest && !stayedHome) late.push(`Vehicle ${vehicle.id} is back at ${clock}, later than ${latest}.`);
  for (const rest of vehicle.breaks) {
    if (had.includes(rest.id) || rest.window[1] < began || rest.window[1] >= clock) continue;
    late.push(`Vehicle ${vehicle.id} never takes break ${rest.id}.`);
  }
  return late;
}
