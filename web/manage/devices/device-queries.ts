import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { deviceListSchema } from '../../../domain/devices/devices.ts';
import { droppedReportsSchema } from '../../../domain/tracking.ts';
import { request } from '../../ui/api/request.ts';

const REFETCH_MILLISECONDS = 30_000;

/** Everything about devices begins so. */
export const DEVICES = ['devices'] as const;

/** Phones and trackers as records. */
export const devicesQuery = () =>
  queryOptions({
    queryKey: [...DEVICES, 'list'],
    queryFn: ({ signal }) => request(deviceListSchema, '/api/devices', { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
  });

/** What was reported and became no position. */
export const droppedReportsQuery = () =>
  queryOptions({
    queryKey: [...DEVICES, 'dropped'],
    queryFn: ({ signal }) => request(z.array(droppedReportsSchema), '/api/devices/dropped', { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
  });
