import type { LonLat } from '../geo.ts';

/** What of rings meets: an edge of one and an edge of another, or two of one ring that do not follow each other. */
export interface RingMeeting {
  kind: 'cross' | 'overlap' | 'touch';
  /** Indices of the two rings, which may be one. */
  rings: [number, number];
  place: LonLat;
}

/** Nearer than this, in degrees, is the same place: a tenth of a millimetre, far below what any survey knows. */
const SAME_PLACE = 1e-9;

/**
 * Every place where edges of closed rings meet, other than where an edge follows the one before it. Edges are taken from west
 * to east and compared only with those that reach as far, so that borders of tens of thousands of corners take a moment.
 *
 * @param rings closed, no corner twice in a row
 */
export function ringMeetings(rings: readonly (readonly LonLat[])[]): RingMeeting[] {
  const edges = rings.flatMap((corners, ring) =>
    corners.slice(1).map((to, i): Edge => {
      const from = corners[i] ?? to;
      const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]];
      const [south, north] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
      return { from, to, ring, index: i, count: corners.length - 1, west, east, south, north };
    }),
  );
  edges.sort((a, b) => a.west - b.west);
  const meetings: RingMeeting[] = [];
  const reaching: Edge[] = [];
  for (const edge of edges) {
    let kept = 0;
    for (const other of reaching) {
      if (other.east < edge.west - SAME_PLACE) continue;
      reaching[kept++] = other;
      if (other.south > edge.north + SAME_PLACE || other.north < edge.south - SAME_PLACE) continue;
      const meeting =
        other.ring === edge.ring && areNeighbours(other, edge) ? foldingBack(other, edge) : meet(other, edge);
      if (meeting) meetings.push({ ...meeting, rings: [other.ring, edge.ring] });
    }
    reaching.length = kept;
    reaching.push(edge);
  }
  return meetings;
}

interface Edge {
  from: LonLat;
  to: LonLat;
  ring: number;
  index: number;
  count: number;
  west: number;
  east: number;
  south: number;
  north: number;
}

type Meeting = Omit<RingMeeting, 'rings'>;

function areNeighbours(a: Edge, b: Edge): boolean {
  const apart = Math.abs(a.index - b.index);
  return apart === 1 || apart === a.count - 1;
}

/** Two edges that follow each other, the second running back along the first. */
function foldingBack(a: Edge, b: Edge): Meeting | null {
  const isBAfter = b.index - a.index === 1 || a.index - b.index === a.count - 1;
  const [first, second] = isBAfter ? [a, b] : [b, a];
  const ahead = (first.to[0] - first.from[0]) * (second.to[0] - second.from[0]);
  const up = (first.to[1] - first.from[1]) * (second.to[1] - second.from[1]);
  const isBack = ahead + up < 0 && side(first, second.to) === 0;
  return isBack ? { kind: 'overlap', place: first.to } : null;
}

function meet(a: Edge, b: Edge): Meeting | null {
  const [bFrom, bTo] = [side(a, b.from), side(a, b.to)];
  if (bFrom * bTo > 0) return null;
  const [aFrom, aTo] = [side(b, a.from), side(b, a.to)];
  if (aFrom * aTo > 0) return null;
  if (bFrom === 0 && bTo === 0) return overlap(a, b);
  if (bFrom * bTo < 0 && aFrom * aTo < 0) return { kind: 'cross', place: crossingOf(a, b) };
  const ends: [number, LonLat, Edge][] = [
    [bFrom, b.from, a],
    [bTo, b.to, a],
    [aFrom, a.from, b],
    [aTo, a.to, b],
  ];
  const touching = ends.find(([where, corner, edge]) => where === 0 && isBeside(edge, corner));
  return touching ? { kind: 'touch', place: touching[1] } : null;
}

/** Two edges on one line. */
function overlap(a: Edge, b: Edge): Meeting | null {
  const inside = [
    ...[a.from, a.to].filter((corner) => isBeside(b, corner)),
    ...[b.from, b.to].filter((corner) => isBeside(a, corner)),
  ];
  const [first] = inside;
  if (!first) return null;
  const isLong = inside.some((corner) => Math.hypot(corner[0] - first[0], corner[1] - first[1]) > SAME_PLACE);
  return { kind: isLong ? 'overlap' : 'touch', place: first };
}

/** 1 or -1: on which side of the edge's line a corner lies; 0: on it. */
function side({ from, to }: Edge, corner: LonLat): number {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const away = (x * (corner[1] - from[1]) - y * (corner[0] - from[0])) / Math.hypot(x, y);
  return Math.abs(away) < SAME_PLACE ? 0 : Math.sign(away);
}

function isBeside({ west, east, south, north }: Edge, [x, y]: LonLat): boolean {
  return x >= west - SAME_PLACE && x <= east + SAME_PLACE && y >= south - SAME_PLACE && y <= north + SAME_PLACE;
}

function crossingOf(a: Edge, b: Edge): LonLat {
  const [ax, ay, bx, by] = [a.to[0] - a.from[0], a.to[1] - a.from[1], b.to[0] - b.from[0], b.to[1] - b.from[1]];
  const share = ((b.from[0] - a.from[0]) * by - (b.from[1] - a.from[1]) * bx) / (ax * by - ay * bx);
  return [a.from[0] + share * ax, a.from[1] + share * ay];
}
