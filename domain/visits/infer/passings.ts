import { apart } from './apart.ts';
import type { InferredVisit, PlannedCall } from './infer-visits.ts';
import { INFERENCE } from './parameters.ts';
import { openPassages } from './passages.ts';
import { openCoverings } from './stretches.ts';
import type { TrackFix } from './track.ts';

/** At which of its calls a truck went past at walking pace, of a track that grows. */
export interface Passings {
  /** All of them, the track being new from an index on. */
  look(track: readonly TrackFix[], from: number): readonly InferredVisit[];
}

interface Passing {
  readonly from: number;
  readonly to: number;
  readonly share: number | null;
  readonly isOver: boolean;
}

/** @param calls of one truck on one day: those where waste is taken house by house, or along a stretch of road, are looked at */
export function openPassings(calls: readonly PlannedCall[]): Passings {
  const lookers = calls.flatMap((call) => {
    const look = call.stretch ? alongStretch(call.stretch) : call.isHouseToHouse ? pastPlace(call.position) : null;
    return look ? [{ call, look }] : [];
  });
  // The same where there is nothing to look for, so that nobody looks whether it is otherwise.
  if (lookers.length === 0) return { look: () => NONE };
  return {
    look: (track, from) =>
      lookers.flatMap(({ call: { stopId, plannedAt }, look }): InferredVisit[] => {
        const found = look(track, from);
        const [passing] =
          found.length > 1 ? found.toSorted((a, b) => apart(a, plannedAt) - apart(b, plannedAt)) : found;
        if (!passing) return [];
        const { from: arrivedAt, to: leftAt, share, isOver } = passing;
        const seconds = Math.round((leftAt - arrivedAt) / 1000);
        return [{ stopId, how: 'passage', arrivedAt, leftAt, seconds, share, isOver }];
      }),
  };
}

const NONE: readonly InferredVisit[] = [];

type Look = (track: readonly TrackFix[], from: number) => readonly Passing[];

function pastPlace(place: PlannedCall['position']): Look {
  const passages = openPassages(place);
  return (track, from) => {
    for (let index = from; index < track.length; index += 1) {
      const fix = track[index];
      if (fix) passages.add(fix);
    }
    const { over, last } = passages;
    const found = over.map((passage) => ({ ...passage, share: null, isOver: true }));
    return last ? [...found, { ...last, share: null, isOver: false }] : found;
  };
}

function alongStretch(stretch: NonNullable<PlannedCall['stretch']>): Look {
  const coverings = openCoverings(stretch);
  return (track, from) => {
    const lastAt = track.at(-1)?.at ?? 0;
    return coverings
      .look(track, from)
      .filter(
        ({ share, reckonedShare }) =>
          share >= INFERENCE.leastSeenOfStretch && reckonedShare >= INFERENCE.shareOfStretch,
      )
      .map((covering) => ({ ...covering, isOver: covering.to < lastAt }));
  };
}
