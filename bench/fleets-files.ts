import { ProblemError, type Problem } from '../optimizer/index.ts';

/** What one file holds. */
interface FleetFile {
  readonly problem: Problem;
  /** Best known cost, in the file's own unit. */
  readonly bestKnown: number;
  /** Cost units of the problem in one of the file. */
  readonly scale: number;
}

/** Distances and costs are held in so many parts of the file's unit. */
const SCALE = 1000;

/**
 * Reads a file of a mixed fleet in the form made for Taillard's instances (1999): comments begin with `//`; then customers, types, range,
 * service, lower bound and best known cost; a line for each type with number, capacity, fixed cost and cost of a unit of distance;
 * the depot; the customers with their demands. Each vehicle goes out once.
 * @throws ProblemError when the file is of another form.
 */
export function readFleetFile(text: string): FleetFile {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => line.split(/\s+/).map(Number));
  const [[customers, types, , , , bestKnown] = []] = rows;
  const kinds = rows.slice(1, 1 + types);
  const places = rows.slice(1 + types, 2 + types + customers);
  if (!(customers > 0 && types > 0 && bestKnown > 0) || places.length !== customers + 1) {
    throw new ProblemError(
      'The file must tell customers, types and the best known cost, then a line for each of them.',
    );
  }
  const ways = Int32Array.from(
    places.flatMap(([x, y]) => places.map(([x2, y2]) => Math.round(SCALE * Math.hypot(x - x2, y - y2)))),
  );
  return {
    bestKnown,
    scale: SCALE,
    problem: {
      dimensions: ['load'],
      locationCount: places.length,
      seconds: ways,
      metres: ways,
      vehicles: kinds.flatMap(([number, capacity, fixed, perUnit], type) =>
        Array.from({ length: Math.min(number, customers) }, (_, k) => ({
          id: `${type + 1}/${k + 1}`,
          type: `${type + 1}`,
          capacity: [capacity],
          startLocation: 0,
          endLocation: 0,
          shift: [0, 100_000_000] as const,
          maxOvertimeSeconds: 0,
          breaks: [],
          fixedCost: Math.round(fixed * SCALE),
          costPerHour: 0,
          // A metre here is a part of the file's unit.
          costPerKm: perUnit * 1000,
          tags: [],
          allowedSites: [0],
          maxTrips: 1,
          frozen: null,
          familiarPoints: [],
        })),
      ),
      points: places.slice(1).map(([, , demand], k) => ({
        id: `${k + 1}`,
        location: 1 + k,
        load: [demand],
        serviceSeconds: 0,
        windows: [],
        tags: [],
        loadTag: null,
        prize: 0,
        group: null,
      })),
      sites: [{ id: 'depot', location: 0, unloadSeconds: 0, windows: [], accepts: null, intake: null }],
      groups: [],
      softWeights: { balance: 0, unfamiliarity: 0 },
    },
  };
}
