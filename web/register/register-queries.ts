import {
  infiniteQueryOptions,
  type InfiniteData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { changeViewSchema } from '../../domain/changes.ts';
import { request } from '../ui/api/request.ts';
import { type RegisterRecord, type RegisterSubject, recordPageSchema, registerRecordSchema } from './record.ts';

/** So many rows are asked for at once: the first are there at once, the rest while one reads. */
const PAGE_ROWS = 1000;

type Page = z.infer<typeof recordPageSchema>;

const recordsQuery = (subject: RegisterSubject, isArchived: boolean) =>
  infiniteQueryOptions({
    queryKey: ['register', subject, 'list', isArchived],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE_ROWS), archived: isArchived ? '1' : '0' });
      if (pageParam !== null) query.set('cursor', pageParam);
      return request(recordPageSchema, `/api/${subject}?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page) => last.nextCursor,
    staleTime: 30_000,
  });

interface Records {
  readonly records: readonly RegisterRecord[];
  readonly isPending: boolean;
  /** Not all rows are here yet. */
  readonly isPartial: boolean;
  readonly error: unknown;
  readonly refetch: () => void;
}

const NONE: readonly RegisterRecord[] = [];

/** All rows of a book that the reader may see; they come page by page, and what is there is given. */
export function useRecords(subject: RegisterSubject, isArchived: boolean, isEnabled = true): Records {
  const query = useInfiniteQuery({ ...recordsQuery(subject, isArchived), enabled: isEnabled });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const pages = query.data?.pages;
  const records = useMemo(() => pages?.flatMap((page) => page.items) ?? NONE, [pages]);
  return {
    records,
    isPending: query.isPending,
    isPartial: hasNextPage,
    error: query.data === undefined ? query.error : null,
    refetch: () => void query.refetch(),
  };
}

export const recordQuery = (subject: RegisterSubject, id: string) =>
  queryOptions({
    queryKey: ['register', subject, 'record', id],
    queryFn: ({ signal }) =>
      request(registerRecordSchema, `/api/${subject}/${id}`, {
        signal,
        // The tag is of the record's own fields: days out and papers come and go under the same one.
        headers: { 'Cache-Control': 'no-cache' },
      }),
  });

export const changesQuery = (subject: RegisterSubject, id: string) =>
  queryOptions({
    queryKey: ['register', subject, 'changes', id],
    queryFn: ({ signal }) =>
      request(
        z.object({ items: z.array(changeViewSchema), nextCursor: z.string().nullable() }),
        `/api/changes?subject=${subject}&id=${id}`,
        { signal },
      ),
  });

const itemsSchema = z.object({ items: z.array(registerRecordSchema) });

export type RecordChange = Readonly<Record<string, unknown>>;

/**
 * @param base the record that the change was made on
 * @throws ApiProblem with 412 when somebody changed the record in between, 400 for what cannot be
 */
export function patchRecord(
  subject: RegisterSubject,
  base: RegisterRecord,
  change: RecordChange,
): Promise<RegisterRecord> {
  return request(registerRecordSchema, `/api/${subject}/${base.id}`, {
    method: 'PATCH',
    body: change,
    headers: { 'If-Match': `"${base.version}"` },
  });
}

/** The same change of several records, all or none; see {@link patchRecord}. */
export async function patchRecords(
  subject: RegisterSubject,
  bases: readonly RegisterRecord[],
  changes: RecordChange,
): Promise<readonly RegisterRecord[]> {
  const items = bases.map(({ id, version }) => ({ id, version }));
  const answer = await request(itemsSchema, `/api/${subject}`, { method: 'PATCH', body: { items, changes } });
  return answer.items;
}

/** @throws ApiProblem with 400 for what cannot be */
export function createRecord(subject: RegisterSubject, fields: RecordChange): Promise<RegisterRecord> {
  return request(registerRecordSchema, `/api/${subject}`, { method: 'POST', body: fields });
}

/** @throws ApiProblem with 409 when something in use depends on it */
export function setActive(subject: RegisterSubject, id: string, isActive: boolean): Promise<RegisterRecord> {
  return request(registerRecordSchema, `/api/${subject}/${id}/${isActive ? 'restore' : 'archive'}`, {
    method: 'POST',
    body: {},
  });
}

/** Puts saved records in place of what the pages hold of them, and has their history read again. */
export function keepRecords(
  queryClient: QueryClient,
  subject: RegisterSubject,
  saved: readonly RegisterRecord[],
): void {
  const byId = new Map(saved.map((record) => [record.id, record]));
  for (const record of saved) {
    queryClient.setQueryData(recordQuery(subject, record.id).queryKey, record);
    void queryClient.invalidateQueries({ queryKey: changesQuery(subject, record.id).queryKey });
  }
  queryClient.setQueriesData<InfiniteData<Page>>(
    { queryKey: ['register', subject, 'list'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.items.some((item) => byId.has(item.id))
            ? { ...page, items: page.items.map((item) => byId.get(item.id) ?? item) }
            : page,
        ),
      },
  );
  // The map, the dispatcher's page and the coverage read the town as one.
  void queryClient.invalidateQueries({ queryKey: ['town'] });
}

/** Has a book read again after a row came or went. */
export function forgetRecords(queryClient: QueryClient, subject: RegisterSubject): void {
  void queryClient.invalidateQueries({ queryKey: ['register', subject] });
  void queryClient.invalidateQueries({ queryKey: ['town'] });
}
