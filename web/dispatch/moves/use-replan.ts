import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { planViewSchema } from '../../../domain/plans.ts';
import type { replanAskSchema } from '../../../domain/replans/replans.ts';
import { dayPlanQuery } from '../../ui/api/town-queries.ts';
import { request } from '../../ui/api/request.ts';
import type { DayModel } from '../day-model.ts';

/** Asks for the rest of the day anew with what is otherwise, and shows the proposal once it is made. */
export function useReplan(day: string, { revision }: DayModel, onProposal?: () => void) {
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/dispatch' });
  const plan = useQuery(dayPlanQuery(day)).data;
  /** Proposals newer than this are of what was asked for here. */
  const awaited = useRef<number | null>(null);
  const told = useRef(onProposal);
  useEffect(() => {
    told.current = onProposal;
  });
  const mutation = useMutation({
    mutationFn: (body: z.input<typeof replanAskSchema>) =>
      request(planViewSchema, `/api/plans/${revision?.planId}/replan`, { method: 'POST', body }),
    onSuccess: (asked) => {
      awaited.current = Math.max(0, ...asked.revisions.map(({ number }) => number));
      queryClient.setQueryData(['plan-of', day], asked);
    },
  });
  const isOpen = plan?.state === 'queued' || plan?.state === 'running';
  useEffect(() => {
    if (awaited.current === null || isOpen) return;
    const proposal = plan?.revisions.find(
      ({ number, origin }) => number > (awaited.current ?? 0) && origin === 'replanned',
    );
    if (proposal) {
      void navigate({ search: (before) => ({ ...before, revision: proposal.number }) });
      told.current?.();
    }
    if (proposal || plan?.state === 'failed' || plan?.state === 'cancelled') awaited.current = null;
  }, [plan, isOpen, navigate]);
  return { mutation, isUnderWay: mutation.isPending || isOpen };
}
