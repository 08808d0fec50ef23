import { itemAt } from '../../domain/item-at.ts';
import { Occupancy } from './occupancy.ts';
import { ahead, between, distance, heading, isInside, type Xy } from './plane.ts';
import type { Random } from '../random.ts';
import type { StreetClass, StreetEdge } from './street-graph.ts';
import { GROUNDS, PONDS, type Terrain } from './terrain.ts';

export interface Building {
  /** Four corners, counter-clockwise, not closed. */
  ring: Xy[];
  centre: Xy;
  kind: 'house' | 'industrial';
  /** How many people it stands for, in proportion to the others; 0 where nobody lives. */
  weight: number;
}

const HALF_WIDTH_METRES: Record<StreetClass, number> = {
  trunk: 13,
  primary: 11,
  secondary: 10,
  tertiary: 8,
  unclassified: 6,
  residential: 6,
  narrow: 4,
  alley: 3,
};

/**
 * Rows of tube houses along the streets, closer and deeper where the town is denser, scattered along country roads, and
 * halls on the industrial grounds. No building stands on a street, on water or on another building.
 */
export function buildHouses(
  random: Random,
  edges: Iterable<StreetEdge>,
  terrain: Terrain,
  lines: readonly { line: readonly Xy[]; halfWidth: number }[],
): Building[] {
  const occupancy = new Occupancy();
  const streets = [...edges];
  for (const edge of streets) occupancy.takeStrip(edge.a.at, edge.b.at, HALF_WIDTH_METRES[edge.streetClass]);
  for (const { line, halfWidth } of lines) {
    let from: Xy | undefined;
    for (const to of line) {
      if (from) occupancy.takeStrip(from, to, halfWidth);
      from = to;
    }
  }
  const buildings: Building[] = [];
  for (const ground of [GROUNDS.industrialNorth, GROUNDS.industrialEast, GROUNDS.treatment]) {
    buildings.push(...halls(random, ground.ring, occupancy));
  }
  for (const ground of Object.values(GROUNDS)) occupancy.takeRing(ground.ring);
  for (const { centre, radius } of PONDS) occupancy.takeRing(ellipse(centre, radius, 24));
  for (const edge of streets) buildings.push(...alongStreet(random, edge, terrain, occupancy));
  return buildings;
}

/** A closed curve around a centre as a ring of `corners`, counter-clockwise, not closed. */
export function ellipse(centre: Xy, radius: Xy, corners: number): Xy[] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI;
    return [centre[0] + Math.cos(angle) * radius[0], centre[1] + Math.sin(angle) * radius[1]];
  });
}

function alongStreet(random: Random, edge: StreetEdge, terrain: Terrain, occupancy: Occupancy): Building[] {
  const built: Building[] = [];
  const length = distance(edge.a.at, edge.b.at);
  const along = heading(edge.a.at, edge.b.at);
  const isCountryRoad = edge.streetClass !== 'alley' && edge.streetClass !== 'narrow';
  for (const side of [1, -1]) {
    let at = random.between(2, 9);
    while (at < length - 8) {
      const density = terrain.density(between(edge.a.at, edge.b.at, at / length));
      const frontage = random.between(9, 16 + 22 * density);
      const depth = random.between(9, 13 + 8 * density);
      const isBuilt = density > 0.24 ? random.chance(0.42 + 0.5 * density) : isCountryRoad && random.chance(0.1);
      if (isBuilt) {
        const front = HALF_WIDTH_METRES[edge.streetClass] + random.between(2.5, 5);
        const corner = ahead(ahead(edge.a.at, along, at), along + (side * Math.PI) / 2, front);
        const ring = rectangle(corner, along, frontage, depth * side);
        const centre = between(ring[0], ring[2], 0.5);
        if (occupancy.isFree(ring) && terrain.hill(centre) < 0.45) {
          occupancy.takeRing(ring);
          built.push({ ring, centre, kind: 'house', weight: frontage * depth * (0.35 + density) });
        }
      }
      at += frontage + random.between(2, 4 + 16 * (1 - density));
    }
  }
  return built;
}

function halls(random: Random, ring: readonly Xy[], occupancy: Occupancy): Building[] {
  const built: Building[] = [];
  const angle = heading(itemAt(ring, 0), itemAt(ring, 1));
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  for (let y = Math.min(...ys) + 30; y < Math.max(...ys); y += 95) {
    for (let x = Math.min(...xs) + 30; x < Math.max(...xs); x += 120) {
      const hall = rectangle([x, y], angle, random.between(50, 95), random.between(28, 60));
      if (!hall.every((corner) => isInside(corner, ring)) || !occupancy.isFree(hall) || random.chance(0.2)) continue;
      occupancy.takeRing(hall);
      built.push({ ring: hall, centre: between(hall[0], hall[2], 0.5), kind: 'industrial', weight: 0 });
    }
  }
  return built;
}

/** @param depth to the left of `angle`; negative = to the right */
function rectangle(corner: Xy, angle: number, frontage: number, depth: number): [Xy, Xy, Xy, Xy] {
  const far = ahead(corner, angle, frontage);
  const up = angle + Math.PI / 2;
  const [farBack, back] = [ahead(far, up, depth), ahead(corner, up, depth)];
  return depth < 0 ? [back, farBack, far, corner] : [corner, far, farBack, back];
}
