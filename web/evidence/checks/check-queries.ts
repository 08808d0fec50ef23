import { queryOptions } from '@tanstack/react-query';
import type { Day } from '../../../domain/day.ts';
import { driverSettingsSchema, truckCheckListSchema } from '../../../domain/truck-checks/truck-checks.ts';
import { request } from '../../ui/api/request.ts';

/** How trucks were found on a day. */
export const checksQuery = (day: Day) =>
  queryOptions({
    queryKey: ['truck-checks', day],
    queryFn: ({ signal }) => request(truckCheckListSchema, `/api/truck-checks?from=${day}&to=${day}`, { signal }),
    refetchInterval: 60_000,
  });

/** What the office has set for all drivers' phones. */
export const driverSettingsQuery = () =>
  queryOptions({
    queryKey: ['driver-settings'],
    queryFn: ({ signal }) => request(driverSettingsSchema, '/api/driver-settings', { signal }),
  });
