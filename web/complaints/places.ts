import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { z } from 'zod';
import { arrivalsViewSchema } from '../../domain/arrivals.ts';
import type { Day } from '../../domain/day.ts';
import { foldAccents } from '../../domain/fold-accents.ts';
import { SHORTEST_STREET_QUERY, streetsFoundSchema } from '../../domain/streets.ts';
import { arrivalsNear } from '../public/near-streets.ts';
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

export interface PlacesFound {
  readonly places: readonly Place[];
  readonly isSearching: boolean;
}

/** Points and streets are each offered so many of. */
const MOST_OFFERED = 5;

const streetsQuery = (text: string) =>
  queryOptions({
    queryKey: ['streets', text],
    queryFn: ({ signal }) =>
      request(streetsFoundSchema, `/api/public/streets?q=${encodeURIComponent(text)}`, { signal }),
    enabled: text.length >= SHORTEST_STREET_QUERY,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });

/** The stops of a day's published plan, as the public sees them. */
export const arrivalsOfDayQuery = (day: Day) =>
  queryOptions({
    queryKey: ['arrivals', day],
    queryFn: ({ signal }) => request(arrivalsViewSchema, `/api/public/arrivals?date=${day}`, { signal }),
    staleTime: 60_000,
  });

/** What a resident may mean by `text`: points of the day's plan by name or near a street of that name, then streets. */
export function usePublicPlaces(text: string, day: Day): PlacesFound {
  const folded = foldAccents(text);
  const arrivals = useQuery(arrivalsOfDayQuery(day));
  const streets = useQuery(streetsQuery(folded));
  const stops = arrivals.data?.arrivals;
  const found = folded.length >= SHORTEST_STREET_QUERY ? streets.data?.streets : undefined;
  const points = useMemo(() => {
    const all = [...new Map((stops ?? []).map((stop) => [stop.pointId, stop])).values()];
    const entries = all.map((stop) => ({ stop, texts: [stop.name, stop.unitName ?? ''] }));
    const near = arrivalsNear(found ?? [], all);
    const named = searchByText(entries, text, MOST_OFFERED).map(({ stop }) => stop);
    return [...new Set([...named, ...near.keys()])].slice(0, MOST_OFFERED).map((stop): Place => {
      const [nearest] = near.get(stop) ?? [];
      return {
        ...{ kind: 'point', id: stop.pointId, name: stop.name, under: stop.unitName },
        ...(nearest && { near: { street: nearest.street.name, metres: nearest.metres } }),
      };
    });
  }, [stops, found, text]);
  return { places: [...points, ...streetPlaces(found)], isSearching: arrivals.isFetching || streets.isFetching };
}

const pointsSchema = z.object({
  items: z.array(z.looseObject({ id: z.string(), code: z.string(), name: z.string() })),
});

/** What somebody of an office means by `text`: points of the register they may see, then streets. */
export function useOfficePlaces(text: string): PlacesFound {
  const folded = foldAccents(text);
  const streets = useQuery(streetsQuery(folded));
  const { places, isSearching } = useOfficePoints(text);
  const found = folded.length >= SHORTEST_STREET_QUERY ? streets.data?.streets : undefined;
  return { places: [...places, ...streetPlaces(found)], isSearching: isSearching || streets.isFetching };
}

/** Points of the register that somebody of an office may see and mean by `text`. */
export function useOfficePoints(text: string): PlacesFound {
  const q = text.trim();
  const points = useQuery({
    queryKey: ['points-found', q],
    queryFn: ({ signal }) =>
      request(pointsSchema, `/api/points?${new URLSearchParams({ q, limit: String(MOST_OFFERED) })}`, { signal }),
    enabled: q !== '',
  });
  const found = (points.data?.items ?? []).map(
    ({ id, code, name }): Place => ({ kind: 'point', id, name, under: code }),
  );
  return { places: found, isSearching: points.isFetching };
}

function streetPlaces(streets: readonly { readonly id: string; readonly name: string }[] | undefined): Place[] {
  return (streets ?? []).slice(0, MOST_OFFERED).map(({ id, name }) => ({ kind: 'street', id, name, under: null }));
}
