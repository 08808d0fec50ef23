/** Answers in VROOM's output form. */
import { evaluatePlan, type RouteSchedule, type StopSchedule } from '../evaluate.ts';
import { type Fields, isGiven } from '../fields.ts';
import type { Plan } from '../problem.ts';
import type { VroomCase } from './vroom.ts';
import { lateStart } from './vroom-times.ts';

/** Writes a plan in VROOM's output form. */
export function toVroom(vroomCase: VroomCase, plan: Plan): object {
  const { problem, file, hasDistances } = vroomCase;
  const evaluation = evaluatePlan(problem, plan);
  const routes = evaluation.routes.map((route) => vroomRoute(vroomCase, route));
  const total = (field: 'cost' | 'priority' | 'setup' | 'service' | 'duration' | 'waiting_time' | 'distance'): number =>
    routes.reduce((sum, route) => sum + route[field], 0);
  const amounts = (field: 'delivery' | 'pickup'): number[] =>
    problem.dimensions.map((_, d) => routes.reduce((sum, route) => sum + route[field][d], 0));
  return {
    code: 0,
    summary: {
      cost: total('cost'),
      routes: routes.length,
      unassigned: evaluation.unserved.length,
      priority: total('priority'),
      delivery: amounts('delivery'),
      pickup: amounts('pickup'),
      setup: total('setup'),
      service: total('service'),
      duration: total('duration'),
      waiting_time: total('waiting_time'),
      ...(hasDistances && { distance: total('distance') }),
      violations: [],
    },
    unassigned: evaluation.unserved.map((p) => ({
      id: Number(problem.points[p].id),
      location_index: problem.points[p].location,
      ...echoed(file.jobs[p]),
      type: 'job',
    })),
    routes: hasDistances ? routes : routes.map(withoutDistance),
  };
}

/** A step, of which only the distance is looked at again. */
type Step = Readonly<Record<string, unknown>> & { readonly distance: number };

/** The route without what is not known where the file has no distances. */
function withoutDistance({ distance: _, steps, ...route }: ReturnType<typeof vroomRoute>): object {
  return { ...route, steps: steps.map(({ distance: __, ...step }) => step) };
}

function vroomRoute(vroomCase: VroomCase, route: RouteSchedule) {
  const { problem, setups, delivers, hasDisposals, origin, anywhere } = vroomCase;
  const vehicle = problem.vehicles[route.vehicle];
  const own = vroomCase.file.vehicles[route.vehicle];
  const nothing = problem.dimensions.map(() => 0);
  // What is delivered is aboard from the start and gets less; what is collected begins with nothing.
  const onBoard = (load: readonly number[]): readonly number[] =>
    delivers ? load.map((each, d) => route.collected[d] - each) : load;
  const last = onBoard(hasDisposals ? nothing : route.collected);
  let isDone = false;
  const still = { setup: 0, service: 0, waiting_time: 0, violations: [] };
  const late = lateStart(problem, route);
  let waitSeconds = 0;
  const steps: Step[] = [];
  let duration = 0;
  let distance = 0;
  let setup = 0;
  if (vehicle.startLocation !== anywhere) {
    const start = { arrival: origin + late.start, duration, distance, load: onBoard(nothing), ...still };
    steps.push({ type: 'start', location_index: vehicle.startLocation, ...echoed({ location: own.start }), ...start });
  }
  for (const [k, step] of route.stops.entries()) {
    const { stop } = step;
    duration += step.legSeconds;
    distance += step.legMetres;
    waitSeconds += late.stops[k].wait;
    const ownSetup = stop.kind === 'point' ? setups[stop.point] : 0;
    setup += ownSetup;
    // The depot's door is this solver's way to end a tour, and not a step of VROOM's.
    if (stop.kind === 'site' && !hasDisposals) {
      isDone = true;
      continue;
    }
    steps.push({
      ...named(vroomCase, route, step),
      arrival: origin + late.stops[k].arrival,
      duration,
      distance,
      setup: ownSetup,
      service: step.departureSeconds - step.serviceStartSeconds - ownSetup,
      waiting_time: late.stops[k].wait,
      load: isDone ? last : onBoard(step.loadAfter),
      violations: [],
    });
  }
  duration += route.returnSeconds;
  distance += route.returnMetres;
  if (vehicle.endLocation !== anywhere) {
    const end = { arrival: origin + route.endSeconds, duration, distance, load: last, ...still };
    steps.push({ type: 'end', location_index: vehicle.endLocation, ...echoed({ location: own.end }), ...end });
  }
  return {
    vehicle: Number(vehicle.id),
    ...echoed({ description: own.description }),
    cost: Math.round(route.drivingCost),
    priority: route.stops.reduce(
      (sum, { stop }) => sum + (stop.kind === 'point' ? priorityOf(vroomCase, stop.point) : 0),
      0,
    ),
    delivery: delivers ? route.collected : nothing,
    pickup: delivers ? nothing : route.collected,
    setup,
    service: route.serviceSeconds + route.unloadSeconds + route.breakSeconds - setup,
    duration: route.drivingSeconds,
    distance: route.drivingMetres,
    waiting_time: waitSeconds,
    steps,
    violations: [],
  };
}

function named({ problem, file }: VroomCase, route: RouteSchedule, { stop }: StopSchedule): object {
  if (stop.kind === 'break') {
    const rests = file.vehicles[route.vehicle].breaks as readonly Fields[];
    const id = Number(problem.vehicles[route.vehicle].breaks[stop.breakIndex].id);
    return { type: 'break', id, ...echoed(rests.find((rest) => Number(rest.id) === id) ?? {}) };
  }
  if (stop.kind === 'site') {
    const site = problem.sites[stop.site];
    return {
      type: 'disposal',
      id: Number(site.id),
      location_index: site.location,
      ...echoed(file.disposals[stop.site]),
    };
  }
  const point = problem.points[stop.point];
  const job = Number(point.id);
  return { type: 'job', id: job, job, location_index: point.location, ...echoed(file.jobs[stop.point]) };
}

function priorityOf({ file }: VroomCase, point: number): number {
  return Number(file.jobs[point].priority ?? 0);
}

/** What of an entry VROOM gives back as it got it, where it was given. */
function echoed({ description, location }: Fields): Fields {
  return { ...(isGiven(description) && { description }), ...(isGiven(location) && { location }) };
}
