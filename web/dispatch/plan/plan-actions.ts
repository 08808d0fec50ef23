import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import type { Day } from '../../../domain/day.ts';
import { type PlanView, planViewSchema } from '../../../domain/plans.ts';
import { isStatus } from '../../ui/api/problem.ts';
import { command, request } from '../../ui/api/request.ts';

/** Driving seconds that one truck instead of two at two near stops is worth, where districts are wanted; see docs/optimizer.md. */
export const DISTRICT_SECONDS = 30;

/** How a plan is to be made. */
export interface Making {
  /** How long to search; `null`: as long as the server is set to. */
  readonly seconds: number | null;
  /** Whether each truck is to keep to streets of its own. */
  readonly isInDistricts: boolean;
  /** Whether trucks keep to their usual routes of the weekday. */
  readonly usual: boolean;
}

/**
 * Asks for a plan of `day`. When somebody is already planning it (409), `isConflict` is told and theirs is fetched.
 */
export function useMakePlan(day: Day) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ seconds, isInDistricts, usual }: Making): Promise<{ isConflict: boolean }> => {
      try {
        const body = {
          date: day,
          seconds: seconds ?? undefined,
          usual,
          ...(isInDistricts && { districtSeconds: DISTRICT_SECONDS }),
        };
        const plan = await request(planViewSchema, '/api/plans', { method: 'POST', body });
        queryClient.setQueryData(['plan-of', day], plan);
        return { isConflict: false };
      } catch (error) {
        if (!isStatus(error, 409)) throw error;
        await queryClient.invalidateQueries({ queryKey: ['plan-of', day] });
        return { isConflict: true };
      }
    },
  });
}

export function useCancelPlan(plan: PlanView | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => command(`/api/plans/${plan?.id}/cancel`, { body: {} }),
    onSettled: () => refetchPlan(queryClient, plan),
  });
}

/** Publishes the revision of that number, or with `null` unpublishes the day. */
export function usePublish(plan: PlanView | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (revision: number | null) =>
      revision === null
        ? request(z.unknown(), `/api/plans/${plan?.id}/unpublish`, { method: 'POST', body: {} })
        : request(z.unknown(), `/api/plans/${plan?.id}/publish`, { method: 'POST', body: { revision } }),
    onSettled: () => refetchPlan(queryClient, plan),
  });
}

async function refetchPlan(queryClient: QueryClient, plan: PlanView | null): Promise<void> {
  if (!plan) return;
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['plan-of', plan.day] }),
    queryClient.invalidateQueries({ queryKey: ['day', plan.day] }),
  ]);
}
