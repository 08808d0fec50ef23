/** CVRPLIB files: reads `.vrp` (EUC_2D, rounded) and writes `.sol`. */
import { carriable, MAX_AMOUNT, MAX_LOCATIONS, MAX_SECONDS, ProblemError, shown, whole } from '../fields.ts';
import type { Plan, Problem } from '../problem.ts';

/** Vehicles offered beyond the fewest the loads need; the number is not limited in these instances. */
const SPARE_SHARE = 0.3;
const SPARE_VEHICLES = 3;
const WHOLE_DAY = 50_000_000;

/** Entries of the header that are read, or that say nothing the plan depends on. */
const HEADER = new Set(['NAME', 'COMMENT', 'TYPE', 'DIMENSION', 'EDGE_WEIGHT_TYPE', 'CAPACITY']);
const HARMLESS = new Set(['NODE_COORD_TYPE', 'DISPLAY_DATA_TYPE', 'EDGE_WEIGHT_FORMAT']);
/** Sections that are read, and how many numbers one of their lines holds. */
const SECTIONS = new Map([
  ['NODE_COORD_SECTION', 3],
  ['DEMAND_SECTION', 2],
  ['DEPOT_SECTION', 1],
]);

/** What a file says, line by line; nodes are numbered from 1. */
interface VrpFile {
  readonly header: Map<string, string>;
  readonly coordinates: Map<number, readonly number[]>;
  readonly demands: Map<number, number>;
  readonly depots: number[];
}

/**
 * Reads a capacitated instance: one depot, which is also where every tour unloads, and as many vehicles as tours may need.
 * Distances stand in for seconds. @throws ProblemError when the file is not of this kind.
 */
export function parseCvrp(text: string): Problem {
  const { header, coordinates, demands, depots } = readLines(text);
  const count = dimension(header);
  const type = header.get('TYPE');
  if (type !== undefined && type !== 'CVRP') throw new ProblemError(`TYPE is ${shown(type)}; it must be CVRP.`);
  if (header.get('EDGE_WEIGHT_TYPE') !== 'EUC_2D') throw new ProblemError('EDGE_WEIGHT_TYPE must be EUC_2D.');
  if (!(Number(header.get('CAPACITY')) > 0)) throw new ProblemError('CAPACITY is missing or is not more than 0.');
  const capacity = whole(Number(header.get('CAPACITY')), 'CAPACITY', MAX_AMOUNT, 1);
  const xs: number[] = [];
  const ys: number[] = [];
  const loads: number[] = [];
  for (let node = 1; node <= count; node++) {
    const place = coordinates.get(node);
    if (place === undefined) throw new ProblemError(`NODE_COORD_SECTION lacks node ${node}.`);
    const demand = demands.get(node);
    if (demand === undefined) throw new ProblemError(`DEMAND_SECTION lacks node ${node}.`);
    const field = `The demand of node ${node} in DEMAND_SECTION`;
    carriable(whole(demand, field, MAX_AMOUNT), field, 'units', capacity);
    if (node === 1 && demand !== 0) throw new ProblemError(`${field}, the depot, is ${demand}; it must be 0.`);
    xs.push(place[0]);
    ys.push(place[1]);
    loads.push(demand);
  }
  if (depots.length !== 1) {
    throw new ProblemError(`DEPOT_SECTION names ${depots.length} depots; it must name one, node 1.`);
  }
  if (depots[0] !== 1) throw new ProblemError(`DEPOT_SECTION names node ${depots[0]}; the depot must be node 1.`);
  return roundTrips(xs, ys, loads, capacity);
}

/** The number of nodes, before anything of that size is made. */
function dimension(header: ReadonlyMap<string, string>): number {
  const stated = header.get('DIMENSION');
  const count = Number(stated);
  if (!(count >= 2)) throw new ProblemError('DIMENSION is missing or is less than 2.');
  if (!(count <= MAX_LOCATIONS)) {
    throw new ProblemError(`DIMENSION is ${stated}; at most ${MAX_LOCATIONS} locations can be planned at once.`);
  }
  return whole(count, 'DIMENSION', MAX_LOCATIONS, 2);
}

function readLines(text: string): VrpFile {
  const file: VrpFile = { header: new Map(), coordinates: new Map(), demands: new Map(), depots: [] };
  let section = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '') continue;
    if (line === 'EOF') break;
    const keyword = /^([A-Z_][A-Z0-9_]*)\s*(?::\s*(.*))?$/.exec(line);
    if (keyword !== null) {
      section = readKeyword(file, keyword[1], keyword[2] ?? '') ?? section;
      continue;
    }
    const numbers = line.split(/\s+/).map(Number);
    const sound = numbers.every(Number.isFinite);
    if (!sound) throw new ProblemError(`${section || 'The header'} has a line that is not numbers: ${shown(line)}`);
    readNumbers(file, section, numbers, line);
  }
  return file;
}

/** Takes an entry of the header, or gives the name of the section that begins. */
function readKeyword({ header }: VrpFile, keyword: string, value: string): string | undefined {
  if (keyword.endsWith('_SECTION')) {
    if (!SECTIONS.has(keyword)) throw new ProblemError(`${keyword} is not taken.`);
    // The sections are judged by it.
    dimension(header);
    return keyword;
  }
  if (HARMLESS.has(keyword)) return undefined;
  if (!HEADER.has(keyword)) throw new ProblemError(`${keyword} is not taken: only CAPACITY limits a tour here.`);
  if (header.has(keyword)) throw new ProblemError(`${keyword} is stated twice.`);
  header.set(keyword, value);
  return undefined;
}

function readNumbers(file: VrpFile, section: string, numbers: readonly number[], line: string): void {
  const { header, coordinates, demands, depots } = file;
  const length = SECTIONS.get(section);
  if (length === undefined) throw new ProblemError(`The header has a line without a keyword: ${shown(line)}`);
  if (numbers.length !== length) {
    throw new ProblemError(`${section} has a line that does not hold ${length} numbers: ${shown(line)}`);
  }
  const [node, ...values] = numbers;
  if (section === 'DEPOT_SECTION') {
    if (node !== -1) depots.push(node);
    return;
  }
  const nodes: Map<number, unknown> = section === 'DEMAND_SECTION' ? demands : coordinates;
  whole(node, `A node of ${section}`, dimension(header), 1);
  if (nodes.has(node)) throw new ProblemError(`${section} has node ${node} twice.`);
  if (section === 'DEMAND_SECTION') demands.set(node, values[0]);
  else coordinates.set(node, values);
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
      const leg = Math.floor(Math.hypot(xs[i] - xs[j], ys[i] - ys[j]) + 0.5);
      if (!(leg <= MAX_SECONDS)) {
        throw new ProblemError(
          `NODE_COORD_SECTION has nodes ${i + 1} and ${j + 1} at a distance of ${leg}; at most ${MAX_SECONDS} is taken.`,
        );
      }
      seconds[i * count + j] = leg;
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
