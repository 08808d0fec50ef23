import { Alert, Button, Group, Modal, Progress, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { addDays, type Day } from '../../../domain/day.ts';
import { type WeekProposal, weekProposalSchema } from '../../../domain/week/proposals.ts';
import { gainOf } from '../../../domain/week/verdict.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { en } from '../../ui/texts/en/week-proposal.ts';
import { vi } from '../../ui/texts/vi/week-proposal.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Proposal.module.css';
import { ProposalChanges } from './ProposalChanges.tsx';
import { ProposalFigures } from './ProposalFigures.tsx';

registerTexts('week-proposal', { vi, en });

const LOOK_MILLISECONDS = 2000;

const isOpen = (proposal: WeekProposal | undefined): boolean =>
  proposal?.state === 'queued' || proposal?.state === 'running';

/** Other collection days for a week: asked for, reckoned by a worker, shown beside the days of now, accepted whole or in part. */
export default function Proposal({ monday, today, onClose }: { monday: Day; today: Day; onClose: () => void }) {
  const { t } = useTranslation('week-proposal');
  const format = useFormat();
  const queryClient = useQueryClient();
  const path = `/api/weeks/${monday}/proposals`;
  const queryKey = ['week-proposals', monday];
  const proposals = useQuery({
    queryKey,
    queryFn: ({ signal }) => request(z.array(weekProposalSchema), path, { signal }),
    refetchInterval: ({ state: { data } }) => (isOpen(data?.[0]) ? LOOK_MILLISECONDS : false),
  });
  const again = () => void queryClient.invalidateQueries({ queryKey });
  const ask = useMutation({
    mutationFn: async () => await request(weekProposalSchema, path, { method: 'POST', body: {} }),
    onSettled: again,
  });
  const cancel = useMutation({
    mutationFn: async (id: string) =>
      await request(weekProposalSchema, `${path}/${id}/cancel`, { method: 'POST', body: {} }),
    onSettled: again,
  });
  const [latest] = proposals.data ?? [];
  const done = proposals.data?.find(({ result }) => result !== null);
  const error = ask.error ?? cancel.error ?? proposals.error;
  const span = { from: format.dayShort(monday), to: format.dayShort(addDays(monday, 6)) };
  return (
    <Modal opened onClose={onClose} title={t('title', span)} size={960} classNames={{ body: classes.panel }}>
      <Text size="sm" c="dimmed">
        {t('hint')}
      </Text>
      {latest && isOpen(latest) ? (
        <div role="status">
          <Text size="sm">
            {latest.state === 'queued' ? t('queued') : t('running', { percent: format.percent(latest.progress / 100) })}
          </Text>
          <Group gap={10} mt={6} wrap="nowrap">
            <Progress value={latest.progress} flex={1} aria-label={t('running', { percent: latest.progress })} />
            <Button
              size="compact-sm"
              variant="default"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(latest.id)}
            >
              {t('cancel')}
            </Button>
          </Group>
        </div>
      ) : (
        <Group gap={10}>
          <Button
            size="compact-sm"
            loading={ask.isPending}
            disabled={proposals.isPending}
            variant={done ? 'default' : 'filled'}
            onClick={() => ask.mutate()}
          >
            {t(done ? 'again' : 'ask')}
          </Button>
          {latest?.state === 'cancelled' && <Text size="sm">{t('cancelled')}</Text>}
        </Group>
      )}
      {latest?.failure && (
        <Alert color="red" p={8} role="alert">
          {t(`failure.${latest.failure}`)}
        </Alert>
      )}
      {error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(error)}
        </Text>
      )}
      {done?.result && (
        <>
          <ProposalFigures result={done.result} />
          <WhatToDo
            key={done.id}
            {...{ proposal: done, result: done.result, today }}
            onAccepted={again}
            onKeep={onClose}
          />
        </>
      )}
    </Modal>
  );
}

/** What brings something is offered to be accepted; of what does not the way out comes first, and its points for whoever asks. */
function WhatToDo({ onKeep, ...shown }: ComponentProps<typeof ProposalChanges> & { onKeep: () => void }) {
  const { t } = useTranslation('week-proposal');
  const { proposal, result } = shown;
  if (gainOf(result).isGain) return <ProposalChanges {...shown} />;
  return (
    <>
      <Button size="compact-sm" h={30} style={{ justifySelf: 'start' }} onClick={onKeep}>
        {t('keep')}
      </Button>
      {result.changes.length > 0 && (
        <details className={classes.allTheSame} open={proposal.acceptances.length > 0}>
          <summary>{t('allTheSame')}</summary>
          <div className={classes.panel}>
            <ProposalChanges {...shown} />
          </div>
        </details>
      )}
    </>
  );
}
