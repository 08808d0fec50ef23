import { queryOptions } from '@tanstack/react-query';
import type { ActiveArea } from '../../../domain/areas.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Me } from './forms.ts';
import { lateForm } from './late-form.ts';
import { isStatus } from './problem.ts';
import { request } from './request.ts';

export type { ActiveArea, Me };

/** `GET /api/me` of somebody signed in. */

async function nullOn<T>(status: number, answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isStatus(error, status)) return null;
    throw error;
  }
}

/** Who is signed in; `null` for nobody. */

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => request(lateForm('me'), '/api/me', { signal }),
    staleTime: 60_000,
    // Prolongs the session of a page that stays open for weeks.
    refetchInterval: 3_600_000,
  });

/** How the server is, as it says itself; it is an answer with status 503, too, while planning is not possible. */

/** The active area; `null` when there is none. */

export const areaQuery = () =>
  queryOptions({
    queryKey: ['area'],
    queryFn: ({ signal }) => nullOn(404, request(lateForm('area'), '/api/area', { signal })),
    staleTime: 60_000,
  });

/** The town's books as they were when a revision was kept. */

/** Streets closed for trucks on a day and later. */

/** The plans of some days; asks for none while nobody wants to know. */

/** The week a day lies in, truck by truck. */

/** The day's plan with its revisions; `null` when nobody has planned the day. */

/** What a revision was made without, and what is otherwise since. */

export const directionsQuery = (planId: string, routeId: string, language: Language) =>
  queryOptions({
    queryKey: ['directions', planId, routeId, language],
    queryFn: ({ signal }) =>
      request(lateForm('directions'), `/api/plans/${planId}/routes/${routeId}/directions?language=${language}`, {
        signal,
      }),
    staleTime: 60 * 60_000,
  });
