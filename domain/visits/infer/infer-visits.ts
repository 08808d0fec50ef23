import type { TrackHow } from '../../evidence.ts';
import type { LonLat } from '../../geo.ts';
import { openDwells } from './dwells.ts';
import { openPassings } from './passings.ts';
import { inOrderOfTime, isSure, type TrackFix } from './track.ts';

/** A stop that a truck was planned to make at a point, in the order of its route. */
export interface PlannedCall {
  readonly stopId: string;
  /** Where trucks stop for the point. */
  readonly position: LonLat;
  /** When it was planned to be there, in milliseconds since 1970. */
  readonly plannedAt: number;
  /** How long serving it is planned to take. */
  readonly serviceSeconds: number;
  /** Waste is taken there house by house, from a truck that need not stand. */
  readonly isHouseToHouse: boolean;
  /** The stretch of road along which it is taken; `null`: the surroundings of its position. */
  readonly stretch: readonly LonLat[] | null;
}

/** That a truck served a stop, as its track shows it. */
export interface InferredVisit {
  readonly stopId: string;
  readonly how: TrackHow;
  /** In milliseconds since 1970. */
  readonly arrivedAt: number;
  readonly leftAt: number;
  readonly seconds: number;
  /** Of a stretch of road, how much of its length the truck was seen to go along, from 0 to 1; `null`: the point is no stretch. */
  readonly share: number | null;
  /** The truck has gone on: nothing that comes later in the order of time makes this longer. */
  readonly isOver: boolean;
}

/**
 * Which of its planned stops a truck served, of all that its track shows: where it stood at the point for a good part of the time
 * that serving takes, or went past at walking pace where waste is taken house by house: along most of a stretch of road where the
 * point is one. What the track does not show is not in the answer. The same for the same fixes, whatever order they came in and however often.
 *
 * @param calls of one truck on one day, in the order of its route
 * @param elsewhere depots and disposal sites, where it stands for other reasons
 */
export function inferVisits(
  fixes: readonly TrackFix[],
  calls: readonly PlannedCall[],
  elsewhere: readonly LonLat[],
): InferredVisit[] {
  const track = orderedTrack(fixes);
  return visitsIn(calls, openDwells(calls, elsewhere).look(track), openPassings(calls).look(track, 0));
}

/** What was seen of each call, in the order of the route: that the truck stood there says more than that it went past. */
export function visitsIn(
  calls: readonly PlannedCall[],
  dwells: readonly InferredVisit[],
  passings: readonly InferredVisit[],
): InferredVisit[] {
  const seen = new Map([...passings, ...dwells].map((visit) => [visit.stopId, visit]));
  return calls.flatMap(({ stopId }) => seen.get(stopId) ?? []);
}

/** A track as it can be gone along: in the order of time, each instant once, without what tells of no place. */
function orderedTrack(fixes: readonly TrackFix[]): TrackFix[] {
  const inOrder = fixes.filter(isSure).sort(inOrderOfTime);
  return inOrder.filter(({ at }, index) => at !== inOrder[index - 1]?.at);
}
