/** What the grown streets become: names, one-way streets, bridges and level crossings. */
import { itemAt } from '../../domain/item-at.ts';
import type { MainRoad } from './main-roads.ts';
import { between, crossing, distance, type Xy } from './plane.ts';
import type { Random } from '../random.ts';
import type { StreetEdge, StreetGraph, StreetNode } from './street-graph.ts';
import { otherEnd, type Streets } from './streets.ts';
import type { Terrain } from './terrain.ts';

export interface StreetPlan {
  graph: StreetGraph;
  mainRoads: Map<number, MainRoad>;
  /** Name of each street that has one, by street number. */
  names: Map<number, string>;
  /** One-way edges, each with the node traffic comes from. */
  oneWay: Map<number, StreetNode>;
  /** Edges over water. */
  bridges: Set<number>;
  /** The railway's course, with the street nodes it shares where a road crosses it. */
  railway: (StreetNode | Xy)[];
  levelCrossings: Set<StreetNode>;
}

/** Streets an eight-tonne truck may use. */
export function isOpenToTrucks(edge: StreetEdge): boolean {
  return edge.streetClass !== 'narrow' && edge.streetClass !== 'alley';
}

export function planStreets(
  random: Random,
  { graph, mainRoads }: Streets,
  terrain: Terrain,
  streamLines: readonly (readonly Xy[])[],
  railwayLine: readonly Xy[],
): StreetPlan {
  const { railway, levelCrossings } = crossRailway(graph, railwayLine);
  const bridges = new Set<number>();
  for (const edge of graph.edges.values()) {
    if (streamLines.some((line) => crossesLine(edge, line))) bridges.add(edge.id);
  }
  return {
    graph,
    mainRoads,
    names: nameStreets(graph, mainRoads),
    oneWay: chooseOneWay(random, graph, terrain),
    bridges,
    railway,
    levelCrossings,
  };
}

/** Puts a shared node wherever a road and the railway cross. */
function crossRailway(
  graph: StreetGraph,
  line: readonly Xy[],
): { railway: (StreetNode | Xy)[]; levelCrossings: Set<StreetNode> } {
  const start = itemAt(line, 0);
  const railway: (StreetNode | Xy)[] = [start];
  const levelCrossings = new Set<StreetNode>();
  let before = start;
  for (const to of line.slice(1)) {
    const from = before;
    before = to;
    graph
      .edgesNear(from, to, 0)
      .flatMap((edge) => {
        const found = crossing(from, to, edge.a.at, edge.b.at);
        return found ? [{ edge, ...found }] : [];
      })
      .sort((a, b) => a.shareAb - b.shareAb)
      .forEach(({ edge, at }) => {
        const node = graph.split(edge, at);
        levelCrossings.add(node);
        railway.push(node);
      });
    railway.push(to);
  }
  return { railway, levelCrossings };
}

function crossesLine(edge: StreetEdge, line: readonly Xy[]): boolean {
  let from: Xy | undefined;
  for (const to of line) {
    if (from && crossing(edge.a.at, edge.b.at, from, to)) return true;
    from = to;
  }
  return false;
}

/** Long streets are numbered; short ones are lanes (ngõ) of the street they leave, numbered along it as they come. */
function nameStreets(graph: StreetGraph, mainRoads: Map<number, MainRoad>): Map<number, string> {
  const names = new Map([...mainRoads].map(([street, road]) => [street, road.name]));
  const streets = byStreet(graph);
  let lastNumber = mainRoads.size;
  const lanes = new Map<number, number>();
  for (const street of [...streets.keys()].sort((a, b) => a - b)) {
    const edges = streets.get(street) ?? [];
    if (names.has(street)) continue;
    if (edges[0]?.streetClass === 'residential' && lengthOf(edges) > 320) {
      lastNumber += 1;
      names.set(street, `Đường số ${lastNumber}`);
      continue;
    }
    const parent = parentOf(street, edges);
    const parentName = parent === null ? undefined : names.get(parent);
    if (parent === null || parentName === undefined || parentName.startsWith('Ngõ')) continue;
    const number = (lanes.get(parent) ?? 0) + 1;
    lanes.set(parent, number);
    names.set(street, `Ngõ ${number} ${parentName}`);
  }
  return names;
}

function byStreet(graph: StreetGraph): Map<number, StreetEdge[]> {
  const streets = new Map<number, StreetEdge[]>();
  for (const edge of graph.edges.values()) {
    const known = streets.get(edge.street);
    if (known) known.push(edge);
    else streets.set(edge.street, [edge]);
  }
  return streets;
}

function lengthOf(edges: readonly StreetEdge[]): number {
  return edges.reduce((sum, edge) => sum + distance(edge.a.at, edge.b.at), 0);
}

/** The oldest street that meets this one. */
function parentOf(street: number, edges: readonly StreetEdge[]): number | null {
  const met = edges.flatMap((edge) => [...edge.a.edges, ...edge.b.edges]).map((edge) => edge.street);
  const older = met.filter((other) => other < street);
  return older.length > 0 ? Math.min(...older) : null;
}

const MOST_ONE_WAY_STREETS = 16;

/** Some through streets of the dense town, chosen so that trucks still get from everywhere to everywhere. */
function chooseOneWay(random: Random, graph: StreetGraph, terrain: Terrain): Map<number, StreetNode> {
  const oneWay = new Map<number, StreetNode>();
  const candidates = [...byStreet(graph).values()]
    .filter((edges) => edges[0]?.streetClass === 'residential')
    .filter((edges) => lengthOf(edges) > 260 && lengthOf(edges) < 900)
    .filter((edges) => edges.every((edge) => terrain.density(between(edge.a.at, edge.b.at, 0.5)) > 0.42))
    .map((edges) => pathOf(edges))
    .filter((path) => path.length > 2 && isMet(path.at(0)) && isMet(path.at(-1)));
  let chosen = 0;
  while (candidates.length > 0 && chosen < MOST_ONE_WAY_STREETS) {
    const [path = []] = candidates.splice(random.whole(0, candidates.length - 1), 1);
    if (random.chance(0.5)) path.reverse();
    const trial = new Map(oneWay);
    let before: StreetNode | undefined;
    for (const to of path) {
      const from = before;
      before = to;
      if (!from) continue;
      const edge = from.edges.find((one) => otherEnd(one, from) === to);
      if (edge) trial.set(edge.id, from);
    }
    if (!staysConnected(graph, trial)) continue;
    for (const [edge, from] of trial) oneWay.set(edge, from);
    chosen += 1;
  }
  return oneWay;
}

/** Whether a street that ends in this node goes on in another. */
const isMet = (end: StreetNode | undefined): boolean => end !== undefined && end.edges.length > 1;

/** The nodes of a street from end to end; empty when its edges form no single line. */
function pathOf(edges: readonly StreetEdge[]): StreetNode[] {
  const within = new Set(edges);
  const ends = [...new Set(edges.flatMap((edge) => [edge.a, edge.b]))].filter(
    (node) => node.edges.filter((edge) => within.has(edge)).length === 1,
  );
  const [start, end, ...others] = ends;
  if (!start || !end || others.length > 0) return [];
  const path = [start];
  let at = start;
  let last: StreetEdge | undefined;
  while (at !== end) {
    const next = at.edges.find((edge) => within.has(edge) && edge !== last);
    if (!next) return [];
    at = otherEnd(next, at);
    path.push(at);
    last = next;
  }
  return path.length === edges.length + 1 ? path : [];
}

/** Whether trucks that can reach a node from the first one can also come back from it. */
function staysConnected(graph: StreetGraph, oneWay: ReadonlyMap<number, StreetNode>): boolean {
  const start = [...graph.edges.values()].find(isOpenToTrucks)?.a;
  if (!start) return false;
  const out = reach(start, (edge, from) => (oneWay.get(edge.id) ?? from) === from);
  const back = reach(start, (edge, from) => (oneWay.get(edge.id) ?? otherEnd(edge, from)) !== from);
  return out.size === back.size && [...out].every((node) => back.has(node));
}

function reach(start: StreetNode, mayTake: (edge: StreetEdge, from: StreetNode) => boolean): Set<StreetNode> {
  const reached = new Set([start]);
  for (const node of reached) {
    for (const edge of node.edges) {
      if (isOpenToTrucks(edge) && mayTake(edge, node)) reached.add(otherEnd(edge, node));
    }
  }
  return reached;
}
