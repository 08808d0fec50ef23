import type { LonLat } from '../../../domain/geo.ts';

/** A place on paper, in points from the top left of the map's box. */
export type Spot = readonly [x: number, y: number];

export interface Mark {
  readonly text: string;
  readonly kind: 'point' | 'unload' | 'start';
  readonly at: LonLat;
}

/** A trip drawn to scale in a box, north up. */
export interface TripMap {
  readonly line: readonly Spot[];
  /** `spot` is where it is, `label` where its number stands: elsewhere where others are in the way. */
  readonly marks: readonly (Mark & { readonly spot: Spot; readonly label: Spot })[];
  /** A bar of a round length. */
  readonly scale: { readonly metres: number; readonly width: number };
}

const METRES_PER_DEGREE = 111_195;
const PAD = 14;
/** Marks further apart than this do not touch. */
export const MARK_SIZE = 15;
const SHORTEST_BAR = 50;
const LONGER_BARS = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

/** Lays a trip out in a box of `width` × `height` points: its way and its stops, equirectangular around its middle. */
export function layOutTrip(way: readonly LonLat[], marks: readonly Mark[], width: number, height: number): TripMap {
  const all = [...way, ...marks.map(({ at }) => at)];
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  const [west, east, south, north] = [least(lons), most(lons), least(lats), most(lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, high] = [(east - west) * METRES_PER_DEGREE * shrink, (north - south) * METRES_PER_DEGREE];
  // One place alone has no extent: it stands in the middle of a hundred metres.
  const perMetre = Math.min((width - 2 * PAD) / Math.max(wide, 100), (height - 2 * PAD) / Math.max(high, 100));
  const spotOf = ([lon, lat]: LonLat): Spot => [
    width / 2 + (lon - (west + east) / 2) * METRES_PER_DEGREE * shrink * perMetre,
    height / 2 - (lat - (south + north) / 2) * METRES_PER_DEGREE * perMetre,
  ];
  const taken: Spot[] = [];
  const placed = marks.map((mark) => {
    const spot = spotOf(mark.at);
    const label = freeSpot(spot, taken, width, height);
    taken.push(label);
    return { ...mark, spot, label };
  });
  const bar = LONGER_BARS.findLast((metres) => metres * perMetre <= width / 3) ?? SHORTEST_BAR;
  return { line: way.map(spotOf), marks: placed, scale: { metres: bar, width: bar * perMetre } };
}

/** The nearest spot around one at which nothing stands yet; the spot itself where all around is taken. */
function freeSpot(spot: Spot, taken: readonly Spot[], width: number, height: number): Spot {
  const isFree = ([x, y]: Spot): boolean =>
    taken.every(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) >= MARK_SIZE) &&
    x >= MARK_SIZE / 2 &&
    y >= MARK_SIZE / 2 &&
    x <= width - MARK_SIZE / 2 &&
    y <= height - MARK_SIZE / 2;
  if (isFree(spot)) return spot;
  for (let ring = 1; ring <= 6; ring += 1) {
    for (let turn = 0; turn < 12; turn += 1) {
      const angle = (turn * Math.PI) / 6;
      const around: Spot = [spot[0] + Math.cos(angle) * MARK_SIZE * ring, spot[1] + Math.sin(angle) * MARK_SIZE * ring];
      if (isFree(around)) return around;
    }
  }
  return spot;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
