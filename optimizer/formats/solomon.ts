/**
 * Files in Solomon's form (1987), also used by Gehring and Homberger: a fleet of alike vehicles, customers in the plane with time
 * windows, the distance between two of them also the time. Distances are kept to four decimals, rounded up, so that a tour that keeps
 * its windows here keeps them in exact numbers too.
 */
import { MAX_AMOUNT, MAX_SECONDS, ProblemError, shown, whole } from '../fields.ts';
import type { Plan } from '../problem.ts';
import { readNumber } from './read-number.ts';
import { scaleFor, type TourCase, tourProblem } from './tour-file.ts';

/** Whether a text is in this form: a heading for vehicles and one for customers. */
export function isSolomon(text: string): boolean {
  return /^\s*VEHICLES?\s*$/im.test(text) && /^\s*CUSTOMERS?\s*$/im.test(text);
}

interface Row {
  readonly field: string;
  readonly numbers: readonly number[];
}

/** Reads a file. @throws ProblemError with the line that makes no sense. */
export function parseSolomon(text: string): TourCase & Required<Pick<TourCase, 'length'>> {
  const rows: Row[] = [];
  text.split(/\r?\n/).forEach((line, k) => {
    const words = line.trim().split(/\s+/);
    // The name of the instance may begin with a number; headings do not.
    if (k === 0 || !/^[-+.\d]/.test(words[0])) return;
    const numbers = words.map(readNumber);
    if (!numbers.every(Number.isFinite))
      throw new ProblemError(`Line ${k + 1} does not hold numbers: ${shown(line.trim())}`);
    rows.push({ field: `Line ${k + 1}`, numbers });
  });
  const [fleet, ...nodes] = rows;
  if (fleet === undefined || fleet.numbers.length !== 2) {
    throw new ProblemError('VEHICLE must be followed by a line with the number of vehicles and their capacity.');
  }
  const vehicleCount = whole(fleet.numbers[0], 'The number of vehicles', MAX_AMOUNT, 1);
  const capacity = whole(fleet.numbers[1], 'The capacity of vehicles', MAX_AMOUNT, 1);
  if (nodes.length < 2) throw new ProblemError('CUSTOMER must be followed by the depot and at least one customer.');
  nodes.forEach(({ field, numbers }, k) => {
    if (numbers.length !== 7) {
      throw new ProblemError(
        `${field} has ${numbers.length} numbers; a customer has 7: number, x, y, demand, ready, due, service.`,
      );
    }
    if (numbers[0] !== k)
      throw new ProblemError(`${field} is customer ${numbers[0]}; it must be ${k}, counted from the depot, 0.`);
    whole(numbers[3], `${field}, demand`, MAX_AMOUNT);
    if (!(numbers[4] >= 0 && numbers[4] <= numbers[5])) {
      throw new ProblemError(`${field} is due at ${numbers[5]}, before it is ready at ${numbers[4]}.`);
    }
    if (!(numbers[6] >= 0))
      throw new ProblemError(`${field} has a service time of ${numbers[6]}; it must not be below 0.`);
  });
  const places = nodes.map(({ numbers }) => [numbers[1], numbers[2]] as const);
  const horizon = Math.max(...nodes.map(({ numbers }) => numbers[5] + numbers[6]));
  const span = Math.hypot(...([0, 1] as const).map((d) => spanOf(places.map((place) => place[d]))));
  if (!(Math.max(horizon, span) <= MAX_SECONDS / 2)) {
    throw new ProblemError(`Times and distances must stay below ${MAX_SECONDS / 2}.`);
  }
  const scale = scaleFor(Math.max(horizon, span), 4);
  const between = (i: number, j: number): number =>
    Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
  const count = nodes.length;
  const ways = new Int32Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) ways[i * count + j] = Math.ceil(scale * between(i, j) - 1e-6);
  }
  const problem = tourProblem({
    nodes: nodes.map(({ numbers: [, , , demand, ready, due, service] }) => ({
      demand,
      service: Math.ceil(scale * service - 1e-6),
      window: [Math.ceil(scale * ready - 1e-6), Math.floor(scale * due + 1e-6)],
    })),
    ways,
    depots: [0],
    vehicles: Array.from({ length: Math.min(vehicleCount, count - 1) }, () => ({ depot: 0, capacity })),
    longestTour: null,
  });
  const length = (plan: Plan): number => {
    let total = 0;
    for (const { stops } of plan.routes) {
      let at = 0;
      for (const stop of stops) {
        const to = stop.kind === 'point' ? stop.point + 1 : 0;
        total += between(at, to);
        at = to;
      }
    }
    return total;
  };
  return { problem, scale, length };
}

function spanOf(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers);
}
