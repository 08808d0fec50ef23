import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Day } from '../../../domain/day.ts';
import { type EtasView, etasViewSchema } from '../../../domain/etas/view.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { useReplay } from '../replay/replay-store.ts';

type ExpectedTruck = EtasView['trucks'][number];
export type ExpectedStop = ExpectedTruck['stops'][number];

/** What is expected of the rest of the day. */
export interface Etas {
  readonly ofTruck: ReadonlyMap<string, ExpectedTruck>;
  readonly ofStop: ReadonlyMap<string, ExpectedStop>;
  readonly stop: ExpectedStop;
}

/** Expectations age, whether or not anything is heard. */
const REFETCH_MILLISECONDS = 15_000;

const etasQuery = (day: Day) =>
  queryOptions({
    queryKey: ['etas', day],
    queryFn: ({ signal }) => request(etasViewSchema, `/api/day/${day}/etas`, { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
  });

/** When trucks are expected where; nothing as long as the day has not begun, or is played again, or for a revision that nobody drives. */
export function useEtas(day: Day, model: DayModel): Omit<Etas, 'stop'> {
  const { revision, hasFieldEvents } = model;
  const isDriven = revision?.isPublished === true && hasFieldEvents;
  // What is expected now says nothing of a moment that is played again.
  const isPlayed = useReplay(({ at, day: played }) => at !== null && played === day);
  const enabled = usePermission('fleet.watch') && isDriven && !isPlayed;
  const view = useQuery({ ...etasQuery(day), enabled }).data;
  const shown = enabled && view?.revisionNumber === revision.number ? view : undefined;
  return useMemo(() => {
    const trucks = shown?.trucks ?? [];
    return {
      // Of two shifts the one that is under way.
      ofTruck: new Map(
        trucks
          .filter(({ stops }) => stops.length > 0)
          .toReversed()
          .map((one) => [one.truckId, one]),
      ),
      ofStop: new Map(trucks.flatMap(({ stops }) => stops.map((stop) => [stop.stopId, stop] as const))),
    };
  }, [shown]);
}
