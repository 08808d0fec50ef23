import { Button, Progress, Title } from '@mantine/core';
import { IconAlertTriangleFilled, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../../domain/reports/requests.ts';
import { useFormat } from '../../ui/use-format.ts';
import { reportQuery } from './report-queries.ts';
import classes from './ReportsPage.module.css';

/** The reports made so far, each with what it was made from. */
export function ReportList({ items }: { items: readonly ReportView[] }) {
  const { t } = useTranslation('reports');
  return (
    <section>
      <Title order={2} size="h5" mb={6}>
        {t('made')}
      </Title>
      {items.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.list}>
        {items.map((report) => (
          <Row key={report.id} report={report} />
        ))}
      </ul>
    </section>
  );
}

function Row({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { id, kind, from, to, scopeName, language, state, progress, failure, requestedAt, requestedBy } = report;
  const shown = (day: string): string => day.split('-').reverse().join('/');
  return (
    <li className={classes.row}>
      <div>
        <div className={classes.name}>
          {t(`kind.${kind}`)} · {scopeName}
        </div>
        <div>
          {shown(from)} – {shown(to)} · {t(`language.${language}`)}
        </div>
        <div className={classes.under}>{t('by', { name: requestedBy ?? '', at: format.instant(requestedAt) })}</div>
      </div>
      <div className={classes.under}>
        {state === 'done' ? (
          <Made report={report} />
        ) : state === 'failed' ? (
          <span className={classes.fault} role="alert">
            <IconAlertTriangleFilled size={13} aria-hidden /> {t('state.failed')}
            {failure && `: ${t(`failure.${failure}`)}`}
          </span>
        ) : (
          <span role="status">
            {state === 'queued' ? t('state.queued') : t('state.running', { progress })}
            <Progress value={progress} size="sm" mt={4} aria-label={t('state.running', { progress })} />
          </span>
        )}
      </div>
      {state === 'done' && (
        <Button
          component="a"
          href={`/api/reports/${id}/file`}
          download
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          aria-label={`${t('download')}: ${report.format.toUpperCase()}, ${t(`kind.${kind}`)}, ${scopeName}, ${shown(from)} – ${shown(to)}`}
        >
          {report.format.toUpperCase()} · {t('size', { size: format.count(Math.ceil((report.sizeBytes ?? 0) / 1000)) })}
        </Button>
      )}
    </li>
  );
}

function Made({ report }: { report: ReportView }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const { id, cutOff, ruleVersion, form, checksum } = report;
  return (
    <>
      <div>
        {cutOff === null
          ? t('noCutOff', { form: form ?? '' })
          : t('cutOff', { at: format.instant(cutOff), rule: ruleVersion, form: form ?? '' })}
      </div>
      <div className={classes.checksum}>
        {t('checksum')} <code title={checksum ?? ''}>{checksum?.slice(0, 16)}…</code>
        <button type="button" className={classes.link} aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
          {t('lateAsk')}
        </button>
      </div>
      {isAsked && <Late id={id} />}
    </>
  );
}

/** What came after a report's cut-off and is in none of its figures. */
function Late({ id }: { id: string }) {
  const { t } = useTranslation('reports');
  const late = useQuery(reportQuery(id)).data?.late;
  if (!late) return null;
  const { changedDays, tickets, voided, events } = late;
  const said = [
    changedDays > 0 && t('late.days', { count: changedDays }),
    (tickets ?? 0) > 0 && t('late.tickets', { count: tickets ?? 0 }),
    (voided ?? 0) > 0 && t('late.voided', { count: voided ?? 0 }),
    (events ?? 0) > 0 && t('late.events', { count: events ?? 0 }),
  ].filter((text) => text !== false);
  return <p className={classes.late}>{said.length === 0 ? t('late.none') : [...said, t('late.again')].join(' ')}</p>;
}
