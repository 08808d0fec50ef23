import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_REASON_LENGTH } from '../../../domain/reason.ts';
import { type LedgerMonth, ledgerMonthListSchema } from '../../../domain/ledger/months.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Months.module.css';
import { monthsQuery } from './rates-queries.ts';

/** Months are closed by the manager, so that what was reported stays; what came late is listed, and opening one says why. */
export function Months() {
  const { t } = useTranslation('rates');
  const months = useQuery(monthsQuery());
  if (!months.data || months.data.items.length === 0) return null;
  return (
    <details className={classes.months}>
      <summary>{t('months.title')}</summary>
      <p>{t('months.hint')}</p>
      <ul>
        {months.data.items.map((month) => (
          <MonthRow key={month.month} month={month} />
        ))}
      </ul>
    </details>
  );
}

function MonthRow({ month: row }: { month: LedgerMonth }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const { month, state, closedAt, closedBy, reopened, dirtyDays, late } = row;
  const change = useMutation({
    mutationFn: (body: { reason?: string }) =>
      request(ledgerMonthListSchema, `/api/ledger/months/${month}/${state === 'open' ? 'close' : 'reopen'}`, {
        method: 'POST',
        body,
      }),
    onSuccess: async () => {
      setReason(null);
      await queryClient.invalidateQueries({ queryKey: ['ledger'] });
    },
  });
  return (
    <li>
      <b>{month.split('-').reverse().join('/')}</b>
      <span data-state={state}>
        {state === 'closed'
          ? t('months.closed', { at: format.instant(closedAt ?? ''), by: closedBy ?? '' })
          : dirtyDays > 0
            ? t('recomputed', { count: dirtyDays })
            : t('months.open')}
      </span>
      {state === 'open' ? (
        <Button
          size="compact-xs"
          variant="default"
          disabled={dirtyDays > 0}
          loading={change.isPending}
          onClick={() => change.mutate({})}
        >
          {t('months.close')}
        </Button>
      ) : reason === null ? (
        <Button size="compact-xs" variant="default" onClick={() => setReason('')}>
          {t('months.reopen')}
        </Button>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ reason });
          }}
        >
          <TextInput
            size="xs"
            autoFocus
            required
            minLength={LEAST_REASON_LENGTH}
            placeholder={t('months.why')}
            aria-label={t('months.why')}
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          <Button size="compact-xs" type="submit" loading={change.isPending}>
            {t('months.reopen')}
          </Button>
        </form>
      )}
      {change.isError && (
        <p role="alert" className={classes.fault}>
          {messageOf(change.error)}
        </p>
      )}
      {reopened && state === 'open' && (
        <p>
          {t('months.reopened', { at: format.instant(reopened.at), by: reopened.by ?? '', reason: reopened.reason })}
        </p>
      )}
      {late.length > 0 && (
        <details>
          <summary>{t('months.late', { count: late.length })}</summary>
          <ul>
            {late.map((thing, index) => (
              <li key={thing.id ?? index}>
                {format.dayShort(thing.day)} · {t(`months.kind.${thing.kind}`)} {thing.name}
                {thing.kg !== null && ` · ${format.kg(thing.kg)}`} ·{' '}
                {t('months.came', { at: format.instant(thing.at) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
