import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AlertView, alertsViewSchema } from '../../../domain/alerts/alerts.ts';
import type { Day } from '../../../domain/day.ts';
import { command, request } from '../../ui/api/request.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { usePermission } from '../../ui/session.ts';

/** Figures age by themselves; what is raised or over is announced. */
const REFETCH_MILLISECONDS = 20_000;

const alertsQuery = (day: Day) =>
  queryOptions({
    queryKey: ['alerts', day],
    queryFn: ({ signal }) => request(alertsViewSchema, `/api/alerts?date=${day}`, { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
  });

/** The day's alerts by what becomes of them: those that ask for something, those that are quiet, and how many are over. */
export function useAlerts(day: Day) {
  const enabled = usePermission('alerts.read');
  const { data, error, refetch } = useQuery({ ...alertsQuery(day), enabled });
  const items = data?.items ?? [];
  return {
    isLoaded: data !== undefined,
    error: data === undefined ? error : null,
    refetch,
    calling: items.filter(({ state }) => state === 'open' || state === 'taken'),
    snoozed: items.filter(({ state }) => state === 'snoozed'),
    over: items.filter(({ state }) => state === 'closed' || state === 'ended').length,
  };
}

/** Reads a day's alerts again when anything of them is announced. */
export function useAlertNews(day: Day): void {
  const queryClient = useQueryClient();
  useLive('alerts', ({ day: of }) => {
    if (of === day) void queryClient.invalidateQueries({ queryKey: ['alerts', day] });
  });
}

/** Takes, snoozes or closes an alert. */
export function useAlertAction(day: Day, { id }: AlertView) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body = {} }: { action: 'take' | 'snooze' | 'close'; body?: object }) =>
      command(`/api/alerts/${id}/${action}`, { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alerts', day] }),
  });
}
