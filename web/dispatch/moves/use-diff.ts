import { queryOptions, useQuery } from '@tanstack/react-query';
import { type RevisionDiff, revisionDiffSchema } from '../../../domain/replans/replans.ts';
import { request } from '../../ui/api/request.ts';
import { useEditing } from '../board/editing.ts';
import type { DayModel } from '../day-model.ts';

const diffQuery = (planId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['revision-diff', planId, from, to],
    queryFn: ({ signal }) =>
      request(revisionDiffSchema, `/api/plans/${planId}/revisions/${from}/diff/${to}`, { signal }),
    // Revisions never change.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The revision that the proposal on screen was made from; `null` where none is on screen, or somebody has decided on it. */
export function useProposedFrom({ revision }: DayModel): number | null {
  const from = useEditing()?.proposedFrom ?? null;
  return revision?.isPublished === false ? from : null;
}

/** What is otherwise in the revision on screen than in `from`; `undefined` where that is `null`, or it is not here yet. */
export function useDiff(
  { revision }: DayModel,
  from: number | null,
): { diff: RevisionDiff | undefined; error: Error | null } {
  const { data, error } = useQuery({
    ...diffQuery(revision?.planId ?? '', from ?? 0, revision?.number ?? 0),
    enabled: from !== null && revision !== null,
  });
  return { diff: from === null ? undefined : data, error };
}
