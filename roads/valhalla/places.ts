/**
 * Puts the places of a matrix or a route on roads the vehicle fits. Valhalla itself checks a truck's height, width and
 * weight only where it turns *into* a road: it would let a truck begin on a road it does not fit — also at a corner,
 * where every road that meets there is a beginning. So unfitting roads are taken away from a place beforehand.
 */
import type { Position, Profile, Street } from '../engine.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { LocateAnswer, LocatedEdge } from './questions.ts';
import { fits, readStreet } from './questions.ts';

/** How far a place may lie from its road; places are snapped long before, closer than this. */
const SEARCH_METRES = 100;

/** Nearer than this to a corner a place is on all its roads (Valhalla's own figure). */
const CORNER_METRES = 5;

/** How far a place at a corner is moved into a road that fits: more than what makes it a corner again. */
const STEP_METRES = 8;

/** A place in Valhalla's words. */
export interface Place {
  lon: number;
  lat: number;
  radius: number;
  search_cutoff: number;
  minimum_reachability: number;
  node_snap_tolerance: number;
  /** Degrees clockwise from north; only roads that lead there. */
  heading?: number;
}

/** A place on its road. */
export interface Placed {
  readonly place: Place;
  readonly street: Street | null;
}

/** The place in one direction of its street alone, also near a corner. */
export function heading(place: Place, degrees: number): Place {
  return { ...place, node_snap_tolerance: 0, heading: degrees };
}

/** The nearest road the kind of vehicle may use, even if it leads nowhere or does not fit. */
export function placeAt([lon, lat]: Position): Place {
  return {
    lon,
    lat,
    radius: 0,
    search_cutoff: SEARCH_METRES,
    minimum_reachability: 0,
    node_snap_tolerance: CORNER_METRES,
  };
}

/** The place on its road, moved if it must; `null` if there is none within 100 m, or the vehicle does not fit it. */
export function placeOnRoad(position: Position, answer: LocateAnswer, profile: Profile): Placed | null {
  const edges = answer.edges ?? [];
  const fitting = edges.filter((edge) => fits(edge, profile));
  const [first] = fitting;
  if (!first) return null;
  const place = placeAt(position);
  const street = readStreet(answer, profile);
  if (fitting.length === edges.length) return { place, street };
  const [lon, lat] = stepInto(first);
  return { place: { ...place, lon, lat, node_snap_tolerance: 0 }, street };
}

/** A point a little way into the edge from where the place met it. */
function stepInto(edge: LocatedEdge): Position {
  const line = decodePolyline(edge.edge_info.shape);
  if (!edge.edge.forward) line.reverse();
  if (edge.percent_along > 0.5) line.reverse();
  const sides = line.slice(1).map((to, index) => {
    const from = line[index] ?? to;
    return { from, to, length: straightMetres(from, to) };
  });
  const total = sides.reduce((sum, { length }) => sum + length, 0);
  let remaining = Math.min(STEP_METRES, total / 2);
  for (const { from, to, length } of sides) {
    if (remaining <= length && length > 0) {
      const share = remaining / length;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    remaining -= length;
  }
  return itemAt(line, 0);
}

/** Google's polyline encoding with six decimals (https://valhalla.github.io/valhalla/decoding/). */
function decodePolyline(encoded: string): Position[] {
  const line: Position[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = encoded.charCodeAt(at++) - 63;
      value |= (byte & 0x1f) << shift;
      shift += 5;
    } while (byte >= 0x20);
    return value & 1 ? ~(value >> 1) : value >> 1;
  };
  let [lon, lat] = [0, 0];
  while (at < encoded.length) {
    lat += next();
    lon += next();
    line.push([lon / 1e6, lat / 1e6]);
  }
  return line;
}
