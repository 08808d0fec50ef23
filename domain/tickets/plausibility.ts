import type { LonLat } from '../geo.ts';
import { greatCircleMetres } from '../straight-line.ts';

/**
 * What is strange about a ticket. It is kept as it was weighed, never clipped; a person looks at each and closes it with a reason.
 *
 * - `overloaded`: heavier than the truck may carry
 * - `unusual-tare`: the tare is off by more than a tenth from the truck's usual one
 * - `too-soon`: two tickets of one truck nearer in time than it can have driven and unloaded
 * - `never-there`: the truck was tracked around that time, and never near the facility
 * - `trip-in-doubt`: which trip it is of is not certain
 * - `no-trip`: no plan had the truck unload around that time
 * - `unknown-truck`: a truck that is not of the town
 * - `stream-not-accepted`: the facility does not take what was weighed
 */
export const DOUBT_KINDS = [
  'overloaded',
  'unusual-tare',
  'too-soon',
  'never-there',
  'trip-in-doubt',
  'no-trip',
  'unknown-truck',
  'stream-not-accepted',
] as const;
export type DoubtKind = (typeof DOUBT_KINDS)[number];

/** Something strange, with the figures that make it so. */
export interface Doubt {
  readonly kind: DoubtKind;
  /** In kg, minutes and metres, by the names the page words it with. */
  readonly figures: Readonly<Record<string, number>>;
}

/** A ticket with what is known around it. */
export interface WeighedContext {
  readonly grossKg: number;
  readonly tareKg: number;
  readonly weighedAt: Date;
  readonly streams: readonly string[];
  /** `null`: not of the town. */
  readonly truck: { readonly capacityKg: number } | null;
  readonly usualTareKg: number | null;
  readonly facility: { readonly position: LonLat; readonly acceptedStreams: readonly string[] };
  /** The truck's other valid tickets nearest in time, before and after. */
  readonly neighbours: readonly { readonly weighedAt: Date; readonly position: LonLat }[];
  /** Where the truck was seen around that time, in any order; empty where it was not tracked. */
  readonly track: readonly LonLat[];
  /** `null`: none. */
  readonly trip: { readonly isDoubtful: boolean } | null;
}

const TARE_SHARE = 0.1;
/** Nobody empties and fills a truck in less. */
const SHORTEST_MINUTES = 8;
/** As the crow flies: no truck with waste is faster, so what is too fast for this was not driven. */
const FASTEST_METRES_PER_MINUTE = 1000;
/** Places of facilities are gates as often as tips, and a landfill is wide. */
const NEAR_METRES = 600;

/** Everything that is strange about a ticket. */
export function doubtsOf(ticket: WeighedContext): Doubt[] {
  return [overloaded, unusualTare, tooSoon, neverThere, tripDoubt, streams].flatMap((look) => look(ticket) ?? []);
}

function overloaded({ grossKg, tareKg, truck }: WeighedContext): Doubt | null {
  const netKg = grossKg - tareKg;
  if (!truck || netKg <= truck.capacityKg) return null;
  return { kind: 'overloaded', figures: { netKg, capacityKg: truck.capacityKg } };
}

function unusualTare({ tareKg, usualTareKg }: WeighedContext): Doubt | null {
  if (usualTareKg === null || Math.abs(tareKg - usualTareKg) <= TARE_SHARE * usualTareKg) return null;
  return { kind: 'unusual-tare', figures: { tareKg, usualKg: usualTareKg } };
}

function tooSoon({ weighedAt, facility, neighbours }: WeighedContext): Doubt | null {
  const gaps = neighbours.map((other) => ({
    minutes: Math.abs(other.weighedAt.getTime() - weighedAt.getTime()) / 60_000,
    neededMinutes: SHORTEST_MINUTES + greatCircleMetres(other.position, facility.position) / FASTEST_METRES_PER_MINUTE,
  }));
  const [worst] = gaps
    .filter(({ minutes, neededMinutes }) => minutes < neededMinutes)
    .sort((a, b) => a.minutes - b.minutes);
  if (!worst) return null;
  return {
    kind: 'too-soon',
    figures: { minutes: Math.floor(worst.minutes), neededMinutes: Math.ceil(worst.neededMinutes) },
  };
}

function neverThere({ facility, track }: WeighedContext): Doubt | null {
  if (track.length === 0) return null;
  const metres = Math.min(...track.map((position) => greatCircleMetres(position, facility.position)));
  return metres <= NEAR_METRES ? null : { kind: 'never-there', figures: { metres: Math.round(metres) } };
}

function tripDoubt({ truck, trip }: WeighedContext): Doubt | null {
  if (!truck) return { kind: 'unknown-truck', figures: {} };
  if (!trip) return { kind: 'no-trip', figures: {} };
  return trip.isDoubtful ? { kind: 'trip-in-doubt', figures: {} } : null;
}

function streams({ streams: weighed, facility }: WeighedContext): Doubt | null {
  const isTaken = weighed.every((stream) => facility.acceptedStreams.includes(stream));
  return isTaken ? null : { kind: 'stream-not-accepted', figures: {} };
}
