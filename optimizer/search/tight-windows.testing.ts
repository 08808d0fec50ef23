/** Files made around a plan, so that all can be served by so few vehicles, though hardly. */
import { parseSolomon } from '../formats/solomon.ts';
import type { Problem } from '../problem.ts';
import { Random } from '../random.ts';

const SERVICE = 10;
const DEPOT = { x: 50, y: 50 };
/** A day ends so long after the longest tour of the plan. */
const SPARE = 3;

/**
 * `tours` vehicles and no more for `tours * size` customers: each tour goes from customer to nearest customer within its own sector. Every `every`th
 * customer has a window, `width` long, that the plan keeps; the others may be served at any time of a day that is hardly longer than its tours.
 */
export function tightWindows(tours: number, size: number, every: number, width: number, seed: number): Problem {
  const random = new Random(seed);
  const places = Array.from({ length: tours * size }, () => ({ x: random.below(101), y: random.below(101) }));
  places.sort((a, b) => direction(a) - direction(b));
  const timed: { x: number; y: number; begins: number }[] = [];
  let longest = 0;
  for (let tour = 0; tour < tours; tour++) {
    const left = places.slice(tour * size, (tour + 1) * size);
    let at = DEPOT;
    let time = 0;
    while (left.length > 0) {
      left.sort((a, b) => between(at, a) - between(at, b));
      const [next] = left.splice(0, 1);
      timed.push({ ...next, begins: time + between(at, next) });
      time += between(at, next) + SERVICE;
      at = next;
    }
    longest = Math.max(longest, time + between(at, DEPOT));
  }
  const day = Math.ceil(longest) + SPARE;
  const rows = timed.map(({ x, y, begins }, k) => {
    const opens = Math.max(0, Math.floor(begins) - random.below(width));
    const latest = day - SERVICE - Math.ceil(between({ x, y }, DEPOT));
    return [k + 1, x, y, 1, ...(k % every === 0 ? [opens, Math.min(latest, opens + width)] : [0, latest]), SERVICE];
  });
  const head = ['tight', 'VEHICLE', 'NUMBER CAPACITY', `${tours} ${2 * size}`, 'CUSTOMER', `0 50 50 0 0 ${day} 0`];
  return parseSolomon([...head, ...rows.map((row) => row.join(' '))].join('\n')).problem;
}

function direction({ x, y }: { x: number; y: number }): number {
  return Math.atan2(y - DEPOT.y, x - DEPOT.x);
}

function between(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
