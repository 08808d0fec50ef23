import { Group, NativeSelect, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanTotals, PlanView, RevisionSummary } from '../../../domain/plans.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from './RevisionList.module.css';

interface Props {
  plan: PlanView | null;
  shown: number | null;
  onShow: (revision: number) => void;
}

/** All revisions of the day, the newest first; one may be looked at and held against another. */
export function RevisionList({ plan, shown, onShow }: Props) {
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
      {revisions.length > 1 && <Comparison revisions={revisions} shown={shown} />}
    </div>
  );
}

const FIGURES = [
  ['mass', (totals: PlanTotals) => totals.servedKg, 'kg', 1],
  ['visits', (totals: PlanTotals) => totals.servedVisits, 'count', 1],
  ['trips', (totals: PlanTotals) => totals.trips, 'count', -1],
  ['trucks', (totals: PlanTotals) => totals.trucks, 'count', -1],
  ['length', (totals: PlanTotals) => totals.lengthMetres, 'km', -1],
  ['work', (totals: PlanTotals) => totals.workSeconds, 'duration', -1],
  ['overtime', (totals: PlanTotals) => totals.overtimeSeconds, 'duration', -1],
  ['cost', (totals: PlanTotals) => totals.costDong, 'money', -1],
] as const;

/** Totals of the revision shown against those of another. */
function Comparison({ revisions, shown }: { revisions: RevisionSummary[]; shown: number | null }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const others = revisions.filter((revision) => revision.number !== shown);
  const [otherNumber, setOther] = useState<number | null>(null);
  const mine = revisions.find((revision) => revision.number === shown);
  const other = others.find((revision) => revision.number === otherNumber) ?? others[0];
  if (!mine || !other) return null;
  return (
    <div className={classes.comparison}>
      <NativeSelect
        size="xs"
        aria-label={t('revision.difference')}
        value={String(other.number)}
        data={others.map(({ number }) => ({ value: String(number), label: t('revision.compare', { number }) }))}
        onChange={(event) => setOther(Number(event.currentTarget.value))}
      />
      <table>
        <tbody>
          {FIGURES.map(([key, value, unit, goodSign]) => {
            const difference = value(mine.totals) - value(other.totals);
            const isGood = Math.sign(difference) === goodSign;
            return (
              <tr key={key}>
                <th scope="row">{t(`totals.${key}`)}</th>
                <td>{format[unit](value(mine.totals))}</td>
                <td data-verdict={difference === 0 ? 'same' : isGood ? 'better' : 'worse'}>
                  {difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${format[unit](Math.abs(difference))}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
