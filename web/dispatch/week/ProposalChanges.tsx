import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import { addDays, type Day } from '../../../domain/day.ts';
import { acceptAnswerSchema, type WeekProposal, type WeekResult } from '../../../domain/week/proposals.ts';
import { gainOf } from '../../../domain/week/verdict.ts';
import { streamName, weekdayName } from '../../register/fields/names.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Proposal.module.css';

interface Props {
  proposal: WeekProposal;
  result: WeekResult;
  today: Day;
  onAccepted: () => void;
}

/** Points with other days, old and new; those that are chosen are taken into the register from a day on. */
export function ProposalChanges({ proposal, result, today, onAccepted }: Props) {
  const { t } = useTranslation('week-proposal');
  const format = useFormat();
  const language = currentLanguage();
  const { changes } = result;
  const all = [...new Set(changes.map(({ pointId }) => pointId))];
  const { isGain } = gainOf(result);
  // What brings nothing is chosen by whoever wants it all the same.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(isGain ? all : []));
  const tomorrow = addDays(today, 1);
  const nextWeek = addDays(proposal.monday, 7);
  const [from, setFrom] = useState(nextWeek > tomorrow ? nextWeek : tomorrow);
  const accept = useMutation({
    mutationFn: async () =>
      await request(acceptAnswerSchema, `/api/weeks/${proposal.monday}/proposals/${proposal.id}/accept`, {
        method: 'POST',
        body: { from, ...(chosen.size < all.length && { points: [...chosen] }) },
      }),
    onSuccess: onAccepted,
  });
  const days = (weekdays: readonly number[]): string =>
    weekdays.map((weekday) => weekdayName(weekday, language)).join(', ');
  const choose = (pointId: string) => {
    const next = new Set(chosen);
    if (!next.delete(pointId)) next.add(pointId);
    setChosen(next);
  };
  return (
    <>
      <div
        className={classes.scroll}
        data-is="points"
        role="region"
        aria-label={t('changes', { count: all.length })}
        tabIndex={0}
      >
        <table className={classes.table}>
          <caption>{t('changes', { count: all.length })}</caption>
          <thead>
            <tr>
              <th scope="col">
                <Checkbox
                  size="xs"
                  label={t('all')}
                  checked={chosen.size === all.length}
                  indeterminate={chosen.size > 0 && chosen.size < all.length}
                  onChange={() => setChosen(new Set(chosen.size === all.length ? [] : all))}
                />
              </th>
              <th scope="col" className={classes.text}>
                {t('unit')}
              </th>
              <th scope="col" className={classes.text}>
                {t('stream')}
              </th>
              <th scope="col">{t('kgPerWeek')}</th>
              <th scope="col" className={classes.text}>
                {t('from')} → {t('to')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.pointId} ${change.stream}`}>
                <th scope="row">
                  <Checkbox
                    size="xs"
                    label={`${change.code} · ${change.name}`}
                    checked={chosen.has(change.pointId)}
                    onChange={() => choose(change.pointId)}
                  />
                </th>
                <td className={classes.text}>{change.unitName}</td>
                <td className={classes.text}>{streamName(change.stream, language)}</td>
                <td>{format.count(change.kgPerWeek)}</td>
                <td className={classes.text}>{t('arrow', { before: days(change.from), after: days(change.to) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <Group gap={10} align="end">
          <DayField
            size="xs"
            label={t('since')}
            min={tomorrow}
            max="2199-12-31"
            required
            value={from}
            onChange={setFrom}
          />
          <Button
            type="submit"
            size="compact-sm"
            h={30}
            variant={isGain ? 'filled' : 'default'}
            loading={accept.isPending}
            disabled={chosen.size === 0}
          >
            {t('accept', { count: chosen.size })}
          </Button>
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          {t('acceptHint')}
        </Text>
      </form>
      <div role="status">
        {accept.data && (
          <Text size="sm">
            {t('accepted', { count: accept.data.streams, day: format.day(from) })}{' '}
            {accept.data.left.length > 0 && t('leftAlone', { codes: accept.data.left.join(', ') })}
          </Text>
        )}
      </div>
      {accept.error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(accept.error)}
        </Text>
      )}
      {proposal.acceptances.map(({ at, by, from: since, streams }) => (
        <Text key={at} size="xs">
          {t('acceptedBy', { who: by ?? t('somebody'), streams, day: format.day(since) })}
        </Text>
      ))}
    </>
  );
}
