import { queryOptions, useQuery } from '@tanstack/react-query';
import { type RevisionDiff, revisionDiffSchema } from '../../../domain/replans/replans.ts';
import { request } from '../../ui/api/request.ts';
import type { DayModel } from '../day-model.ts';

const diffQuery = (planId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['revision-diff', planId, from, to],
    queryFn: ({ signal }) =>
      request(revisionDiffSchema, `/api/plans/${planId}/revisions/${from}/diff/${to}`, { signal }),
    // Revisions never change.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whether the revision looked at is a proposal for the rest of the day that nobody has decided on. */
export function isProposal({ revision }: DayModel): boolean {
  return revision?.origin === 'replanned' && !revision.isPublished && revision.parentNumber !== null;
}

/** What a proposal changes against the revision it was made from; `undefined` where there is none, or it is not here yet. */
export function useProposalDiff(model: DayModel): { diff: RevisionDiff | undefined; error: Error | null } {
  const { revision } = model;
  const { data, error } = useQuery({
    ...diffQuery(revision?.planId ?? '', revision?.parentNumber ?? 0, revision?.number ?? 0),
    enabled: isProposal(model),
  });
  return { diff: isProposal(model) ? data : undefined, error };
}
