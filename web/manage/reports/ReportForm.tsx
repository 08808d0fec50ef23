import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import {
  REPORT_FORMATS,
  REPORT_KINDS,
  type ReportList,
  type ReportRequest,
  reportViewSchema,
} from '../../../domain/reports/requests.ts';
import { LANGUAGES } from '../../../domain/languages.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { periodAround } from '../../ui/period/period.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import classes from './ReportsPage.module.css';

interface Props {
  area: ActiveArea;
  scopes: ReportList['scopes'];
  asked: ReportRequest;
  onAsked: (asked: ReportRequest) => void;
}

/** What report is wanted: of which days and what, as which file. */
export function ReportForm({ area, scopes, asked, onAsked }: Props) {
  const { t } = useTranslation('reports');
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: (body: ReportRequest) => request(reportViewSchema, '/api/reports', { method: 'POST', body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['reports', 'list'] }),
  });
  const lastDay = addDays(area.today, -1);
  const scope = scopes.some((one) => one.scope === asked.scope) ? asked.scope : (scopes[0]?.scope ?? '');
  const chooseKind = (kind: ReportRequest['kind']) =>
    onAsked({ ...asked, kind, ...(kind === 'yearly' && periodAround('year', asked.to)) });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ ...asked, scope });
      }}
    >
      <SegmentedControl
        size="sm"
        aria-label={t('kind.label')}
        value={asked.kind}
        onChange={chooseKind}
        data={REPORT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <div className={classes.controls}>
        <PeriodChoice
          span={{ from: asked.from, to: asked.to }}
          lastDay={lastDay}
          onSpan={(span) => onAsked({ ...asked, ...span })}
        />
      </div>
      <div className={classes.controls}>
        <NativeSelect
          label={t('scope.label')}
          value={scope}
          data={scopes.map(({ scope: value, name }) => ({
            value,
            label: value === 'town' ? t('scope.town', { name }) : name,
          }))}
          onChange={({ currentTarget: { value } }) => onAsked({ ...asked, scope: value })}
        />
        <NativeSelect
          label={t('format.label')}
          value={asked.format}
          data={REPORT_FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onAsked({ ...asked, format: REPORT_FORMATS.find((known) => known === value) ?? 'docx' })
          }
        />
        <NativeSelect
          label={t('language.label')}
          value={asked.language}
          data={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
          onChange={({ currentTarget: { value } }) => onAsked({ ...asked, language: value === 'en' ? 'en' : 'vi' })}
        />
        <Button type="submit" loading={make.isPending} disabled={scope === ''}>
          {t('make')}
        </Button>
      </div>
      {make.isError && (
        <p role="alert" className={classes.fault}>
          {messageOf(make.error)}
        </p>
      )}
    </form>
  );
}
