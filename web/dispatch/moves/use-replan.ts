import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { type PlanView, planViewSchema } from '../../../domain/plans.ts';
import type { replanAskSchema } from '../../../domain/replans/replans.ts';
import { dayPlanQuery } from '../../ui/api/town-queries.ts';
import { request } from '../../ui/api/request.ts';
import { useBoard, useBoardStore } from '../board/board-store.ts';
import type { DayModel } from '../day-model.ts';

const isUnderWayIn = (plan: PlanView | null | undefined): boolean =>
  plan?.state === 'queued' || plan?.state === 'running';

/** Asks for the rest of the day anew with what is otherwise. {@link useShowProposal} shows the proposal once it is made. */
export function useReplan(day: string, { revision }: DayModel, onProposal?: () => void) {
  const queryClient = useQueryClient();
  const board = useBoardStore();
  const plan = useQuery(dayPlanQuery(day)).data;
  const isAwaited = useBoard((b) => b.awaited !== null);
  const asked = useRef(false);
  const told = useRef(onProposal);
  useEffect(() => {
    told.current = onProposal;
  });
  const mutation = useMutation({
    mutationFn: (body: z.input<typeof replanAskSchema>) =>
      request(planViewSchema, `/api/plans/${revision?.planId}/replan`, { method: 'POST', body }),
    onSuccess: (planAsked) => {
      asked.current = true;
      board.set({ awaited: Math.max(0, ...planAsked.revisions.map(({ number }) => number)) });
      queryClient.setQueryData(['plan-of', day], planAsked);
    },
  });
  useEffect(() => {
    if (isAwaited || !asked.current) return;
    asked.current = false;
    if (plan?.state !== 'failed' && plan?.state !== 'cancelled') told.current?.();
  }, [isAwaited, plan]);
  return { mutation, isUnderWay: mutation.isPending || isUnderWayIn(plan) };
}

/** Shows the proposal that somebody asked for here, wherever on the page: an alert that asked may be over by then. */
export function useShowProposal(day: string): void {
  const board = useBoardStore();
  const navigate = useNavigate({ from: '/dispatch' });
  const plan = useQuery(dayPlanQuery(day)).data;
  const awaited = useBoard((b) => b.awaited);
  useEffect(() => {
    if (awaited === null || isUnderWayIn(plan)) return;
    const proposal = plan?.revisions.find(({ number, origin }) => number > awaited && origin === 'replanned');
    if (proposal) void navigate({ search: (before) => ({ ...before, revision: proposal.number }) });
    if (proposal || plan?.state === 'failed' || plan?.state === 'cancelled') board.set({ awaited: null });
  }, [awaited, board, plan, navigate]);
}
