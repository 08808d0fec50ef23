import type { LonLat } from '../../geo.ts';
import { apart } from './apart.ts';
import type { InferredVisit, PlannedCall } from './infer-visits.ts';
import { INFERENCE } from './parameters.ts';
import { type Inside, openPassages, type Passage, type PassagesBy, passageOf } from './passages.ts';
import { openCoverings } from './stretches.ts';
import type { TrackFix } from './track.ts';

/** At which of its calls a truck went past at walking pace, of a track that grows. */
export interface Passings {
  /** All of them, the track being new from an index on; the same list as long as nothing of them is otherwise. */
  look(track: readonly TrackFix[], from: number): readonly InferredVisit[];
  /** Remembers where it stands; what it gives takes it back there, as often as is asked, for a track that was cut off there too. */
  mark(): () => void;
}

interface Passing {
  readonly from: number;
  readonly to: number;
  readonly share: number | null;
  readonly isOver: boolean;
}

/** Looks for the passings of one call. */
interface Looker {
  /** @returns whether there may be anything new */
  look(track: readonly TrackFix[], from: number): boolean;
  found(track: readonly TrackFix[]): readonly Passing[];
  /** Goes back to where the track was so long. */
  cutOff(length: number): void;
}

/** @param calls of one truck on one day: those where waste is taken house by house, or along a stretch of road, are looked at */
export function openPassings(calls: readonly PlannedCall[]): Passings {
  const circles = openCircles();
  const lookers = calls.flatMap((call) => {
    const around = call.isHouseToHouse ? circles.around : null;
    const looker = call.stretch ? alongStretch(call.stretch) : around?.(call.position);
    return looker ? [{ call, looker, visit: null as InferredVisit | null }] : [];
  });
  let visits: readonly InferredVisit[] = [];
  let length = 0;
  return {
    look(track, from) {
      let isNew = false;
      for (const one of lookers) {
        if (!one.looker.look(track, from)) continue;
        const before = one.visit;
        one.visit = visitOf(one.call, one.looker.found(track));
        isNew ||= one.visit !== before;
      }
      length = track.length;
      if (isNew) visits = lookers.flatMap(({ visit }) => visit ?? []);
      return visits;
    },
    mark() {
      const [was, back] = [length, circles.mark()];
      return () => {
        back();
        for (const { looker } of lookers) looker.cutOff(was);
        length = was;
      };
    },
  };
}

/** Of several passings that nearest to the time it was planned for. */
function visitOf({ stopId, plannedAt }: PlannedCall, found: readonly Passing[]): InferredVisit | null {
  const [passing] = found.length > 1 ? found.toSorted((a, b) => apart(a, plannedAt) - apart(b, plannedAt)) : found;
  if (!passing) return null;
  const { from: arrivedAt, to: leftAt, share, isOver } = passing;
  const seconds = Math.round((leftAt - arrivedAt) / 1000);
  return { stopId, how: 'passage', arrivedAt, leftAt, seconds, share, isOver };
}

/** The circles around places. A truck is in a few of them at a time, and a mark holds no more than those. */
function openCircles() {
  let inside = new Map<PassagesBy, Inside>();
  const over: { readonly circle: PassagesBy; readonly passage: Passage }[] = [];
  /** Of which something may be otherwise since they were gone back with. */
  const goneBack = new Set<PassagesBy>();

  const around = (place: LonLat): Looker => {
    const circle = openPassages(place);
    return {
      look(track, from) {
        let isNew = goneBack.delete(circle);
        let now = inside.get(circle) ?? null;
        for (let index = from; index < track.length; index += 1) {
          const fix = track[index];
          if (!fix) break;
          const before = now;
          const { inside: after, ended } = circle.next(before, fix);
          if (ended) over.push({ circle, passage: ended });
          isNew ||= before !== after;
          now = after;
        }
        if (now) inside.set(circle, now);
        else inside.delete(circle);
        return isNew;
      },
      found() {
        const passings = over
          .filter((one) => one.circle === circle)
          .map(({ passage }) => ({ ...passage, share: null, isOver: true }));
        const now = inside.get(circle);
        const last = now && passageOf(now);
        return last ? [...passings, { ...last, share: null, isOver: false }] : passings;
      },
      cutOff: () => undefined,
    };
  };

  return {
    around,
    mark() {
      const [were, wereOver] = [[...inside], over.length];
      return () => {
        for (const [circle] of [...inside, ...were]) goneBack.add(circle);
        for (const { circle } of over.splice(wereOver)) goneBack.add(circle);
        inside = new Map(were);
      };
    },
  };
}

function alongStretch(stretch: NonNullable<PlannedCall['stretch']>): Looker {
  const coverings = openCoverings(stretch);
  return {
    look: coverings.look,
    found: (track) =>
      coverings
        .of(track)
        .filter(
          ({ share, reckonedShare }) =>
            share >= INFERENCE.leastSeenOfStretch && reckonedShare >= INFERENCE.shareOfStretch,
        )
        .map((covering) => ({ ...covering, isOver: covering.to < (track.at(-1)?.at ?? 0) })),
    cutOff: coverings.cutOff,
  };
}
