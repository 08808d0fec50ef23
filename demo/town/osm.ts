import { itemAt } from '../../domain/item-at.ts';
import type { OsmData, OsmMember, OsmNode, OsmRelation, OsmTags, OsmWay } from '../../roads/osm/types.ts';
import type { Building } from './buildings.ts';
import { RUNNING_ON } from './country.ts';
import type { TownUnit } from './groups.ts';
import type { Surface } from './landscape.ts';
import type { TownPoint } from './model.ts';
import { curveThrough, toLonLat, type Xy } from './plane.ts';
import type { StreetClass, StreetEdge, StreetNode } from './street-graph.ts';
import { otherEnd } from './streets.ts';
import type { StreetPlan } from './street-plan.ts';
import { STREAMS } from './terrain.ts';

/**
 * Limits a truck obeys, as the router reads them: a narrow street bears no truck above five tonnes, and no truck at all fits
 * into an alley (the smallest is 1.9 m wide).
 */
const CLASS_TAGS: Record<StreetClass, OsmTags> = {
  trunk: { highway: 'trunk', maxspeed: '60', lanes: '4' },
  primary: { highway: 'primary', maxspeed: '50', lanes: '2' },
  secondary: { highway: 'secondary', maxspeed: '50', lanes: '2' },
  tertiary: { highway: 'tertiary', maxspeed: '40' },
  unclassified: { highway: 'unclassified', maxspeed: '40' },
  residential: { highway: 'residential', maxspeed: '30' },
  narrow: { highway: 'residential', maxspeed: '20', maxweight: '5', maxwidth: '2.2' },
  alley: { highway: 'service', service: 'alley', maxwidth: '1.6' },
};

/** Collects elements and gives them their ids. */
class OsmWriter {
  readonly nodes: OsmNode[] = [];
  readonly ways: OsmWay[] = [];
  readonly relations: OsmRelation[] = [];
  private readonly nodeIds = new Map<StreetNode, number>();

  node(at: Xy, tags?: OsmTags): number {
    const [lon, lat] = toLonLat(at);
    const id = this.nodes.length + 1;
    this.nodes.push({ id, lon, lat, ...(tags && { tags }) });
    return id;
  }

  /** A street's node, the same one each time. */
  streetNode(node: StreetNode, tags?: OsmTags): number {
    const known = this.nodeIds.get(node);
    if (known !== undefined) return known;
    const id = this.node(node.at, tags);
    this.nodeIds.set(node, id);
    return id;
  }

  way(refs: number[], tags?: OsmTags): number {
    const id = this.ways.length + 1;
    this.ways.push({ id, refs, ...(tags && { tags }) });
    return id;
  }

  /** A closed way around a ring that does not repeat its first place. */
  ring(ring: readonly Xy[], tags?: OsmTags): number {
    const refs = ring.map((at) => this.node(at));
    return this.way([...refs, itemAt(refs, 0)], tags);
  }

  surface({ outer, holes, tags }: Surface): void {
    if (holes.length === 0) {
      this.ring(outer, tags);
      return;
    }
    const members: OsmMember[] = [
      { type: 'way', ref: this.ring(outer), role: 'outer' },
      ...holes.map((hole): OsmMember => ({ type: 'way', ref: this.ring(hole), role: 'inner' })),
    ];
    this.relations.push({ id: this.relations.length + 1, members, tags: { type: 'multipolygon', ...tags } });
  }
}

/** The town as OpenStreetMap data: streets, railway, water, surfaces, buildings and names. */
export function toOsm(
  streets: StreetPlan,
  surfaces: readonly Surface[],
  buildings: readonly Building[],
  units: readonly TownUnit[],
  points: readonly TownPoint[],
): OsmData {
  const osm = new OsmWriter();
  for (const node of streets.levelCrossings) osm.streetNode(node, { railway: 'level_crossing' });
  addStreets(osm, streets);
  osm.way(
    streets.railway.map((place) => ('edges' in place ? osm.streetNode(place) : osm.node(place))),
    { railway: 'rail', name: 'Đường sắt Bắc – Nam', gauge: '1000' },
  );
  for (const { name, kind, controls } of STREAMS) {
    osm.way(
      curveThrough(controls, 60).map((at) => osm.node(at)),
      { waterway: kind, name },
    );
  }
  addRunningOn(osm);
  for (const surface of surfaces) osm.surface(surface);
  for (const { ring, kind } of buildings) osm.ring(ring, { building: kind === 'industrial' ? 'industrial' : 'house' });
  addNames(osm, units, points);
  return { nodes: osm.nodes, ways: osm.ways, relations: osm.relations };
}

/** Roads, railway and streams beyond the town: each begins in the node that is the end of the town's own. */
function addRunningOn(osm: OsmWriter): void {
  for (const { name, controls } of RUNNING_ON) {
    const curve = curveThrough(controls, 200);
    const [lon, lat] = toLonLat(itemAt(curve, 0));
    const ends = osm.ways.flatMap(({ tags, refs }) =>
      tags?.name === name
        ? [itemAt(refs, 0), itemAt(refs, refs.length - 1)].map((ref) => {
            const node = itemAt(osm.nodes, ref - 1);
            return { ref, tags, away: Math.hypot(node.lon - lon, node.lat - lat) };
          })
        : [],
    );
    const end = ends.reduce((a, b) => (b.away < a.away ? b : a));
    osm.way([end.ref, ...curve.slice(1).map((place) => osm.node(place))], end.tags);
  }
}

function addStreets(osm: OsmWriter, streets: StreetPlan): void {
  const pieces = new Map<string, { tags: OsmTags; edges: Set<StreetEdge> }>();
  for (const edge of streets.graph.edges.values()) {
    const tags = tagsOf(streets, edge);
    const key = `${edge.street} ${JSON.stringify(tags)}`;
    const piece = pieces.get(key);
    if (piece) piece.edges.add(edge);
    else pieces.set(key, { tags, edges: new Set([edge]) });
  }
  for (const { tags, edges } of pieces.values()) {
    for (const line of linesOf(edges, streets.oneWay)) {
      osm.way(
        line.map((node) => osm.streetNode(node)),
        tags,
      );
    }
  }
}

function tagsOf({ mainRoads, names, oneWay, bridges }: StreetPlan, edge: StreetEdge): OsmTags {
  const name = names.get(edge.street);
  const ref = mainRoads.get(edge.street)?.ref;
  return {
    ...CLASS_TAGS[edge.streetClass],
    ...(name !== undefined && { name }),
    ...(ref !== undefined && { ref }),
    ...(oneWay.has(edge.id) && { oneway: 'yes' }),
    ...(bridges.has(edge.id) && { bridge: 'yes', layer: '1' }),
  };
}

/** Joins edges to lines as long as they can be; one-way edges in the direction of traffic. */
function linesOf(edges: ReadonlySet<StreetEdge>, oneWay: ReadonlyMap<number, StreetNode>): StreetNode[][] {
  const left = new Set(edges);
  const lines: StreetNode[][] = [];
  const mayStart = (edge: StreetEdge, from: StreetNode): boolean => (oneWay.get(edge.id) ?? from) === from;
  const degree = (node: StreetNode): number => node.edges.filter((edge) => edges.has(edge)).length;
  const walk = (first: StreetEdge, from: StreetNode): void => {
    const line = [from];
    let at = from;
    for (let edge: StreetEdge | undefined = first; edge; ) {
      left.delete(edge);
      const node: StreetNode = otherEnd(edge, at);
      line.push(node);
      at = node;
      edge = degree(node) === 2 ? node.edges.find((one) => left.has(one) && mayStart(one, node)) : undefined;
    }
    lines.push(line);
  };
  for (const edge of edges) {
    for (const end of [edge.a, edge.b]) {
      if (left.has(edge) && mayStart(edge, end) && degree(end) !== 2) walk(edge, end);
    }
  }
  for (const edge of edges) {
    if (left.has(edge)) walk(edge, oneWay.get(edge.id) ?? edge.a);
  }
  return lines;
}

function addNames(osm: OsmWriter, units: readonly TownUnit[], points: readonly TownPoint[]): void {
  osm.node([3420, 5330], { place: 'town', name: 'Bỉm Sơn', population: '69826' });
  osm.node([3650, 5390], { amenity: 'townhall', name: 'UBND thị xã Bỉm Sơn' });
  osm.node([2645, 3980], { railway: 'station', name: 'Ga Bỉm Sơn' });
  for (const unit of units) {
    // The units' own names stand on their boundaries' layer; here only what lies within them.
    const place = unit.setting === 'rural' ? 'hamlet' : 'neighbourhood';
    for (const group of unit.residentialGroups) {
      osm.node(group.centre, { place, name: group.name });
    }
  }
  const amenities: Partial<Record<TownPoint['kind'], string>> = {
    market: 'marketplace',
    school: 'school',
    clinic: 'clinic',
  };
  for (const point of points) {
    const amenity = amenities[point.kind];
    const [name = ''] = point.name.split(',');
    if (amenity) osm.node(point.at, { amenity, name });
  }
}
