import { Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../domain/plans.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { DayModel } from '../day-model.ts';
import { Comparison } from './Comparison.tsx';
import classes from './RevisionList.module.css';

interface Props {
  day: string;
  model: DayModel;
  plan: PlanView | null;
  shown: number | null;
  onShow: (revision: number) => void;
}

/** All revisions of the day, the newest first; one may be looked at and held against another. */
export function RevisionList({ day, model, plan, shown, onShow }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const revisions = [...(plan?.revisions ?? [])].sort((a, b) => b.number - a.number);
  if (revisions.length === 0) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t('revision.none')}
      </Text>
    );
  }
  return (
    <div className={classes.panel}>
      <div className={classes.list}>
        <VirtualList
          items={revisions}
          label={t('revision.list')}
          keyOf={(revision) => revision.id}
          rowHeight={58}
          rowClassName={() => classes.row}
          isChosen={(revision) => revision.number === shown}
          onChoose={(revision) => onShow(revision.number)}
        >
          {(revision) => (
            <>
              <Group justify="space-between" gap={6}>
                <Text size="sm" fw={600}>
                  {t('revision.number', { number: revision.number })}
                </Text>
                <Text size="xs" c={revision.isPublished ? 'var(--tx-served)' : 'dimmed'} fw={500}>
                  {revision.isPublished && (
                    <IconCircleCheck size={14} style={{ verticalAlign: '-2px', marginRight: 3 }} aria-hidden />
                  )}
                  {revision.isPublished
                    ? t('revision.published')
                    : revision.number === shown
                      ? t('revision.shown')
                      : t(`revision.origin.${revision.origin}`)}
                </Text>
              </Group>
              <Text size="xs" c="dimmed">
                {t('revision.by', {
                  when: format.instant(revision.createdAt),
                  who: revision.createdBy ?? t(`revision.origin.${revision.origin}`),
                })}
              </Text>
              <Text size="xs" c="dimmed">
                {format.tonnes(revision.totals.servedKg)} · {format.km(revision.totals.lengthMetres)} ·{' '}
                {format.money(revision.totals.costDong)}
              </Text>
            </>
          )}
        </VirtualList>
      </div>
      {revisions.length > 1 && <Comparison day={day} model={model} revisions={revisions} shown={shown} />}
    </div>
  );
}
