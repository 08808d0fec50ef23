/** What may stand in an instance of the waste form beside what is planned by, and what its rows of the matrices stand for. */
import {
  type Fields,
  id,
  index,
  isGiven,
  list,
  MAX_SECONDS,
  object,
  ProblemError,
  refuse,
  shown,
  whole,
} from '../fields.ts';
import type { Point, Problem, Site } from '../problem.ts';

/** Fields that describe and cannot change a plan, whatever they hold; others are marked as such by a name that begins with `_`. */
const DESCRIPTIVE = new Set(
  [
    ['name', 'description', 'comment', 'comments', 'note', 'notes', 'label', 'code', 'type', 'kind', 'ward', 'address'],
    ['x', 'y', 'x_m', 'y_m', 'lon', 'lat', 'coordinates', 'color', 'colour', 'properties', 'meta', 'metadata'],
    ['source', 'generator', 'version', 'created', 'date', 'seed', 'total_kg', 'one_load_kg'],
  ].flat(),
);

/** Refuses what is neither `planned` by nor only describes: passed over in silence, a misspelt field would give another plan. */
export function refuseUnknown(fields: Fields, field: string, planned: readonly string[]): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!isGiven(value) || planned.includes(name) || DESCRIPTIVE.has(name) || name.startsWith('_')) continue;
    const path = field === '' ? name : `${field}.${name}`;
    throw new ProblemError(`${path} is not known; if it only describes, let its name begin with _.`);
  }
}

type Kind = 'depot' | 'disposal' | 'point';
const KINDS: readonly unknown[] = ['depot', 'disposal', 'point'] satisfies Kind[];

/**
 * Checks what is not planned by but others go by: the horizon, the depot, and what the rows of the matrices stand for.
 * @throws ProblemError where it makes no sense, or says something else of a row than the entries that stand there.
 */
export function checkDescription(
  file: Fields,
  { locationCount, vehicles, points, sites }: Pick<Problem, 'locationCount' | 'vehicles' | 'points' | 'sites'>,
): void {
  if (isGiven(file.name)) id(file.name, 'name');
  if (isGiven(file.horizon_s)) whole(file.horizon_s, 'horizon_s', MAX_SECONDS);
  const depots = vehicles.flatMap(({ startLocation, endLocation }) => [startLocation, endLocation]);
  if (isGiven(file.depot)) {
    const depot = object(file.depot, 'depot');
    refuseUnknown(depot, 'depot', ['id', 'location']);
    depots.push(index(depot.location, 'depot.location', locationCount, 'locations'));
  }
  if (isGiven(file.locations))
    checkLocations(file.locations, locationCount, { point: points, disposal: sites, depots });
}

interface Places {
  readonly point: readonly Point[];
  readonly disposal: readonly Site[];
  /** Locations where vehicles start or end. */
  readonly depots: readonly number[];
}

/**
 * Each row once, and where points or disposal sites stand the kind is that of something that stands there: several may share a
 * row. Of a row where none stands any kind is taken, as not all that is in a matrix need be visited.
 */
function checkLocations(value: unknown, count: number, { point, disposal, depots }: Places): void {
  const rows = list(value, 'locations');
  if (rows.length !== count) {
    throw new ProblemError(`locations has ${rows.length} entries; it must have ${count}, one for each row of seconds.`);
  }
  const entryOf = new Int32Array(count).fill(-1);
  const kinds = rows.map((row, k) => readLocation(row, `locations[${k}]`, k, entryOf));
  const standing = Array.from({ length: count }, () => new Set<Kind>());
  for (const location of depots) standing[location].add('depot');
  for (const { location } of disposal) standing[location].add('disposal');
  for (const { location } of point) standing[location].add('point');
  const agree = ({ location }: Point | Site, field: string): void => {
    const entry = entryOf[location];
    if (standing[location].has(kinds[entry])) return;
    const called = `locations[${entry}].kind calls that row ${shown(kinds[entry])}`;
    throw new ProblemError(`${field}.location is ${location}, but ${called}.`);
  };
  disposal.forEach((site, s) => agree(site, `disposal[${s}]`));
  point.forEach((each, p) => agree(each, `points[${p}]`));
}

/** The kind of entry `k` of the locations, whose index is noted in `entryOf`. */
function readLocation(value: unknown, field: string, k: number, entryOf: Int32Array): Kind {
  const row = object(value, field);
  const at = index(row.index, `${field}.index`, entryOf.length, 'rows of seconds');
  if (entryOf[at] >= 0)
    throw new ProblemError(`${field}.index is ${at}, which locations[${entryOf[at]}].index is already.`);
  entryOf[at] = k;
  if (isGiven(row.id)) id(row.id, `${field}.id`);
  if (!KINDS.includes(row.kind)) return refuse(row.kind, `${field}.kind`, 'depot, disposal or point');
  return row.kind as Kind;
}
