/** Areas out of OpenStreetMap's pieces (https://wiki.openstreetmap.org/wiki/Relation:multipolygon). */
import type { Position } from '../engine.ts';

export type Ring = Position[];
/** An outer ring and those within it. */
type Shell = [Ring, ...Ring[]];

/**
 * Joins pieces end to end to closed rings, turning them where they must be. Pieces are lists of node ids; what does not
 * close — a lake at the edge of an extract — is left out.
 */
export function closeRings(pieces: number[][]): number[][] {
  return joinPieces(pieces).rings;
}

/** As {@link closeRings}; `isComplete` tells whether every piece became part of a ring. */
export function joinPieces(pieces: number[][]): { rings: number[][]; isComplete: boolean } {
  let isComplete = pieces.every((piece) => piece.length > 1);
  const open = new Set(pieces.filter((piece) => piece.length > 1));
  const byEnd = new Map<number, Set<number[]>>();
  const note = (node: number, piece: number[]): void => {
    const known = byEnd.get(node);
    if (known) known.add(piece);
    else byEnd.set(node, new Set([piece]));
  };
  for (const piece of open) {
    for (const end of [piece[0], piece.at(-1)]) if (end !== undefined) note(end, piece);
  }
  const rings: number[][] = [];
  for (const first of open) {
    open.delete(first);
    const ring = [...first];
    for (let end = ring.at(-1); end !== undefined && end !== ring[0]; end = ring.at(-1)) {
      const last = end;
      const next = [...(byEnd.get(last) ?? [])].find((piece) => open.has(piece));
      if (!next) break;
      open.delete(next);
      ring.push(...(next[0] === last ? next : [...next].reverse()).slice(1));
    }
    if (ring.length > 3 && ring[0] === ring.at(-1)) rings.push(ring);
    else isComplete = false;
  }
  return { rings, isComplete };
}

/** Puts each inner ring into the outer one that holds it: the coordinates of a GeoJSON MultiPolygon. */
export function nestRings(outers: Ring[], inners: Ring[]): Shell[] {
  const polygons = outers.map((outer): Shell => [outer]);
  for (const inner of inners) {
    const [place] = inner;
    const holder = polygons.find(([outer]) => place && contains(outer, place)) ?? polygons[0];
    holder?.push(inner);
  }
  return polygons;
}

/** Whether a point lies inside a ring (even-odd rule). */
export function contains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  let before = ring.at(-1);
  for (const corner of ring) {
    const [ax, ay] = corner;
    const [bx, by] = before ?? corner;
    before = corner;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** A point well inside a ring to write a name at: the middle of the widest stretch at half its height. */
export function labelPoint(ring: Ring): Position {
  let [bottom, top] = [Infinity, -Infinity];
  for (const [, y] of ring) {
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  const height = (bottom + top) / 2;
  const crossings: number[] = [];
  let [before] = ring;
  for (const corner of ring) {
    const [ax, ay] = before ?? corner;
    const [bx, by] = corner;
    before = corner;
    if (ay > height !== by > height) crossings.push(((bx - ax) * (height - ay)) / (by - ay) + ax);
  }
  crossings.sort((a, b) => a - b);
  const [west = 0] = ring[0] ?? [];
  let widest: [number, number] = [west, west];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [enters, leaves] = [crossings[index], crossings[index + 1]];
    if (enters === undefined || leaves === undefined) break;
    if (leaves - enters > widest[1] - widest[0]) widest = [enters, leaves];
  }
  return [(widest[0] + widest[1]) / 2, height];
}
