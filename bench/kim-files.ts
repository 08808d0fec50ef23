import { ProblemError, type Problem } from '../optimizer/index.ts';

/**
 * The waste collection files of Kim, Kim and Sahoo (2006): feet, Manhattan ways at the speed the file names, yards, times as HHMM, one
 * depot, several landfills, a lunch that starts between eleven and twelve, and what a truck may collect in a day.
 */

/** Depot, stop or landfill. */
const KINDS = ['depot', 'stop', 'landfill'] as const;

interface Place {
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  /** Feet. */
  readonly x: number;
  readonly y: number;
  /** Seconds after midnight between which service may begin. */
  readonly opens: number;
  readonly closes: number;
  readonly serviceSeconds: number;
  readonly yards: number;
}

export const FEET_A_MILE = 5280;
/** Loads are held in so many parts of a yard, which is as fine as the files are. */
const PARTS_A_YARD = 100;
const LUNCH = [11 * 3600, 12 * 3600] as const;
const HEAD_LINES = 5;
const COLUMNS = 8;

/**
 * The problem of one file with `vehicleCount` trucks: the way driven is what counts, and `metres` of the problem are feet. A leg's time is
 * rounded up to whole seconds, so that what is planned holds in exact times.
 * @throws ProblemError when the file is of another form.
 */
export function readKim(text: string, vehicleCount: number): Problem {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [capacity, dayYards, mostStops, lunchSeconds, milesAnHour] = lines
    .slice(0, HEAD_LINES)
    .map((line) => Number(line.trim().split(/\s/)[0]));
  const places = lines.slice(HEAD_LINES + 1).flatMap((line) => readPlace(line));
  const of = (kind: Place['kind']): Place[] => places.filter((place) => place.kind === kind);
  const [depots, landfills, stops] = [of('depot'), of('landfill'), of('stop')];
  if (depots.length !== 1 || landfills.length === 0 || !(capacity > 0 && dayYards > 0 && milesAnHour > 0)) {
    throw new ProblemError('The file must hold one depot, landfills, and five numbers at its head.');
  }
  const all = [...depots, ...landfills, ...stops];
  const feetASecond = (milesAnHour * FEET_A_MILE) / 3600;
  const metres = Int32Array.from(all.flatMap((from) => all.map((to) => Math.round(manhattan(from, to)))));
  const seconds = metres.map((feet) => Math.ceil(feet / feetASecond - 1e-9));
  const [depot] = depots;
  return {
    dimensions: ['yards/100'],
    locationCount: all.length,
    seconds,
    metres,
    vehicles: Array.from({ length: vehicleCount }, (_, k) => ({
      id: `v${k + 1}`,
      type: 'truck',
      capacity: [parts(capacity)],
      startLocation: 0,
      endLocation: 0,
      shift: [depot.opens, depot.closes] as const,
      maxOvertimeSeconds: 0,
      breaks: [{ id: 'lunch', window: LUNCH, seconds: lunchSeconds }],
      fixedCost: 0,
      costPerHour: 0,
      costPerKm: 1000,
      tags: [],
      allowedSites: landfills.map((_, s) => s),
      maxTrips: null,
      limits: { points: mostStops, drivingSeconds: null, drivingMetres: null, load: [parts(dayYards)] },
      frozen: null,
      familiarPoints: [],
    })),
    points: stops.map((stop, k) => ({
      id: stop.id,
      location: 1 + landfills.length + k,
      load: [parts(stop.yards)],
      serviceSeconds: stop.serviceSeconds,
      windows: stop.opens === 0 && stop.closes >= 24 * 3600 ? [] : [[stop.opens, stop.closes] as const],
      tags: [],
      loadTag: null,
      // All stops count alike, those without a load too.
      prize: 1,
      group: null,
    })),
    sites: landfills.map((landfill, k) => ({
      id: landfill.id,
      location: 1 + k,
      unloadSeconds: landfill.serviceSeconds,
      windows: [[landfill.opens, landfill.closes] as const],
      accepts: null,
      intake: null,
    })),
    groups: [],
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}

/** The place a line tells of; none where it is shorter than others, as the last of some files are. */
function readPlace(line: string): Place[] {
  const fields = line.trim().split(/\s+/);
  if (fields.length < COLUMNS) return [];
  const [x, y, , , serviceSeconds, yards, kind] = fields.slice(1).map(Number);
  return [
    {
      id: fields[0],
      kind: KINDS[kind],
      x,
      y,
      opens: clock(Number(fields[3]), Math.max),
      closes: clock(Number(fields[4]), Math.min),
      serviceSeconds,
      yards,
    },
  ];
}

/**
 * Seconds after midnight of a time such as 1430. Some files hold times such as 1475, which is no time of a clock; the stricter of a quarter
 * past 15 and three quarters past 14 is taken.
 */
function clock(time: number, stricter: (...times: number[]) => number): number {
  const [hours, minutes] = [Math.floor(time / 100), time % 100];
  const plain = hours * 3600 + minutes * 60;
  return minutes < 60 ? plain : stricter(plain, (time / 100) * 3600);
}

function manhattan(from: Place, to: Place): number {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

function parts(yards: number): number {
  return Math.round(yards * PARTS_A_YARD);
}
