import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Day, isoWeekday } from '../../../domain/day.ts';
import { type UsualRoute, usualRoutesSchema } from '../../../domain/usual-routes/usual-routes.ts';
import { request } from '../../ui/api/request.ts';

const usualRoutesQuery = (weekday: number) =>
  queryOptions({
    queryKey: ['usual-routes', weekday],
    queryFn: ({ signal }) => request(usualRoutesSchema, `/api/usual-routes?weekday=${weekday}`, { signal }),
    staleTime: 60_000,
  });

const NONE: readonly UsualRoute[] = [];

/** What shifts usually do on the weekday of a day. */
export function useUsualRoutes(day: Day): readonly UsualRoute[] {
  return useQuery(usualRoutesQuery(isoWeekday(day))).data?.items ?? NONE;
}

/** Keeps a route as a usual one, or forgets one. */
export function useChangeUsual() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: { keep: string } | { forget: string }) =>
      'keep' in change
        ? request(usualRoutesSchema, '/api/usual-routes', { method: 'POST', body: { routeId: change.keep } })
        : request(usualRoutesSchema, `/api/usual-routes/${change.forget}`, { method: 'DELETE' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['usual-routes'] }),
  });
}
