import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LEAST_STUDY_DAYS, type Remedies, remediesSchema } from '../../../domain/remedies/remedies.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/figures.ts';
import { en as enRates } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/figures.ts';
import { vi as viRates } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../frame/Manage.module.css';
import { RemedyRows, RemedyTotals } from './RemedyTables.tsx';
import { remediesQuery } from './remedy-queries.ts';

registerTexts('figures', { vi, en });
registerTexts('rates', { vi: viRates, en: enRates });

/** Lines that the whole town's page shows of units and streams; the others stand on the units' own. */
const MOST_ROWS = 8;

/**
 * What would close the gaps: of the whole town, or of one unit by its code. It comes by itself once a week, and for those who may ask
 * whenever they do.
 */
export function RemediesPanel({ unit }: { unit?: string }) {
  const { t } = useTranslation('figures');
  const read = useQuery(remediesQuery());
  if (!read.data) return null;
  const { study } = read.data;
  const own = (study?.rows ?? []).filter((row) => unit === undefined || row.unit.code === unit);
  const shown = unit === undefined ? own.slice(0, MOST_ROWS) : own;
  return (
    <section className={classes.apart}>
      <h2>{t('remedies.title')}</h2>
      <Asking remedies={read.data} />
      {!study && <p className={classes.note}>{t('remedies.none', { days: LEAST_STUDY_DAYS })}</p>}
      {study && <Source study={study} />}
      {study && own.length === 0 && <p>{t('remedies.noneBehind')}</p>}
      {study && unit === undefined && study.all.length > 0 && <RemedyTotals all={study.all} />}
      {shown.length > 0 && <RemedyRows rows={shown} isWhole={unit !== undefined} />}
      {shown.length < own.length && (
        <p className={classes.note}>{t('remedies.more', { count: own.length - shown.length })}</p>
      )}
      {study && own.length > 0 && <p className={classes.note}>{t('remedies.method')}</p>}
    </section>
  );
}

/** When it was reckoned, and from what. */
function Source({ study }: { study: NonNullable<Remedies['study']> }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const { from, to, computedAt, requestedBy, inputs } = study;
  return (
    <p className={classes.note}>
      {t('remedies.computed', {
        ...{ days: inputs.days, from: format.day(from), to: format.day(to), at: format.instant(computedAt) },
        by: requestedBy === null ? t('remedies.byProgram') : t('remedies.byPerson', { name: requestedBy }),
      })}{' '}
      {t('remedies.from', inputs)}
    </p>
  );
}

/** How far one is that was asked for, and asking for one. */
function Asking({ remedies: { latest } }: { remedies: Remedies }) {
  const { t } = useTranslation('figures');
  const mayAsk = usePermission('ledger.study');
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: () => request(remediesSchema, '/api/remedies', { method: 'POST' }),
    onSuccess: (next) => queryClient.setQueryData(remediesQuery().queryKey, next),
  });
  const isOpen = latest?.state === 'queued' || latest?.state === 'running';
  return (
    <div className={classes.controls}>
      {mayAsk && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          disabled={isOpen}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {t('remedies.again')}
        </Button>
      )}
      {isOpen && (
        <span role="status">
          {latest.state === 'queued' ? t('remedies.asked') : t('remedies.running', { percent: latest.progress })}
        </span>
      )}
      {latest?.state === 'failed' && (
        <span role="status">{t(`remedies.failed.${latest.failure ?? 'unexpected'}`)}</span>
      )}
      {send.error && <span role="alert">{messageOf(send.error)}</span>}
    </div>
  );
}
