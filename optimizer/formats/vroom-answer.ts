/** Answers in VROOM's output form. */
import { evaluatePlan, type RouteSchedule, type StopSchedule } from '../evaluate.ts';
import type { Plan } from '../problem.ts';
import type { VroomCase } from './vroom.ts';

/** Writes a plan in VROOM's output form. */
export function toVroom(vroomCase: VroomCase, plan: Plan): object {
  const { problem } = vroomCase;
  const evaluation = evaluatePlan(problem, plan);
  const routes = evaluation.routes.map((route) => vroomRoute(vroomCase, route));
  const total = (field: 'cost' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'distance'): number =>
    routes.reduce((sum, route) => sum + route[field], 0);
  return {
    code: 0,
    summary: {
      cost: total('cost'),
      routes: routes.length,
      unassigned: evaluation.unserved.length,
      setup: total('setup'),
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      distance: total('distance'),
      violations: [],
    },
    unassigned: evaluation.unserved.map((p) => ({
      id: Number(problem.points[p].id),
      location_index: problem.points[p].location,
      type: 'job',
    })),
    routes,
  };
}

function vroomRoute(vroomCase: VroomCase, route: RouteSchedule) {
  const { problem, setups, delivers, hasDisposals, anywhere } = vroomCase;
  const vehicle = problem.vehicles[route.vehicle];
  const nothing = problem.dimensions.map(() => 0);
  // What is delivered is aboard from the start and gets less; what is collected begins with nothing.
  const onBoard = (load: readonly number[]): readonly number[] =>
    delivers ? load.map((each, d) => route.collected[d] - each) : load;
  const last = onBoard(hasDisposals ? nothing : route.collected);
  let isDone = false;
  const still = { setup: 0, service: 0, waiting_time: 0, violations: [] };
  const steps: object[] = [];
  let duration = 0;
  let distance = 0;
  let setup = 0;
  if (vehicle.startLocation !== anywhere) {
    const start = { arrival: route.startSeconds, duration, distance, load: onBoard(nothing), ...still };
    steps.push({ type: 'start', location_index: vehicle.startLocation, ...start });
  }
  for (const step of route.stops) {
    const { stop } = step;
    duration += step.legSeconds;
    distance += step.legMetres;
    const ownSetup = stop.kind === 'point' ? setups[stop.point] : 0;
    setup += ownSetup;
    // The depot's door is this solver's way to end a tour, and not a step of VROOM's.
    if (stop.kind === 'site' && !hasDisposals) {
      isDone = true;
      continue;
    }
    steps.push({
      ...named(vroomCase, route, step),
      arrival: step.arrivalSeconds,
      duration,
      distance,
      setup: ownSetup,
      service: step.departureSeconds - step.serviceStartSeconds - ownSetup,
      waiting_time: step.waitSeconds,
      load: isDone ? last : onBoard(step.loadAfter),
      violations: [],
    });
  }
  duration += route.returnSeconds;
  distance += route.returnMetres;
  if (vehicle.endLocation !== anywhere) {
    const end = { arrival: route.endSeconds, duration, distance, load: last, ...still };
    steps.push({ type: 'end', location_index: vehicle.endLocation, ...end });
  }
  return {
    vehicle: Number(vehicle.id),
    cost: Math.round(route.drivingCost),
    setup,
    service: route.serviceSeconds + route.unloadSeconds + route.breakSeconds - setup,
    duration: route.drivingSeconds,
    distance: route.drivingMetres,
    waiting_time: route.waitSeconds,
    steps,
    violations: [],
  };
}

function named({ problem }: VroomCase, route: RouteSchedule, { stop }: StopSchedule): object {
  if (stop.kind === 'break') {
    return { type: 'break', id: Number(problem.vehicles[route.vehicle].breaks[stop.breakIndex].id) };
  }
  if (stop.kind === 'site') {
    const site = problem.sites[stop.site];
    return { type: 'disposal', id: Number(site.id), location_index: site.location };
  }
  const point = problem.points[stop.point];
  const job = Number(point.id);
  return { type: 'job', id: job, job, location_index: point.location };
}
