import { readPbf } from '../../roads/osm/read-pbf.ts';
import type { OsmTags } from '../../roads/osm/types.ts';

/** A corner of a street where something could stand. */
export interface StreetCorner {
  position: [number, number];
  street: string;
  /** Several streets meet here: a sign that it leads somewhere. */
  isJunction: boolean;
  class: string;
}

/** A place of OpenStreetMap that makes waste of its own. */
export interface Amenity {
  kind: 'market' | 'school' | 'clinic' | 'landfill' | 'industrial';
  name: string;
  position: [number, number];
}

const STREETS = new Set(['residential', 'living_street', 'unclassified', 'tertiary', 'secondary']);
/** What connects streets without being one where a truck should stop. */
const CONNECTING = new Set(['primary', 'primary_link', 'secondary_link', 'tertiary_link', 'trunk', 'trunk_link']);

/**
 * Reads from an extract where collection points and facilities could plausibly stand: corners of streets open to trucks, and
 * markets, schools, clinics, landfills and industry. In the order of the file, so that the same file gives the same.
 *
 * @throws OsmFileError
 */
export async function readPlaces(pbfPath: string): Promise<{ corners: StreetCorner[]; amenities: Amenity[] }> {
  const streetsOf = new Map<number, { street: string; class: string; count: number }>();
  const amenityAt = new Map<number, Omit<Amenity, 'position'>[]>();
  const network = new Network();
  await readPbf(pbfPath, {
    way: ({ refs, tags = {} }) => {
      const amenity = amenityOf(tags);
      const [first] = refs;
      if (amenity && first !== undefined) amenityAt.set(first, [...(amenityAt.get(first) ?? []), amenity]);
      const { highway = '' } = tags;
      if (isClosedToTrucks(tags) || !(STREETS.has(highway) || CONNECTING.has(highway))) return;
      network.join(refs);
      if (!STREETS.has(highway)) return;
      for (const ref of refs) {
        const known = streetsOf.get(ref);
        const street = known?.street || (tags.name ?? '');
        streetsOf.set(ref, { street, class: highway, count: (known?.count ?? 0) + 1 });
      }
    },
  });
  const corners: StreetCorner[] = [];
  const amenities: Amenity[] = [];
  await readPbf(pbfPath, {
    node: ({ id, lon, lat, tags = {} }) => {
      const position: [number, number] = [lon, lat];
      const corner = streetsOf.get(id);
      if (corner && network.isInMainPart(id))
        corners.push({ position, street: corner.street, class: corner.class, isJunction: corner.count > 1 });
      const own = amenityOf(tags);
      for (const amenity of [...(amenityAt.get(id) ?? []), ...(own ? [own] : [])])
        amenities.push({ ...amenity, position });
    },
  });
  return { corners, amenities };
}

/** Which nodes hang together, one-way streets taken both ways. */
class Network {
  readonly #parent = new Map<number, number>();
  #main: number | null = null;

  join(nodes: readonly number[]): void {
    const [first] = nodes;
    if (first === undefined) return;
    for (const node of nodes) this.#parent.set(this.#rootOf(node), this.#rootOf(first));
  }

  /** Whether a node belongs to the largest part; ask when everything is joined. */
  isInMainPart(node: number): boolean {
    this.#main ??= this.#largest();
    return this.#rootOf(node) === this.#main;
  }

  #largest(): number {
    const sizes = new Map<number, number>();
    for (const node of this.#parent.keys()) {
      const root = this.#rootOf(node);
      sizes.set(root, (sizes.get(root) ?? 0) + 1);
    }
    return [...sizes].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])[0];
  }

  #rootOf(node: number): number {
    let root = node;
    for (
      let parent = this.#parent.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parent.get(root)
    ) {
      root = parent;
    }
    // Shortens the way for whoever asks next.
    this.#parent.set(node, root);
    return root;
  }
}

function isClosedToTrucks(tags: OsmTags): boolean {
  const shut = new Set(['no', 'private', 'agricultural', 'forestry', 'destination']);
  return [tags.access, tags.motor_vehicle, tags.vehicle, tags.hgv].some(
    (value) => value !== undefined && shut.has(value),
  );
}

function amenityOf(tags: OsmTags): Omit<Amenity, 'position'> | null {
  const name = tags.name ?? '';
  if (tags.amenity === 'marketplace' || tags.shop === 'supermarket') return { kind: 'market', name };
  if (tags.amenity === 'school' || tags.amenity === 'kindergarten') return { kind: 'school', name };
  if (tags.amenity === 'hospital' || tags.amenity === 'clinic' || tags.amenity === 'doctors')
    return { kind: 'clinic', name };
  if (tags.landuse === 'landfill') return { kind: 'landfill', name };
  return tags.landuse === 'industrial' ? { kind: 'industrial', name } : null;
}
