import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { accountSessionSchema, accountViewSchema, scopeChoicesSchema } from '../../../domain/accounts/account.ts';
import { request } from '../../ui/api/request.ts';

const pageSchema = z.object({ items: z.array(accountViewSchema), nextCursor: z.string().nullable() });

/** The accounts that fit what was typed; at most 500, which is more than a town's office has. */
export const accountsQuery = (q: string, archived: boolean) =>
  queryOptions({
    queryKey: ['accounts', 'list', q, archived],
    queryFn: ({ signal }) =>
      request(pageSchema, `/api/accounts?limit=500&archived=${archived ? 1 : 0}&q=${encodeURIComponent(q)}`, {
        signal,
      }),
    placeholderData: (before) => before,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => request(accountViewSchema, `/api/accounts/${id}`, { signal }),
  });

export const accountSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'sessions', id],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(accountSessionSchema) }), `/api/accounts/${id}/sessions`, { signal }),
  });

/** What a role can be held over, and the crews. */
export const scopeChoicesQuery = () =>
  queryOptions({
    queryKey: ['accounts', 'scopes'],
    queryFn: ({ signal }) => request(scopeChoicesSchema, '/api/account-scopes', { signal }),
    staleTime: 60_000,
  });
