import { itemAt } from '../../domain/item-at.ts';
import { crossing, distance, nearestOnSegment, type Xy } from './plane.ts';

export type StreetClass =
  | 'trunk'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'unclassified'
  | 'residential'
  /** A street whose sign keeps trucks above five tonnes out. */
  | 'narrow'
  /** Wide enough for handcarts and motorbikes only. */
  | 'alley';

export interface StreetNode {
  at: Xy;
  edges: StreetEdge[];
}

/** A straight piece of street between two nodes. */
export interface StreetEdge {
  id: number;
  a: StreetNode;
  b: StreetNode;
  streetClass: StreetClass;
  /** Pieces of one street share it. */
  street: number;
}

const CELL_METRES = 120;

/** The street network while it grows: straight pieces that meet only in nodes, found by place. */
export class StreetGraph {
  readonly nodes = new Set<StreetNode>();
  readonly edges = new Map<number, StreetEdge>();
  private readonly edgeCells = new Map<number, Set<StreetEdge>>();
  private nextId = 1;

  addNode(at: Xy): StreetNode {
    const node: StreetNode = { at, edges: [] };
    this.nodes.add(node);
    return node;
  }

  addEdge(a: StreetNode, b: StreetNode, streetClass: StreetClass, street: number): StreetEdge {
    const edge: StreetEdge = { id: this.nextId++, a, b, streetClass, street };
    this.edges.set(edge.id, edge);
    a.edges.push(edge);
    b.edges.push(edge);
    for (const cell of cellsOf(a.at, b.at, 0)) {
      const there = this.edgeCells.get(cell);
      if (there) there.add(edge);
      else this.edgeCells.set(cell, new Set([edge]));
    }
    return edge;
  }

  removeEdge(edge: StreetEdge): void {
    this.edges.delete(edge.id);
    for (const end of [edge.a, edge.b]) end.edges.splice(end.edges.indexOf(edge), 1);
    for (const cell of cellsOf(edge.a.at, edge.b.at, 0)) this.edgeCells.get(cell)?.delete(edge);
  }

  removeNode(node: StreetNode): void {
    this.nodes.delete(node);
  }

  /** Puts a node into an edge; an end that lies within a metre serves as it is. */
  split(edge: StreetEdge, at: Xy): StreetNode {
    if (distance(at, edge.a.at) < 1) return edge.a;
    if (distance(at, edge.b.at) < 1) return edge.b;
    this.removeEdge(edge);
    const node = this.addNode(at);
    this.addEdge(edge.a, node, edge.streetClass, edge.street);
    this.addEdge(node, edge.b, edge.streetClass, edge.street);
    return node;
  }

  /** Edges that may come within `metres` of the segment `a`–`b`, in the order they were made. */
  edgesNear(a: Xy, b: Xy, metres: number): StreetEdge[] {
    const found = new Set<StreetEdge>();
    for (const cell of cellsOf(a, b, metres)) {
      for (const edge of this.edgeCells.get(cell) ?? []) found.add(edge);
    }
    return [...found].sort((one, other) => one.id - other.id);
  }

  /** The edge nearest to `at` within `metres` that `accepts` takes, and the place on it. */
  nearestEdge(
    at: Xy,
    metres: number,
    accepts: (edge: StreetEdge) => boolean = () => true,
  ): { edge: StreetEdge; at: Xy; metres: number } | null {
    let best: { edge: StreetEdge; at: Xy; metres: number } | null = null;
    for (const edge of this.edgesNear(at, at, metres)) {
      if (!accepts(edge)) continue;
      const near = nearestOnSegment(at, edge.a.at, edge.b.at);
      if (near.metres <= metres && near.metres < (best?.metres ?? Number.POSITIVE_INFINITY)) {
        best = { edge, at: near.at, metres: near.metres };
      }
    }
    return best;
  }

  /** Lays a line: crossings with what is there become nodes, and ends near a street are joined to it. */
  lay(line: readonly Xy[], streetClass: StreetClass, street: number, joinMetres: number): void {
    const start = itemAt(line, 0);
    let node = this.join(start, joinMetres) ?? this.addNode(start);
    const others = line.slice(1);
    for (const [i, at] of others.entries()) {
      const isLast = i === others.length - 1;
      const target = (isLast ? this.join(at, joinMetres) : null) ?? this.addNode(at);
      node = this.connect(node, target, streetClass, street);
    }
  }

  private join(at: Xy, metres: number): StreetNode | null {
    const near = this.nearestEdge(at, metres);
    return near ? this.split(near.edge, near.at) : null;
  }

  /** Joins two nodes by a straight line, through a node at each crossing. */
  private connect(from: StreetNode, to: StreetNode, streetClass: StreetClass, street: number): StreetNode {
    if (from === to) return to;
    const crossings = this.edgesNear(from.at, to.at, 0)
      .filter((edge) => ![edge.a, edge.b].some((end) => end === from || end === to))
      .flatMap((edge) => {
        const found = crossing(from.at, to.at, edge.a.at, edge.b.at);
        return found ? [{ edge, ...found }] : [];
      })
      .sort((one, other) => one.shareAb - other.shareAb);
    let at = from;
    for (const { edge, at: place } of crossings) {
      // An earlier crossing of this very line may have split the edge; then its nearer half is meant.
      const live = this.edges.has(edge.id) ? edge : this.nearestEdge(place, 2)?.edge;
      const node = live ? this.split(live, place) : null;
      if (node && node !== at) {
        this.addEdge(at, node, streetClass, street);
        at = node;
      }
    }
    if (at !== to) this.addEdge(at, to, streetClass, street);
    return to;
  }
}

function* cellsOf(a: Xy, b: Xy, margin: number): Generator<number> {
  const west = Math.floor((Math.min(a[0], b[0]) - margin) / CELL_METRES);
  const east = Math.floor((Math.max(a[0], b[0]) + margin) / CELL_METRES);
  const south = Math.floor((Math.min(a[1], b[1]) - margin) / CELL_METRES);
  const north = Math.floor((Math.max(a[1], b[1]) + margin) / CELL_METRES);
  for (let x = west; x <= east; x++) {
    for (let y = south; y <= north; y++) yield (x + 100) * 10000 + y + 100;
  }
}
