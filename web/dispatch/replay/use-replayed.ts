import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Day } from '../../../domain/day.ts';
import type { FieldEventView } from '../../../domain/field-events.ts';
import { type DayReplay, dayReplaySchema, placeAt } from '../../../domain/replay/replay.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import { request } from '../../ui/api/request.ts';
import { type Store, useStore } from '../../ui/store.ts';
import type { Replay } from './replay-store.ts';

/** Where the trucks were on a day. */
const replayQuery = (day: Day) => ({
  queryKey: ['replay', day],
  queryFn: ({ signal }: { signal: AbortSignal }) => request(dayReplaySchema, `/api/day/${day}/replay`, { signal }),
  staleTime: 60_000,
});

/** What of a day was known at the instant that is played: the reports until then, and where the trucks were. `null` = it is not played. */
export function useReplayed(store: Store<Replay>, day: Day, events: readonly FieldEventView[]) {
  const at = useStore(store, (replay) => (replay.day === day ? replay.at : null));
  const replay = useQuery({ ...replayQuery(day), enabled: at !== null }).data;
  const ordered = useMemo(() => events.toSorted((a, b) => a.doneAt.localeCompare(b.doneAt)), [events]);
  const iso = at === null ? '' : new Date(at).toISOString();
  let count = at === null ? 0 : ordered.findIndex(({ doneAt }) => doneAt > iso);
  if (count < 0) count = ordered.length;
  // What is drawn of reports changes with them, not with the clock.
  const known = useMemo(() => ordered.slice(0, count), [ordered, count]);
  const positions = useMemo(() => (at === null || !replay ? [] : positionsAt(replay, at)), [replay, at]);
  if (at === null) return null;
  return { now: new Date(at), events: known, positions, isLoaded: replay !== undefined };
}

function positionsAt({ from, tracks }: DayReplay, at: number): TruckPosition[] {
  const second = (at - Date.parse(from)) / 1000;
  return tracks.flatMap(({ truckId, points }) => {
    const place = placeAt(points, second);
    if (!place) return [];
    const fixTime = new Date(Date.parse(from) + place.seenSecond * 1000).toISOString();
    return [{ truckId, position: place.position, speed: null, course: place.course, fixTime, byTrack: null }];
  });
}
