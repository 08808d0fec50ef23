/** OpenStreetMap's three kinds of element, as far as a road graph and a base map need them. */

/** Keys and values as in OpenStreetMap; no key twice. */
export type OsmTags = Record<string, string>;

export interface OsmNode {
  id: number;
  /** Degrees, kept to 1e-7 by the file format. */
  lon: number;
  lat: number;
  tags?: OsmTags;
}

export interface OsmWay {
  id: number;
  /** Node ids in drawing order; a closed way repeats its first at the end. */
  refs: number[];
  tags?: OsmTags;
}

export interface OsmMember {
  type: 'node' | 'way' | 'relation';
  ref: number;
  /** `outer` and `inner` in a multipolygon; may be empty. */
  role: string;
}

export interface OsmRelation {
  id: number;
  members: OsmMember[];
  tags?: OsmTags;
}

/** A whole map in memory. */
export interface OsmData {
  nodes: OsmNode[];
  ways: OsmWay[];
  relations?: OsmRelation[];
}
