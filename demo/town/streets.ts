/**
 * Grows the town's streets between its main roads: every street goes on straight, bends a little with the grain of its
 * neighbourhood, sends out side streets at a spacing that follows the density, and ends where it meets another street,
 * water, the railway, a slope, or where nobody lives any more. (After Parish and Müller, Procedural Modeling of Cities, 2001.)
 */
import { MAIN_ROADS, type MainRoad } from './main-roads.ts';
import { ahead, between, crossing, curveThrough, distance, heading, nearestOnSegment, turn, type Xy } from './plane.ts';
import type { Random } from '../random.ts';
import { type StreetEdge, StreetGraph, type StreetNode } from './street-graph.ts';
import type { Terrain } from './terrain.ts';

/** A street's growing end. */
interface Bud {
  from: StreetNode;
  angle: number;
  street: number;
  kind: 'residential' | 'narrow' | 'alley';
  /** Metres grown so far, and metres since the last side street on the left and on the right. */
  grown: number;
  sinceSide: [number, number];
  mostMetres: number;
}

interface Growth {
  graph: StreetGraph;
  terrain: Terrain;
  random: Random;
  barriers: readonly (readonly Xy[])[];
  nextStreet: number;
}

export interface Streets {
  graph: StreetGraph;
  /** The hand-drawn road behind a street number. */
  mainRoads: Map<number, MainRoad>;
}

/** Density below which streets stop. */
const INHABITED = 0.24;
const STEP_METRES = { residential: 46, narrow: 40, alley: 24 } as const;
/** Room kept to streets a growing one does not meet. */
const CLEARANCE_METRES = { residential: 56, narrow: 34, alley: 19 } as const;

/** @param barriers lines no grown street crosses: railway and streams; main roads have bridges and level crossings */
export function growStreets(random: Random, terrain: Terrain, barriers: readonly (readonly Xy[])[]): Streets {
  const graph = new StreetGraph();
  const mainRoads = new Map<number, MainRoad>();
  MAIN_ROADS.forEach((road, index) => {
    graph.lay(curveThrough(road.controls, 42), road.roadClass, index + 1, 45);
    mainRoads.set(index + 1, road);
  });
  const growth: Growth = { graph, terrain, random, barriers, nextStreet: MAIN_ROADS.length + 1 };
  const buds = sideBuds(growth, 'residential', [...graph.edges.values()], (density) => 210 - 100 * density);
  grow(growth, buds);
  const residential = [...graph.edges.values()].filter((edge) => edge.streetClass === 'residential');
  grow(
    growth,
    sideBuds(growth, 'narrow', residential, () => 330),
  );
  const open = [...graph.edges.values()].filter((edge) => edge.streetClass !== 'trunk');
  grow(
    growth,
    sideBuds(growth, 'alley', open, (density) => 330 - 170 * density),
  );
  return { graph, mainRoads };
}

/** Starts side streets along edges, about every `spacing` metres on each side. */
function sideBuds(
  { terrain, random, ...growth }: Growth,
  kind: Bud['kind'],
  edges: StreetEdge[],
  spacing: (density: number) => number,
): Bud[] {
  const buds: Bud[] = [];
  const due = new Map<string, number>();
  for (const edge of edges) {
    const middle = between(edge.a.at, edge.b.at, 0.5);
    const density = terrain.density(middle);
    if (density < INHABITED) continue;
    for (const side of [1, -1]) {
      const key = `${edge.street}/${side}`;
      const waited = (due.get(key) ?? random.between(0, 90)) + distance(edge.a.at, edge.b.at);
      if (waited < spacing(density) * random.between(0.8, 1.25)) {
        due.set(key, waited);
        continue;
      }
      due.set(key, 0);
      const angle = heading(edge.a.at, edge.b.at) + (side * Math.PI) / 2;
      const from =
        kind === 'residential' ? edge.b : growth.graph.edges.has(edge.id) ? growth.graph.split(edge, middle) : null;
      if (from) buds.push(newBud(growth, kind, from, angle, random));
    }
  }
  return buds;
}

function newBud(
  growth: { nextStreet: number },
  kind: Bud['kind'],
  from: StreetNode,
  angle: number,
  random: Random,
): Bud {
  const mostMetres = { residential: 1400, narrow: 260, alley: 130 }[kind] * random.between(0.45, 1);
  return {
    from,
    angle,
    street: growth.nextStreet++,
    kind,
    grown: 0,
    sinceSide: [random.between(0, 60), random.between(0, 60)],
    mostMetres,
  };
}

function grow(growth: Growth, buds: Bud[]): void {
  // First come, first grown: streets of one age spread evenly over the town.
  for (const bud of buds) {
    const reached = growOnce(growth, bud);
    if (!reached) continue;
    buds.push(reached);
    if (bud.kind === 'residential') buds.push(...sideStreets(growth, reached));
  }
}

/** Side streets of a residential street that just grew, once it has gone far enough since the last. */
function sideStreets(growth: Growth, bud: Bud): Bud[] {
  const { terrain, random } = growth;
  const density = terrain.density(bud.from.at);
  const sides = [
    [0, 1],
    [1, -1],
  ] as const;
  return sides.flatMap(([index, side]) => {
    if (bud.sinceSide[index] < (230 - 115 * density) * random.between(0.8, 1.3)) return [];
    bud.sinceSide[index] = 0;
    return random.chance(0.86)
      ? [newBud(growth, 'residential', bud.from, bud.angle + (side * Math.PI) / 2, random)]
      : [];
  });
}

/** Grows a street by one step; gives its new end, or `null` where it ended. */
function growOnce(growth: Growth, bud: Bud): Bud | null {
  const { graph, terrain, random } = growth;
  if (bud.grown >= bud.mostMetres) return null;
  const step = STEP_METRES[bud.kind] * random.between(0.85, 1.15);
  const angle = bendWithGrain(bud, terrain, random);
  if (bud.from.edges.some((edge) => turn(heading(bud.from.at, otherEnd(edge, bud.from).at), angle) < 0.7)) return null;
  const end = ahead(bud.from.at, angle, step);
  const density = terrain.density(end);
  if (density < INHABITED && !(density > INHABITED * 0.55 && random.chance(0.6))) return null;
  if (!terrain.isBuildable(end) || !terrain.isBuildable(between(bud.from.at, end, 0.5))) return null;
  if (growth.barriers.some((line) => crosses(bud.from.at, end, line))) return null;

  const met = meet(graph, bud, end);
  if (met === 'too-close') return null;
  if (met) {
    if (met !== bud.from && mayJoin(bud.from, met)) graph.addEdge(bud.from, met, bud.kind, bud.street);
    return null;
  }
  const node = graph.addNode(end);
  graph.addEdge(bud.from, node, bud.kind, bud.street);
  const [left, right] = bud.sinceSide;
  return { ...bud, from: node, angle, grown: bud.grown + step, sinceSide: [left + step, right + step] };
}

function bendWithGrain(bud: Bud, terrain: Terrain, random: Random): number {
  if (bud.grown === 0) return bud.angle;
  const grain = terrain.grain(bud.from.at);
  const quarter = Math.PI / 2;
  const wanted = grain + Math.round((bud.angle - grain) / quarter) * quarter;
  return bud.angle + (wanted - bud.angle) * 0.22 + random.normal() * 0.035;
}

/** The node a growing street runs into, `too-close` where it would run beside another one, `null` where the way is free. */
function meet(graph: StreetGraph, bud: Bud, end: Xy): StreetNode | 'too-close' | null {
  const clearance = CLEARANCE_METRES[bud.kind];
  const reach = ahead(end, heading(bud.from.at, end), clearance * 0.9);
  const near = graph
    .edgesNear(bud.from.at, reach, clearance)
    .filter((edge) => edge.a !== bud.from && edge.b !== bud.from);
  let first: { edge: StreetEdge; at: Xy; share: number } | null = null;
  for (const edge of near) {
    const found = crossing(bud.from.at, reach, edge.a.at, edge.b.at);
    if (found && found.shareAb < (first?.share ?? 2)) first = { edge, at: found.at, share: found.shareAb };
  }
  if (first) {
    const angle = turn(heading(bud.from.at, reach), heading(first.edge.a.at, first.edge.b.at));
    if (Math.abs(Math.sin(angle)) < 0.5) return 'too-close';
    const { a, b } = first.edge;
    const nearer = distance(a.at, end) <= distance(b.at, end) ? a : b;
    if (distance(nearer.at, first.at) < clearance * 0.55) return nearer;
    return graph.split(first.edge, first.at);
  }
  for (const edge of near) {
    if (nearestOnSegment(end, edge.a.at, edge.b.at).metres < clearance) return 'too-close';
  }
  return null;
}

/** Whether a street from `from` may end in `to` without an acute corner or a second way between the two. */
function mayJoin(from: StreetNode, to: StreetNode): boolean {
  if (distance(from.at, to.at) < 8) return false;
  return to.edges.every((edge) => {
    const other = otherEnd(edge, to);
    return other !== from && turn(heading(to.at, other.at), heading(to.at, from.at)) > 0.6;
  });
}

function crosses(a: Xy, b: Xy, line: readonly Xy[]): boolean {
  let from: Xy | undefined;
  for (const to of line) {
    if (from && crossing(a, b, from, to)) return true;
    from = to;
  }
  return false;
}

export function otherEnd(edge: StreetEdge, node: StreetNode): StreetNode {
  return edge.a === node ? edge.b : edge.a;
}
