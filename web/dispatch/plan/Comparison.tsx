import { NativeSelect, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanTotals, RevisionSummary } from '../../../domain/plans.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useBoardStore } from '../board/board-store.ts';
import type { DayModel } from '../day-model.ts';
import { Difference } from '../moves/Difference.tsx';
import { useDiff } from '../moves/use-diff.ts';
import classes from './Comparison.module.css';

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

interface Props {
  day: string;
  model: DayModel;
  /** All of the day, the newest first. */
  revisions: readonly RevisionSummary[];
  shown: number | null;
}

/** The revision shown against another, the one it was made from unless one asks for another: its totals before and after, and what is otherwise. */
export function Comparison({ day, model, revisions, shown }: Props) {
  const { t } = useTranslation('dispatch');
  const moves = useTranslation('moves').t;
  const format = useFormat();
  const board = useBoardStore();
  const [otherNumber, setOther] = useState<number | null>(null);
  const others = revisions.filter((revision) => revision.number !== shown);
  const mine = revisions.find((revision) => revision.number === shown);
  const byNumber = (number: number | null) => others.find((revision) => revision.number === number);
  const other = byNumber(otherNumber) ?? byNumber(mine?.parentNumber ?? null) ?? others[0];
  // While another revision loads, the one before is on the map.
  const comparedWith = mine && model.revision?.number === shown ? (other?.number ?? null) : null;
  const { diff, error } = useDiff(model, comparedWith);
  useEffect(() => {
    board.set({ comparedWith });
    return () => board.set({ comparedWith: null });
  }, [board, comparedWith]);
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
        <thead>
          <tr>
            <th scope="col">{t('revision.difference')}</th>
            <th scope="col">{t('revision.short', { number: other.number })}</th>
            <th scope="col">{t('revision.short', { number: mine.number })}</th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(([key, value, unit, goodSign]) => {
            const difference = value(mine.totals) - value(other.totals);
            const isGood = Math.sign(difference) === goodSign;
            return (
              <tr key={key}>
                <th scope="row">{t(`totals.${key}`)}</th>
                <td>{format[unit](value(other.totals))}</td>
                <td>
                  {format[unit](value(mine.totals))}
                  {difference !== 0 && (
                    <span data-verdict={isGood ? 'better' : 'worse'}>
                      {`${difference > 0 ? '+' : '−'}${format[unit](Math.abs(difference))}`}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(error)}
        </Text>
      )}
      {diff ? (
        <Difference day={day} model={model} diff={diff} />
      ) : (
        !error && (
          <Text size="sm" role="status">
            {moves('proposal.comparing', { number: other.number })}
          </Text>
        )
      )}
    </div>
  );
}
