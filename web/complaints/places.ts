import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import type { Day } from '../../domain/day.ts';
import { foldAccents } from '../../domain/fold-accents.ts';
import { SHORTEST_STREET_QUERY, type StreetsFound } from '../../domain/streets.ts';
import { arrivalsNear } from '../public/near-streets.ts';
import type { Arrival } from '../public/next-arrivals.ts';
import { streetsQuery } from '../ui/api/streets-query.ts';
import { request } from '../ui/api/request.ts';
import { searchByText } from '../ui/search.ts';

/** Where something happened: a collection point, or a street where the point is not known. */
export interface Place {
  readonly kind: 'point' | 'street';
  readonly id: string;
  readonly name: string;
  /** Tells it from others of its name. */
  readonly under: string | null;
  /** A point that was found by a street: how far it is from it, in metres. */
  readonly near?: { readonly street: string; readonly metres: number };
}

interface PlacesFound {
  readonly places: readonly Place[];
  readonly isSearching: boolean;
  /** No plan of the day is published: the public knows of no points, and only streets are found. */
  readonly hasNoPoints: boolean;
}

/** Points and streets are each offered so many of. */
const MOST_OFFERED = 5;

/** The stops of a day's published plan, as the public sees them. */
export const arrivalsOfDayQuery = (day: Day) =>
  queryOptions({
    queryKey: ['arrivals', day],
    queryFn: ({ signal }) => request(arrivalsViewSchema, `/api/public/arrivals?date=${day}`, { signal }),
    staleTime: 60_000,
  });

/** Who looks for a place: a resident among the points of the day's plan and streets, an office among points of the register, with streets or without. */
export type Finder = 'public' | 'office' | 'points';

const pointsSchema = z.object({
  items: z.array(z.looseObject({ id: z.string(), code: z.string(), name: z.string() })),
});

/** What may be meant by `text`: points by name, for a resident those near a street of that name, too, and then streets. */
export function usePlaces(text: string, day: Day, finder: Finder): PlacesFound {
  const folded = foldAccents(text);
  const q = text.trim();
  const isPublic = finder === 'public';
  const hasStreets = finder !== 'points' && folded.length >= SHORTEST_STREET_QUERY;
  const arrivals = useQuery({ ...arrivalsOfDayQuery(day), enabled: isPublic });
  const streets = useQuery({ ...streetsQuery(folded), enabled: hasStreets });
  const register = useQuery({
    queryKey: ['points-found', q],
    queryFn: ({ signal }) =>
      request(pointsSchema, `/api/points?${new URLSearchParams({ q, limit: String(MOST_OFFERED) })}`, { signal }),
    enabled: !isPublic && q !== '',
  });
  const stops = arrivals.data?.arrivals;
  const found = hasStreets ? streets.data?.streets : undefined;
  const listed = isPublic ? undefined : register.data?.items;
  const points = useMemo(
    () =>
      listed?.map(({ id, code, name }): Place => ({ kind: 'point', id, name, under: code })) ??
      stopPlaces(stops ?? [], found ?? [], text),
    [listed, stops, found, text],
  );
  return {
    places: [...points, ...streetPlaces(found)],
    hasNoPoints: isPublic && arrivals.data?.isPublished === false,
    isSearching: arrivals.isFetching || streets.isFetching || register.isFetching,
  };
}

/** Points of a day's plan by name or near a street. */
function stopPlaces(stops: readonly Arrival[], streets: StreetsFound['streets'], text: string): Place[] {
  const all = [...new Map(stops.map((stop) => [stop.pointId, stop])).values()];
  const entries = all.map((stop) => ({ stop, texts: [stop.name, stop.unitName ?? ''] }));
  const near = arrivalsNear(streets, all);
  const named = searchByText(entries, text, MOST_OFFERED).map(({ stop }) => stop);
  return [...new Set([...named, ...near.keys()])].slice(0, MOST_OFFERED).map((stop): Place => {
    const [nearest] = near.get(stop) ?? [];
    return {
      ...{ kind: 'point', id: stop.pointId, name: stop.name, under: stop.unitName },
      ...(nearest && { near: { street: nearest.street.name, metres: nearest.metres } }),
    };
  });
}

function streetPlaces(streets: StreetsFound['streets'] | undefined): Place[] {
  return (streets ?? [])
    .slice(0, MOST_OFFERED)
    .map(({ id, name, unitName }) => ({ kind: 'street', id, name, under: unitName }));
}
