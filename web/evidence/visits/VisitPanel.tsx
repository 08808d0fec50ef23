import { Anchor, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { VISIT_STATES, type VisitState } from '../../../domain/visits/fold-visit.ts';
import type { VisitView } from '../../../domain/visits/visits.ts';
import { foldAccents } from '../../../domain/fold-accents.ts';
import { DayPicker } from '../../ui/shell/DayPicker.tsx';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { ComplaintsOfPoint } from '../complaints/ComplaintsOfPoint.tsx';
import classes from '../EvidencePage.module.css';
import { LastTaken } from './LastTaken.tsx';
import { VisitDetail } from './VisitDetail.tsx';
import { visitsQuery } from './visit-queries.ts';

/** The visits of a day, or the latest of a point, and the story of the one that is chosen. */
export function VisitPanel({ today }: { today: Day }) {
  const { t } = useTranslation('evidence');
  const search = useSearch({ from: '/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const { point } = search;
  const day = search.day ?? today;
  const visits = useQuery(visitsQuery(point === undefined ? { day } : { point }));
  const [text, setText] = useState('');
  const [state, setState] = useState<VisitState | ''>('');
  const items = visits.data?.items;
  const shown = useMemo(() => {
    const wanted = foldAccents(text.trim());
    return (items ?? []).filter(
      (visit) =>
        (state === '' || visit.state === state) &&
        (point !== undefined || foldAccents(`${visit.pointCode} ${visit.pointName}`).includes(wanted)),
    );
  }, [items, text, state, point]);
  // Of a point the question is when it was last emptied: that one is open unless another is chosen.
  const id = search.id ?? (point === undefined ? undefined : (lastTaken(items ?? []) ?? items?.[0])?.id);
  const open = (next: string | undefined) => void navigate({ search: { ...search, tab: 'visits', id: next } });
  return (
    <div className={classes.split} data-open={search.id !== undefined}>
      <section className={classes.side} aria-label={t('tabs.visits')}>
        {point === undefined ? (
          <>
            <DayPicker
              day={day}
              today={today}
              onChange={(next) => void navigate({ search: { tab: 'visits', day: next } })}
            />
            <div className={classes.filters}>
              <TextInput
                aria-label={t('visits.filter')}
                placeholder={t('visits.filterHint')}
                leftSection={<IconSearch size={15} />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <NativeSelect
                aria-label={t('visits.state')}
                value={state}
                data={[
                  { value: '', label: t('all') },
                  ...VISIT_STATES.map((value) => ({ value, label: t(`visit.state.${value}`) })),
                ]}
                onChange={(event) => setState(VISIT_STATES.find((value) => value === event.currentTarget.value) ?? '')}
              />
            </div>
          </>
        ) : (
          <div>
            <Text fw={600}>{t('visits.ofPoint', { point: items?.[0]?.pointName ?? '' })}</Text>
            <Anchor size="sm" renderRoot={(props) => <Link to="/evidence" search={{ tab: 'visits' }} {...props} />}>
              {t('visits.wholeDay')}
            </Anchor>
            {items && <LastTaken visit={lastTaken(items) ?? null} />}
            <ComplaintsOfPoint point={point} />
          </div>
        )}
        {visits.isError && !visits.data && <Failure error={visits.error} onRetry={() => void visits.refetch()} />}
        {point === undefined && visits.data?.notReportedDays.includes(day) && (
          <Text size="sm">{t('visits.notReported')}</Text>
        )}
        {items && shown.length === 0 && <Text c="dimmed">{t('visits.none')}</Text>}
        {shown.length > 0 && (
          <div className={classes.list}>
            <VirtualList
              label={t('visits.list', { count: shown.length })}
              items={shown}
              keyOf={(visit) => visit.id}
              rowHeight={50}
              rowClassName={() => classes.row}
              isChosen={(visit) => visit.id === id}
              onChoose={(visit) => open(visit.id)}
              revealKey={id ?? null}
            >
              {(visit) => <VisitRow visit={visit} isOfPoint={point !== undefined} />}
            </VirtualList>
          </div>
        )}
      </section>
      <section className={classes.detail} aria-label={t('visits.story')}>
        {id === undefined ? (
          <p className={classes.hint}>{items ? t(point === undefined ? 'choose' : 'visits.none') : t('loading')}</p>
        ) : (
          <VisitDetail key={id} id={id} isOfPoint={point !== undefined} onClose={() => open(undefined)} />
        )}
      </section>
    </div>
  );
}

/** The latest visit that is known to have taken something. */
function lastTaken(visits: readonly VisitView[]): VisitView | undefined {
  return visits.find(({ state }) => state === 'served' || state === 'partly');
}

function VisitRow({ visit, isOfPoint }: { visit: VisitView; isOfPoint: boolean }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const isTaken = visit.state === 'served' || visit.state === 'partly';
  return (
    <>
      <span className={classes.name}>
        {isOfPoint ? format.dayShort(visit.day) : visit.pointName}
        {visit.doneAt && isOfPoint && ` · ${format.time(visit.doneAt, visit.day)}`}
      </span>
      <span className={classes.figure} data-grade={isTaken ? visit.massGrade : undefined}>
        {isTaken ? format.kg(visit.kg) : '—'}
      </span>
      <span className={classes.under}>
        {!isOfPoint && `${visit.pointCode} · `}
        {STREAM_NAMES[visit.stream][currentLanguage()]}
      </span>
      <span className={classes.under}>{t(`visit.state.${visit.state}`)}</span>
    </>
  );
}
