import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../domain/plans.ts';
import type { RevisionDiff } from '../../../domain/replans/replans.ts';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { usePublish } from '../plan/plan-actions.ts';
import { Difference } from './Difference.tsx';
import classes from './Proposal.module.css';
import { useDiff, useProposedFrom } from './use-diff.ts';

/** What a proposal for the rest of the day changes, in words, and the buttons that decide on it. */
export function Proposal({ day, model, plan }: { day: string; model: DayModel; plan: PlanView | null }) {
  const { t } = useTranslation('moves');
  const navigate = useNavigate({ from: '/dispatch' });
  const mayPublish = usePermission('plan.publish');
  const publish = usePublish(plan);
  useForgetFailure(publish);
  const from = useProposedFrom(model);
  const { diff, error } = useDiff(model, from);
  if (from === null) return null;
  const number = model.revision?.number ?? 0;
  const published = plan?.revisions.find(({ isPublished }) => isPublished)?.number;
  const isStale = published !== undefined && published !== from;
  return (
    <section className={classes.proposal} aria-label={t('proposal.title', { number })}>
      <Text size="sm" fw={600}>
        {t('proposal.title', { number })}
      </Text>
      {error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(error)}
        </Text>
      )}
      {isStale && (
        <Text size="xs" role="status" c="var(--tx-skipped)">
          {t('proposal.stale', { number: published })}
        </Text>
      )}
      {mayPublish && (
        <Group gap={8} grow preventGrowOverflow={false}>
          <Button loading={publish.isPending} disabled={!diff || isStale} onClick={() => publish.mutate(number)}>
            {t('proposal.accept')}
          </Button>
          <Button
            variant="default"
            onClick={() => void navigate({ search: (before) => ({ ...before, revision: undefined }) })}
          >
            {t('proposal.reject')}
          </Button>
        </Group>
      )}
      {publish.error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(publish.error)}
        </Text>
      )}
      {diff ? (
        <>
          <Difference day={day} model={model} diff={diff} />
          <Figures {...diff} />
        </>
      ) : (
        !error && <Text size="sm">{t('proposal.comparing', { number: from })}</Text>
      )}
    </section>
  );
}

/** What the whole day comes to, before and after. */
function Figures({ before, after }: RevisionDiff) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const signed = (text: (value: number) => string, value: number): string =>
    `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`;
  return (
    <Text size="xs" c="dimmed">
      {[
        signed(format.kg, after.servedKg - before.servedKg),
        signed(format.km, after.lengthMetres - before.lengthMetres),
        signed(format.duration, after.overtimeSeconds - before.overtimeSeconds),
        signed(format.money, after.costDong - before.costDong),
      ].join(' · ')}
      <br />
      {t('proposal.figures', { before: format.money(before.costDong), after: format.money(after.costDong) })}
    </Text>
  );
}
