/** Which trip of which shift of which day: the same words for it in every revision of the day. */
export interface TripKey {
  /** The service day. */
  readonly day: string;
  readonly shiftId: string;
  readonly tripNumber: number;
}

/** A trip that a ticket of its truck can belong to. */
export interface TripCandidate extends TripKey {
  /** Where it is planned to unload. */
  readonly facilityId: string;
  readonly plannedAt: Date;
  /** When the crew said that it had unloaded, and where; `null` where it has not. */
  readonly reported: { readonly at: Date; readonly facilityId: string | null } | null;
  /** Whether another valid ticket belongs to it already: a trip of several streams may have several, but mostly it has one. */
  readonly hasTicket: boolean;
}

/** How a ticket came to its trip; `doubtful`: a person should look. */
export const TRIP_SOURCES = ['reported', 'matched', 'doubtful', 'manual'] as const;
export type TripSource = (typeof TRIP_SOURCES)[number];

export interface MatchedTrip {
  readonly trip: TripKey;
  readonly how: Extract<TripSource, 'matched' | 'doubtful'>;
}

const MINUTE = 60_000;
/** What was reported this near to the weighing is the same unloading. */
const SAME_UNLOADING = 45 * MINUTE;
/** Trucks are early or late by hours; beyond that, it is another trip that nobody planned. */
const LONGEST = 6 * 60 * MINUTE;
/** Of two trips so nearly as far from it, nobody can say which. */
const TOO_ALIKE = 30 * MINUTE;
/** So far from its plan, it is likely enough only. */
const DOUBTFUL = 150 * MINUTE;
/** What speaks against a trip, in time. */
const OTHER_FACILITY = 120 * MINUTE;
const HAS_TICKET = 60 * MINUTE;

/**
 * The trip a ticket belongs to: the one whose unloading was reported around the time of weighing, else the one planned to
 * unload nearest to it. Another facility than planned, a ticket that the trip has already, a long way off or another trip
 * almost as near make it doubtful.
 *
 * @param trips of the ticket's truck, in any order
 * @returns `null` where no trip of the truck is within six hours: a ticket without a plan
 */
export function matchTrip(
  ticket: { readonly facilityId: string; readonly weighedAt: Date },
  trips: readonly TripCandidate[],
): MatchedTrip | null {
  const ranked = trips
    .map((trip) => ({ trip, ...distance(ticket, trip) }))
    .filter(({ away }) => away <= LONGEST)
    .sort((a, b) => a.cost - b.cost || (keyOf(a.trip) < keyOf(b.trip) ? -1 : 1));
  const [best, next] = ranked;
  if (!best) return null;
  const isAlike = next !== undefined && next.cost - best.cost < TOO_ALIKE && !best.isSame;
  const isDoubtful = isAlike || best.cost > DOUBTFUL || best.isElsewhere || best.trip.hasTicket;
  const { day, shiftId, tripNumber } = best.trip;
  return { trip: { day, shiftId, tripNumber }, how: isDoubtful ? 'doubtful' : 'matched' };
}

function distance({ facilityId, weighedAt }: { facilityId: string; weighedAt: Date }, trip: TripCandidate) {
  const { reported, plannedAt } = trip;
  const isElsewhere = (reported?.facilityId ?? trip.facilityId) !== facilityId;
  const away = Math.abs((reported?.at ?? plannedAt).getTime() - weighedAt.getTime());
  const isSame = reported !== null && !isElsewhere && away <= SAME_UNLOADING;
  const against = (isElsewhere ? OTHER_FACILITY : 0) + (trip.hasTicket ? HAS_TICKET : 0);
  // One that was reported at another time has been unloaded: it is this trip only if nothing else is.
  const isOver = reported !== null && !isSame;
  return { away, isSame, isElsewhere, cost: isSame ? away - 2 * LONGEST : away + against + (isOver ? LONGEST : 0) };
}

function keyOf({ day, shiftId, tripNumber }: TripKey): string {
  return `${day}/${shiftId}/${String(tripNumber).padStart(3, '0')}`;
}
