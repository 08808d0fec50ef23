import { queryOptions } from '@tanstack/react-query';
import type { ActiveArea } from '../../../domain/areas.ts';
import type { Language } from '../../../domain/languages.ts';
import type { Me } from './forms.ts';
import { lateForm } from './late-form.ts';
import { isStatus } from './problem.ts';
import { request } from './request.ts';

export type { ActiveArea, Me };

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
    queryFn: ({ signal }) => request(lateForm('me'), '/api/me', { signal, takesEarly: true }),
    staleTime: 60_000,
    // Prolongs the session of a page that stays open for weeks.
    refetchInterval: 3_600_000,
  });

/** The active area; `null` when there is none. */
export const areaQuery = () =>
  queryOptions({
    queryKey: ['area'],
    queryFn: ({ signal }) => nullOn(404, request(lateForm('area'), '/api/area', { signal, takesEarly: true })),
    staleTime: 60_000,
  });

export const directionsQuery = (planId: string, routeId: string, language: Language) =>
  queryOptions({
    queryKey: ['directions', planId, routeId, language],
    queryFn: ({ signal }) =>
      request(lateForm('directions'), `/api/plans/${planId}/routes/${routeId}/directions?language=${language}`, {
        signal,
      }),
    staleTime: 60 * 60_000,
  });
