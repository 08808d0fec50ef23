import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../../../domain/day.ts';
import { incidentListSchema } from '../../../domain/incidents/incidents.ts';
import { request } from '../../ui/api/request.ts';

/** What crews told of on a day beside their stops, the latest first. */
export const incidentsQuery = (day: Day) =>
  queryOptions({
    queryKey: ['incidents', day],
    queryFn: ({ signal }) => request(incidentListSchema, `/api/incidents?day=${day}`, { signal }),
    // Heals what no announcement told.
    refetchInterval: 60_000,
  });
