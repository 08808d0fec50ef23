/** Which points lie so near each other that it is odd to have different vehicles serve them. */
import { type Problem, UNREACHABLE } from './problem.ts';

/** For each point those it makes a pair with, each pair with both of its points. */
export interface NearPairs {
  /** Partners of point p are `partners[k]` for k from `from[p]` to `from[p + 1]`. */
  readonly from: Int32Array;
  readonly partners: Int32Array;
  /** The most pairs any point is in. */
  readonly most: number;
}

/** A point makes a pair with so many of the nearest points that one vehicle could serve with it. */
const NEAREST = 6;

const known = new WeakMap<Problem, NearPairs>();

/** The pairs of a problem, by seconds there and back; worked out once a problem object. */
export function nearPairs(problem: Problem): NearPairs {
  const before = known.get(problem);
  if (before !== undefined) return before;
  const found = findPairs(problem);
  known.set(problem, found);
  return found;
}

function findPairs(problem: Problem): NearPairs {
  const { points, seconds, locationCount } = problem;
  const kinds = kindsOf(problem);
  const partners = points.map(() => new Set<number>());
  points.forEach((point, p) => {
    const nearest: { readonly other: number; readonly way: number }[] = [];
    for (const [q, other] of points.entries()) {
      if (q === p || !kinds.goTogether(p, q)) continue;
      const there = seconds[point.location * locationCount + other.location];
      const back = seconds[other.location * locationCount + point.location];
      if (there === UNREACHABLE || back === UNREACHABLE) continue;
      const way = there + back;
      if (nearest.length === NEAREST && way >= nearest[NEAREST - 1].way) continue;
      const at = nearest.findIndex((each) => way < each.way);
      nearest.splice(at < 0 ? nearest.length : at, 0, { other: q, way });
      if (nearest.length > NEAREST) nearest.pop();
    }
    for (const { other } of nearest) {
      partners[p].add(other);
      partners[other].add(p);
    }
  });
  const from = new Int32Array(points.length + 1);
  partners.forEach((of, p) => {
    from[p + 1] = from[p] + of.size;
  });
  return {
    from,
    partners: Int32Array.from(partners.flatMap((of) => [...of])),
    most: Math.max(0, ...partners.map((of) => of.size)),
  };
}

/** Whether there is a vehicle with the tags for both of two points; few points differ in what they need. */
function kindsOf({ points, vehicles }: Problem): { goTogether(p: number, q: number): boolean } {
  const names = points.map(({ tags }) => [...tags].sort().join('\n'));
  const together = new Map<string, boolean>();
  return {
    goTogether(p, q) {
      const key = `${names[p]}\n\n${names[q]}`;
      const before = together.get(key);
      if (before !== undefined) return before;
      const needed = [...points[p].tags, ...points[q].tags];
      const is = vehicles.some(({ tags }) => needed.every((tag) => tags.includes(tag)));
      together.set(key, is);
      return is;
    },
  };
}

/** So many pairs of points are served by different vehicles; `routeOf` says by which each is, −1 = by none. */
export function partedPairs({ from, partners }: NearPairs, routeOf: Int32Array): number {
  let parted = 0;
  for (let p = 0; p < routeOf.length; p++) {
    if (routeOf[p] < 0) continue;
    for (let k = from[p]; k < from[p + 1]; k++) {
      const q = partners[k];
      if (q > p && routeOf[q] >= 0 && routeOf[q] !== routeOf[p]) parted++;
    }
  }
  return parted;
}
