/**
 * What it costs a truck to turn round where it stands. Nobody has measured the streets: widths are what streets of a class usually
 * have, the seconds those of driving to and fro at walking pace with somebody behind the truck. Assumed, and told as such.
 */
import type { Profile, Street } from './engine.ts';

/** Between the kerbs, by Valhalla's classes of roads and uses. */
const WIDTH_METRES: Readonly<Record<string, number>> = {
  motorway: 11,
  trunk: 11,
  primary: 10,
  secondary: 9,
  tertiary: 7.5,
  unclassified: 5.5,
  residential: 5.5,
  service_other: 4,
};
const USUAL_WIDTH_METRES = 5.5;
const NARROW_WIDTH_METRES = 3.5;
const NARROW_USES: ReadonlySet<string> = new Set(['alley', 'driveway', 'track', 'footway', 'drive_through']);
const LANE_METRES = 3.25;

/** The usual width of a street of a class, use and number of lanes in one direction. */
export function usualWidth({
  classification,
  use,
  lanes,
  isOneWay,
}: {
  readonly classification: string;
  readonly use: string;
  readonly lanes: number;
  readonly isOneWay: boolean;
}): number {
  if (NARROW_USES.has(use)) return NARROW_WIDTH_METRES;
  const usual = use === 'living_street' ? 4 : (WIDTH_METRES[classification] ?? USUAL_WIDTH_METRES);
  return lanes > 1 ? Math.max(usual, LANE_METRES * lanes * (isOneWay ? 1 : 2)) : usual;
}

/** Going once across the street and stopping. */
const SWEEP_SECONDS = 15;
/** A truck of two axles turns within a circle of twice its length, from kerb to kerb. */
const CIRCLE_LENGTHS = 2;
/** A truck needs this much more than its length to be turned by going to and fro. */
const ROOM_METRES = 1;
/** It does not turn there: it backs out, or goes to where it can and comes back, at walking pace. */
const BACKING_SECONDS = 240;
/** A dead end has a place to turn, or everybody backs out of it. */
const DEAD_END_SECONDS = 60;

/**
 * Seconds that a truck of this length takes to turn round on a street: one sweep where its circle fits, to and fro where the street
 * is wider than the truck is long, and backing out where it is not.
 */
export function turnSeconds(lengthMetres: number, street: Street): number {
  const { widthMetres, isDeadEnd } = street;
  const circle = CIRCLE_LENGTHS * lengthMetres;
  if (widthMetres >= circle) return SWEEP_SECONDS;
  const room = widthMetres - lengthMetres;
  // Each sweep more gains what the street has beyond the truck's length.
  const sweeps =
    room >= ROOM_METRES ? 1 + 2 * Math.ceil((circle - widthMetres) / (2 * room)) : Number.POSITIVE_INFINITY;
  const seconds = Math.min(BACKING_SECONDS, SWEEP_SECONDS * sweeps);
  return isDeadEnd ? Math.min(seconds, DEAD_END_SECONDS) : seconds;
}

/**
 * Length of a truck, where it is not known by its weight: two-axle collection trucks of 3.5 t are 5 m long, of 8 t 6.5 m, of 16 t 8 m.
 */
function usualLength(weightTonnes: number): number {
  const lightest = [2, 4.2] as const;
  const heavier: readonly (readonly [number, number])[] = [
    [3.5, 5],
    [8, 6.5],
    [16, 8],
    [26, 9.5],
  ];
  let [fromTonnes, from]: readonly [number, number] = lightest;
  if (weightTonnes <= fromTonnes) return from;
  for (const [toTonnes, to] of heavier) {
    if (toTonnes >= weightTonnes) return from + ((to - from) * (weightTonnes - fromTonnes)) / (toTonnes - fromTonnes);
    [fromTonnes, from] = [toTonnes, to];
  }
  return from;
}

/** Length of whoever moves; `null` on foot. */
export function lengthOf(profile: Profile): number | null {
  return profile.kind === 'truck' ? (profile.lengthMetres ?? usualLength(profile.weightTonnes)) : null;
}

/** Two headings differ by so many degrees, 0 to 180. */
export function angleBetween(one: number, other: number): number {
  const difference = Math.abs(one - other) % 360;
  return difference > 180 ? 360 - difference : difference;
}

/** From here on going another way than one came is turning round. */
const ROUND_DEGREES = 150;

/** Whether somebody who arrives heading one way and leaves heading the other turns round. */
export function isTurnRound(arrives: number, leaves: number): boolean {
  return angleBetween(arrives, leaves) > ROUND_DEGREES;
}
