/**
 * VRPLIB files, `.vrp`: capacitated tours from one or several depots, with time windows, service times, a longest tour, and ways
 * from coordinates or written out. What a file says beyond that is refused, as leaving it out would answer another question.
 */
import { MAX_AMOUNT, MAX_LOCATIONS, ProblemError, shown, whole } from '../fields.ts';
import type { Plan, Problem, TimeWindow } from '../problem.ts';
import { readNumber } from './read-number.ts';
import {
  enoughVehicles,
  formatTours,
  placesOf,
  scaleFor,
  type TourCase,
  tourProblem,
  type TourVehicle,
} from './tour-file.ts';
import { WAYS_BETWEEN, waysBetween, waysListed } from './vrplib-ways.ts';

/** Kinds of problem that differ only in which sections they have. */
const TYPES = ['CVRP', 'VRP', 'DVRP', 'CVRPTW', 'VRPTW', 'MDVRP', 'MDVRPTW', 'ACVRP', 'DCVRP'];
/** Entries of the header that are read, or that say nothing the plan depends on. */
const HEADER = new Set([
  ...['NAME', 'COMMENT', 'TYPE', 'DIMENSION', 'EDGE_WEIGHT_TYPE', 'EDGE_WEIGHT_FORMAT', 'CAPACITY'],
  ...['VEHICLES', 'DISTANCE', 'SERVICE_TIME'],
]);
const HARMLESS = new Set(['NODE_COORD_TYPE', 'DISPLAY_DATA_TYPE']);
/** Sections with a line for each node, vehicle or depot, and how many numbers such a line holds; 0 = as many as there are. */
const SECTIONS = new Map([
  ['NODE_COORD_SECTION', 3],
  ['DEMAND_SECTION', 2],
  ['TIME_WINDOW_SECTION', 3],
  ['SERVICE_TIME_SECTION', 2],
  ['VEHICLES_DEPOT_SECTION', 2],
  ['CAPACITY_SECTION', 2],
  ['DEPOT_SECTION', 1],
  ['EDGE_WEIGHT_SECTION', 0],
  ['DISPLAY_DATA_SECTION', 3],
]);

/** What a file says, line by line; nodes and vehicles are numbered from 1. */
interface VrpFile {
  readonly header: Map<string, string>;
  /** The lines of each section by the number that begins them. */
  readonly sections: Map<string, Map<number, readonly number[]>>;
  readonly depots: number[];
  readonly weights: number[];
}

/** Reads a file as a problem. @throws ProblemError when the file is not of this kind. */
export function parseCvrp(text: string): Problem {
  return parseVrplib(text).problem;
}

/** Writes the plan for a file with one depot, node 1, and whole numbers, as CVRPLIB's `.sol`. */
export function formatCvrpSolution(plan: Plan, cost: number): string {
  return formatTours({ scale: 1 }, plan, cost);
}

/** Whether a text is in this form: it begins with entries of a header. */
export function isVrplib(text: string): boolean {
  return /^\s*[A-Z_]+\s*:/.test(text) && /^\s*(NAME|TYPE|DIMENSION|EDGE_WEIGHT_TYPE|COMMENT)\s*:/m.test(text);
}

/** Reads a file with what it takes to answer it. @throws ProblemError when the file is not of this kind. */
export function parseVrplib(text: string): TourCase {
  const file = readLines(text);
  const { header, sections } = file;
  const count = dimension(header);
  const depots = readDepots(file, count);
  const capacity = readCapacity(header, sections);
  const demands = readDemands(sections, count, depots);
  const services = each(sections, 'SERVICE_TIME_SECTION', count, (line) => line[0]);
  const windows = each(sections, 'TIME_WINDOW_SECTION', count, (line) => line);
  const service = header.has('SERVICE_TIME') ? number(header, 'SERVICE_TIME') : 0;
  const distance = header.has('DISTANCE') ? number(header, 'DISTANCE') : null;

  const times = [...(services ?? []), ...(windows ?? []).flat(), service, distance ?? 0];
  times.forEach((time) => {
    if (!(time >= 0)) throw new ProblemError(`A time of the file is ${time}; it must not be below 0.`);
  });
  const largest = [...times, ...file.weights].reduce((most, each) => Math.max(most, each), 1);
  const scale = scaleFor(largest, placesOf([...times, ...file.weights]));
  const ways = readWays(file, count, scale);
  const isDepot = new Set(depots.map((node) => node - 1));
  const nodes = demands.map((demand, node) => ({
    demand,
    service: isDepot.has(node) ? 0 : Math.round(scale * (services?.[node] ?? service)),
    window: windows === null ? null : windowOf(windows[node], node, scale),
  }));
  const customers = demands.filter((_, node) => !isDepot.has(node));
  const vehicles = readVehicles(file, depots, capacity, customers);
  const problem = tourProblem({
    nodes,
    ways,
    depots: depots.map((node) => node - 1),
    vehicles,
    longestTour: distance === null ? null : Math.floor(scale * distance + 1e-6),
  });
  return { problem, scale, ...(depots.length > 1 && { depots: vehicles.map(({ depot }) => depot + 1) }) };
}

function windowOf([opens, closes]: readonly number[], node: number, scale: number): TimeWindow {
  if (!(opens <= closes)) {
    throw new ProblemError(
      `TIME_WINDOW_SECTION has node ${node + 1} closing at ${closes}, before it opens at ${opens}.`,
    );
  }
  return [Math.round(scale * opens), Math.round(scale * closes)];
}

/** A section's line of every node, or `null` where the file does not have that section. */
function each<T>(
  sections: VrpFile['sections'],
  name: string,
  count: number,
  read: (numbers: readonly number[]) => T,
): T[] | null {
  const lines = sections.get(name);
  if (lines === undefined) return null;
  return Array.from({ length: count }, (_, node) => {
    const line = lines.get(node + 1);
    if (line === undefined) throw new ProblemError(`${name} lacks node ${node + 1}.`);
    return read(line);
  });
}

function readWays({ header, sections, weights }: VrpFile, count: number, scale: number): Int32Array {
  const type = header.get('EDGE_WEIGHT_TYPE') ?? 'missing';
  if (type === 'EXPLICIT') return waysListed(header.get('EDGE_WEIGHT_FORMAT') ?? '', weights, count, scale);
  if (!Object.hasOwn(WAYS_BETWEEN, type)) {
    const known = [...Object.keys(WAYS_BETWEEN), 'EXPLICIT'].join(', ');
    throw new ProblemError(`EDGE_WEIGHT_TYPE is ${type}; it must be one of ${known}.`);
  }
  const places = each(sections, 'NODE_COORD_SECTION', count, (line) => line);
  if (places === null) throw new ProblemError(`NODE_COORD_SECTION is missing; ${type} goes by it.`);
  return waysBetween(type, places, scale);
}

function readDemands(sections: VrpFile['sections'], count: number, depots: readonly number[]): number[] {
  const demands = each(sections, 'DEMAND_SECTION', count, ([demand]) => demand);
  if (demands === null) throw new ProblemError('DEMAND_SECTION is missing.');
  demands.forEach((demand, node) => {
    const field = `The demand of node ${node + 1} in DEMAND_SECTION`;
    whole(demand, field, MAX_AMOUNT);
    if (demand > 0 && depots.includes(node + 1)) {
      throw new ProblemError(`${field}, the depot, is ${demand}; it must be 0.`);
    }
  });
  return demands;
}

/** The capacity of all vehicles, or `null` where each has one of its own. */
function readCapacity(header: VrpFile['header'], sections: VrpFile['sections']): number | null {
  if (sections.has('CAPACITY_SECTION')) return null;
  const capacity = readNumber(header.get('CAPACITY'));
  if (!(capacity > 0)) throw new ProblemError('CAPACITY is missing or is not a number above 0.');
  return whole(capacity, 'CAPACITY', MAX_AMOUNT, 1);
}

function readDepots({ depots }: VrpFile, count: number): readonly number[] {
  if (depots.length === 0) throw new ProblemError('DEPOT_SECTION names no depot; it must name at least one node.');
  depots.forEach((node, k) => {
    whole(node, 'A depot of DEPOT_SECTION', count, 1);
    if (depots.indexOf(node) !== k) throw new ProblemError(`DEPOT_SECTION names node ${node} twice.`);
  });
  if (depots.length === count) throw new ProblemError('DEPOT_SECTION names every node; there is no customer.');
  return depots;
}

/**
 * The vehicles: those of `VEHICLES_DEPOT_SECTION`, or as many at each depot as `VEHICLES` says, or as many as there can be use for.
 */
function readVehicles(
  { header, sections }: VrpFile,
  depots: readonly number[],
  capacity: number | null,
  demands: readonly number[],
): TourVehicle[] {
  const places = sections.get('VEHICLES_DEPOT_SECTION');
  const capacities = sections.get('CAPACITY_SECTION');
  const stated = header.has('VEHICLES') ? whole(number(header, 'VEHICLES'), 'VEHICLES', MAX_LOCATIONS, 1) : null;
  const total = stated ?? places?.size ?? capacities?.size ?? null;
  const capacityOf = (vehicle: number): number => {
    if (capacity !== null) return capacity;
    const line = capacities?.get(vehicle);
    if (line === undefined) throw new ProblemError(`CAPACITY_SECTION lacks vehicle ${vehicle}.`);
    return whole(line[0], `The capacity of vehicle ${vehicle} in CAPACITY_SECTION`, MAX_AMOUNT);
  };
  if (places !== undefined || capacities !== undefined) {
    return Array.from({ length: total ?? 0 }, (_, v) => {
      const node = places === undefined ? depots[0] : places.get(v + 1)?.[0];
      if (node === undefined) throw new ProblemError(`VEHICLES_DEPOT_SECTION lacks vehicle ${v + 1}.`);
      const depot = depots.indexOf(node);
      if (depot < 0)
        throw new ProblemError(`VEHICLES_DEPOT_SECTION sends vehicle ${v + 1} from node ${node}, which is no depot.`);
      return { depot, capacity: capacityOf(v + 1) };
    });
  }
  const room = capacityOf(1);
  const each = Math.min(total ?? enoughVehicles(demands, room), demands.length);
  return depots.flatMap((_, depot) => Array.from({ length: each }, () => ({ depot, capacity: room })));
}

function number(header: VrpFile['header'], name: string): number {
  const value = readNumber(header.get(name));
  if (!Number.isFinite(value)) throw new ProblemError(`${name} is ${shown(header.get(name))}; it must be a number.`);
  return value;
}

/** The number of nodes, before anything of that size is made. */
function dimension(header: ReadonlyMap<string, string>): number {
  const stated = header.get('DIMENSION');
  const count = readNumber(stated);
  if (!(count >= 2)) throw new ProblemError('DIMENSION is missing or is less than 2.');
  if (!(count <= MAX_LOCATIONS)) {
    throw new ProblemError(`DIMENSION is ${stated}; at most ${MAX_LOCATIONS} locations can be planned at once.`);
  }
  return whole(count, 'DIMENSION', MAX_LOCATIONS, 2);
}

function readLines(text: string): VrpFile {
  const file: VrpFile = { header: new Map(), sections: new Map(), depots: [], weights: [] };
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
    const numbers = line.split(/\s+/).map(readNumber);
    if (!numbers.every(Number.isFinite))
      throw new ProblemError(`${section || 'The header'} has a line that is not numbers: ${shown(line)}`);
    readNumbers(file, section, numbers, line);
  }
  return file;
}

/** Takes an entry of the header, or gives the name of the section that begins. */
function readKeyword({ header, sections }: VrpFile, keyword: string, value: string): string | undefined {
  if (keyword.endsWith('_SECTION')) {
    judgeType(header);
    if (!SECTIONS.has(keyword)) throw new ProblemError(`${keyword} is not taken.`);
    // The sections are judged by it.
    dimension(header);
    if (sections.has(keyword)) throw new ProblemError(`${keyword} is stated twice.`);
    sections.set(keyword, new Map());
    return keyword;
  }
  if (HARMLESS.has(keyword)) return undefined;
  if (!HEADER.has(keyword)) {
    throw new ProblemError(
      `${keyword} is not taken: only CAPACITY, VEHICLES, DISTANCE and SERVICE_TIME limit a tour here.`,
    );
  }
  if (header.has(keyword)) throw new ProblemError(`${keyword} is stated twice.`);
  header.set(keyword, value);
  if (keyword === 'TYPE') judgeType(header);
  return undefined;
}

/** What kind of problem it is comes first: with another, nothing that follows would matter. */
function judgeType(header: ReadonlyMap<string, string>): void {
  const type = header.get('TYPE');
  if (type === undefined || TYPES.includes(type)) return;
  throw new ProblemError(`TYPE is ${shown(type)}; it must be one of ${TYPES.join(', ')}.`);
}

function readNumbers(file: VrpFile, section: string, numbers: readonly number[], line: string): void {
  const length = SECTIONS.get(section);
  if (length === undefined) throw new ProblemError(`The header has a line without a keyword: ${shown(line)}`);
  if (section === 'EDGE_WEIGHT_SECTION') {
    // One at a time: a line may hold a whole matrix.
    for (const each of numbers) file.weights.push(each);
    return;
  }
  if (section === 'DEPOT_SECTION') {
    for (const node of numbers) if (node !== -1) file.depots.push(node);
    return;
  }
  if (numbers.length !== length) {
    throw new ProblemError(`${section} has a line that does not hold ${length} numbers: ${shown(line)}`);
  }
  const [which, ...values] = numbers;
  const isVehicle = section === 'VEHICLES_DEPOT_SECTION' || section === 'CAPACITY_SECTION';
  const field = `A ${isVehicle ? 'vehicle' : 'node'} of ${section}`;
  whole(which, field, isVehicle ? MAX_LOCATIONS : dimension(file.header), 1);
  const lines = file.sections.get(section);
  if (lines?.has(which)) throw new ProblemError(`${section} has ${isVehicle ? 'vehicle' : 'node'} ${which} twice.`);
  lines?.set(which, values);
}
