import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { areaViewSchema, type ImportView, importViewSchema } from '../../../domain/areas.ts';
import { request } from '../../ui/api/request.ts';

export const areasQuery = () =>
  queryOptions({
    queryKey: ['areas'],
    queryFn: ({ signal }) => request(z.array(areaViewSchema), '/api/areas', { signal }),
  });

export function isImportRunning(view: ImportView): boolean {
  return view.state === 'queued' || view.state === 'running';
}

/** One import with its faults; they are there when it has ended, and stay as they are. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => request(importViewSchema, `/api/imports/${id}`, { signal }),
  });

/** The last imports, the newest first; asked for again every two seconds while one runs. */
export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) => request(z.array(importViewSchema), '/api/imports', { signal }),
    refetchInterval: (query) => (query.state.data?.some(isImportRunning) ? 2000 : false),
  });
