/** CVRPLIB files: reads `.vrp` (EUC_2D, rounded) and writes `.sol`. */
import type { Plan, Problem } from '../problem.ts';
import { ProblemError } from '../validate.ts';

/** Vehicles offered beyond the fewest the loads need; the number is not limited in these instances. */
const SPARE_SHARE = 0.3;
const SPARE_VEHICLES = 3;
const WHOLE_DAY = 50_000_000;

/**
 * Reads a capacitated instance: one depot, which is also where every tour unloads, and as many vehicles as tours may need.
 * Distances stand in for seconds. @throws ProblemError when the file is not of this kind.
 */
export function parseCvrp(text: string): Problem {
  const header = new Map<string, string>();
  const xs: number[] = [];
  const ys: number[] = [];
  const demands: number[] = [];
  let depot = 1;
  let section = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line === 'EOF') continue;
    const keyword = /^([A-Z_]+)\s*(?::\s*(.*))?$/.exec(line);
    if (keyword !== null) {
      if (keyword[1].endsWith('_SECTION')) section = keyword[1];
      else header.set(keyword[1], keyword[2] ?? '');
      continue;
    }
    const numbers = line.split(/\s+/).map(Number);
    if (numbers.some(Number.isNaN))
      throw new ProblemError(`${section || 'The header'} has a line that is not numbers: ${line}`);
    if (section === 'NODE_COORD_SECTION') {
      xs[numbers[0] - 1] = numbers[1];
      ys[numbers[0] - 1] = numbers[2];
    } else if (section === 'DEMAND_SECTION') demands[numbers[0] - 1] = numbers[1];
    else if (section === 'DEPOT_SECTION' && numbers[0] > 0) depot = numbers[0];
  }
  const count = Number(header.get('DIMENSION'));
  const capacity = Number(header.get('CAPACITY'));
  if (!(count >= 2)) throw new ProblemError('DIMENSION is missing or is less than 2.');
  if (!(capacity > 0)) throw new ProblemError('CAPACITY is missing or is not more than 0.');
  if (header.get('EDGE_WEIGHT_TYPE') !== 'EUC_2D') throw new ProblemError('EDGE_WEIGHT_TYPE must be EUC_2D.');
  if (depot !== 1) throw new ProblemError(`DEPOT_SECTION names node ${depot}; the depot must be node 1.`);
  for (let k = 0; k < count; k++) {
    if (xs[k] === undefined || ys[k] === undefined) throw new ProblemError(`NODE_COORD_SECTION lacks node ${k + 1}.`);
    if (demands[k] === undefined) throw new ProblemError(`DEMAND_SECTION lacks node ${k + 1}.`);
  }
  return roundTrips(xs, ys, demands.slice(0, count), capacity);
}

/** A capacitated problem over points in the plane, node 0 the depot. */
function roundTrips(
  xs: readonly number[],
  ys: readonly number[],
  demands: readonly number[],
  capacity: number,
): Problem {
  const count = demands.length;
  const seconds = new Int32Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      seconds[i * count + j] = Math.floor(Math.hypot(xs[i] - xs[j], ys[i] - ys[j]) + 0.5);
    }
  }
  const total = demands.reduce((sum, demand) => sum + demand, 0);
  const fewest = Math.ceil(total / capacity);
  const vehicleCount = Math.min(count - 1, Math.ceil(fewest * (1 + SPARE_SHARE)) + SPARE_VEHICLES);
  return {
    dimensions: ['demand'],
    locationCount: count,
    seconds,
    metres: seconds,
    vehicles: Array.from({ length: vehicleCount }, (_, v) => ({
      id: `${v + 1}`,
      type: 'vehicle',
      capacity: [capacity],
      startLocation: 0,
      endLocation: 0,
      shift: [0, WHOLE_DAY],
      maxOvertimeSeconds: 0,
      breaks: [],
      fixedCost: 0,
      costPerHour: 0,
      costPerKm: 0,
      tags: [],
      allowedSites: [0],
      maxTrips: 1,
      frozen: null,
      familiarPoints: [],
    })),
    points: Array.from({ length: count - 1 }, (_, k) => ({
      id: `${k + 1}`,
      location: k + 1,
      load: [demands[k + 1]],
      serviceSeconds: 0,
      windows: [],
      tags: [],
      loadTag: null,
      prize: 0,
      group: null,
    })),
    sites: [{ id: 'depot', location: 0, unloadSeconds: 0, windows: [], accepts: null, intake: null }],
    groups: [],
    softWeights: { balance: 0, familiarity: 0 },
  };
}

/** Writes a plan as CVRPLIB's `.sol`: one line a tour, customers numbered from 1, then the cost. */
export function formatCvrpSolution(plan: Plan, cost: number): string {
  const lines: string[] = [];
  for (const route of plan.routes) {
    const customers = route.stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point + 1] : []));
    if (customers.length > 0) lines.push(`Route #${lines.length + 1}: ${customers.join(' ')}`);
  }
  return `${lines.join('\n')}\nCost ${cost}\n`;
}
