/** A long tour over many points, without regard to loads and times, that is then cut into trips. */
import type { Model } from '../model/model.ts';
import type { Neighbours } from '../model/neighbours.ts';

/** Nearest points whose links are looked at for each point. */
const LINKS = 12;

/**
 * An order of `points` in which neighbours follow each other: the shortest links first (greedy edges, Bentley 1992), then the
 * pieces end to end, always the nearest next.
 */
export function greedyTour(model: Model, neighbours: Neighbours, points: readonly number[]): number[] {
  const links: [Int32Array, Int32Array] = [
    new Int32Array(model.pointCount).fill(-1),
    new Int32Array(model.pointCount).fill(-1),
  ];
  const [one, other] = links;
  const piece = Int32Array.from({ length: model.pointCount }, (_, p) => p);
  const pieceOf = (p: number): number => {
    while (piece[p] !== p) {
      piece[p] = piece[piece[p]];
      p = piece[p];
    }
    return p;
  };
  for (const { from, to } of shortestLinks(model, neighbours, points)) {
    if (other[from] >= 0 || other[to] >= 0 || pieceOf(from) === pieceOf(to)) continue;
    piece[pieceOf(from)] = pieceOf(to);
    (one[from] < 0 ? one : other)[from] = to;
    (one[to] < 0 ? one : other)[to] = from;
  }
  return joinPieces(model, points, links);
}

function shortestLinks(
  model: Model,
  neighbours: Neighbours,
  points: readonly number[],
): { from: number; to: number; way: number }[] {
  const { list, count } = neighbours;
  const wanted = new Uint8Array(model.pointCount);
  for (const p of points) wanted[p] = 1;
  const links: { from: number; to: number; way: number }[] = [];
  for (const p of points) {
    for (let k = 1, looked = 0; k < count && looked < LINKS; k++) {
      const q = list[p * count + k];
      if (wanted[q] === 0) continue;
      looked++;
      links.push({ from: p, to: q, way: thereAndBack(model, p, q) });
    }
  }
  return links.sort((a, b) => a.way - b.way);
}

function thereAndBack(model: Model, p: number, q: number): number {
  return model.seconds[p * model.nodeCount + q] + model.secondsInto[p * model.nodeCount + q];
}

/** Walks all pieces, from each end on to the nearest end of another. */
function joinPieces(
  model: Model,
  points: readonly number[],
  [one, other]: readonly [Int32Array, Int32Array],
): number[] {
  const ends = points.filter((p) => other[p] < 0);
  const walked = new Uint8Array(model.pointCount);
  const order: number[] = [];
  let begin = ends[0] ?? -1;
  while (begin >= 0) {
    let before = -1;
    for (let p = begin; p >= 0; ) {
      walked[p] = 1;
      order.push(p);
      const onward = one[p] === before ? other[p] : one[p];
      before = p;
      p = onward;
    }
    let nearest = Number.POSITIVE_INFINITY;
    begin = -1;
    for (const end of ends) {
      if (walked[end] === 1) continue;
      const way = thereAndBack(model, before, end);
      if (way >= nearest) continue;
      nearest = way;
      begin = end;
    }
  }
  return order;
}
