import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { planViewSchema } from '../../../domain/plans.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { dayPlanQuery } from '../../ui/api/queries.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';

/**
 * Asks for the rest of the day without a truck that drives no more. What comes of it is a proposal, which is shown as soon as it is
 * there.
 */
export function TruckBroken({ day, model, truckId }: { day: string; model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const mayMake = usePermission('plan.make');
  const { revision, hasFieldEvents } = model;
  const replan = useReplan(day, model);
  useForgetFailure(replan.mutation);
  const route = model.routesOfTruck.get(truckId)?.at(-1);
  if (!mayMake || !revision?.isPublished || !hasFieldEvents || !route) return null;
  const open = route.stops.filter(({ id }) => model.outcomes.get(id) === 'open');
  if (open.length === 0) return null;
  const kg = open.reduce((sum, { loadKg }) => sum + loadKg, 0);
  return (
    <>
      <AskFirst
        question={t('broken.ask', { count: open.length, load: format.tonnes(kg) })}
        confirm={t('broken.confirm')}
        onConfirm={() => replan.mutation.mutate({ trucks: [truckId] })}
      >
        {(ask) => (
          <Button size="compact-xs" variant="default" loading={replan.isUnderWay} onClick={ask}>
            {t('broken.button')}
          </Button>
        )}
      </AskFirst>
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}

/** Asks for the rest of the day anew, and shows the proposal once it is made. */
function useReplan(day: string, { revision }: DayModel) {
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/dispatch' });
  const plan = useQuery(dayPlanQuery(day)).data;
  /** Proposals newer than this are of what was asked for here. */
  const awaited = useRef<number | null>(null);
  const mutation = useMutation({
    mutationFn: (without: { trucks: string[] }) =>
      request(planViewSchema, `/api/plans/${revision?.planId}/replan`, { method: 'POST', body: { without } }),
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
    if (proposal) void navigate({ search: (before) => ({ ...before, revision: proposal.number }) });
    if (proposal || plan?.state === 'failed' || plan?.state === 'cancelled') awaited.current = null;
  }, [plan, isOpen, navigate]);
  return { mutation, isUnderWay: mutation.isPending || isOpen };
}
