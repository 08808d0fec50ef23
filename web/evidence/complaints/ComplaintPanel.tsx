import { Button, NativeSelect, SegmentedControl, Text, Title } from '@mantine/core';
import { IconPhonePlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  complaintDetailSchema,
  type ComplaintState,
  type ComplaintView,
  REPORTED_DAYS,
} from '../../../domain/complaints/complaints.ts';
import { COMPLAINT_OVERDUE_DAYS } from '../../../domain/complaints/overdue.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import { ComplaintForm } from '../../complaints/ComplaintForm.tsx';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import classes from '../EvidencePage.module.css';
import { ComplaintDetail } from './ComplaintDetail.tsx';
import { COMPLAINTS, complaintsQuery } from './complaint-queries.ts';

/** What residents complain of: the list by state, unit and cooperative, one of them with its answer, and the way to write one down. */
export function ComplaintPanel({ today }: { today: Day }) {
  const { t } = useTranslation('complaints');
  const search = useSearch({ from: '/evidence' });
  const navigate = useNavigate({ from: '/evidence' });
  const queryClient = useQueryClient();
  const mayEdit = usePermission('complaints.edit');
  // Of a point, a unit or a cooperative all are wanted at first, else what waits.
  const { id, point, unit, cooperative } = search;
  const isOfOne = (point ?? unit ?? cooperative) !== undefined;
  const [state, setState] = useState<ComplaintState | ''>(isOfOne ? '' : 'open');
  const [isEntering, setEntering] = useState(false);
  const asked = { ...(state && { state }), unit, cooperative, point };
  const complaints = useQuery(complaintsQuery(asked));
  const { items = [], all = 0, units = [], cooperatives = [] } = complaints.data ?? {};
  const open = (next: string | undefined) => {
    setEntering(false);
    void navigate({ search: { ...search, tab: 'complaints', id: next } });
  };
  const filter = (next: { unit: string } | { cooperative: string }) => {
    const [[name, value] = ['', '']] = Object.entries(next);
    void navigate({ search: { ...search, tab: 'complaints', [name]: value === '' ? undefined : value } });
  };
  return (
    <div className={classes.split} data-open={id !== undefined || isEntering}>
      <section className={classes.side} aria-label={t('title')}>
        <SegmentedControl
          aria-label={t('state')}
          value={state}
          onChange={(value) => setState(value === 'open' || value === 'answered' ? value : '')}
          data={[
            { value: 'open', label: t('open') },
            { value: 'answered', label: t('answered') },
            { value: '', label: t('all') },
          ]}
        />
        <div className={classes.filters}>
          <NativeSelect
            aria-label={t('unit')}
            value={unit ?? ''}
            data={[
              { value: '', label: t('allUnits') },
              ...units.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => filter({ unit: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('cooperative')}
            value={cooperative ?? ''}
            data={[
              { value: '', label: t('allCooperatives') },
              ...cooperatives.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => filter({ cooperative: event.currentTarget.value })}
          />
        </div>
        {mayEdit && (
          <Button
            variant="default"
            leftSection={<IconPhonePlus size={16} aria-hidden />}
            onClick={() => {
              open(undefined);
              setEntering(true);
            }}
          >
            {t('enter')}
          </Button>
        )}
        {complaints.isError && !complaints.data && (
          <Failure error={complaints.error} onRetry={() => void complaints.refetch()} />
        )}
        {complaints.data && items.length === 0 && <Text c="dimmed">{t('none')}</Text>}
        {items.length < all && (
          <Text size="sm" role="status">
            {t('cut', { shown: items.length, all })}
          </Text>
        )}
        {items.length > 0 && (
          <div className={classes.list}>
            <VirtualList
              label={t('list', { count: all })}
              items={items}
              keyOf={(each) => each.id}
              rowHeight={50}
              rowClassName={() => classes.row}
              isChosen={(each) => each.id === id}
              onChoose={(each) => open(each.id)}
              revealKey={id ?? null}
            >
              {(each) => <ComplaintRow complaint={each} today={today} />}
            </VirtualList>
          </div>
        )}
      </section>
      <section className={classes.detail} aria-label={isEntering ? t('enterTitle') : t('title')}>
        {isEntering ? (
          <>
            <Title order={2} size="h4" mb="sm">
              {t('enterTitle')}
            </Title>
            <ComplaintForm
              path="/api/complaints"
              answer={complaintDetailSchema}
              today={today}
              days={REPORTED_DAYS.office}
              placeHint={t('officePlaceHint')}
              sendLabel={t('save')}
              finder="office"
              onCancel={() => setEntering(false)}
              onSent={(made) => {
                void queryClient.invalidateQueries({ queryKey: COMPLAINTS });
                open(made.id);
              }}
            />
          </>
        ) : id === undefined ? (
          <Hint />
        ) : (
          <ComplaintDetail key={id} id={id} onClose={() => open(undefined)} />
        )}
      </section>
    </div>
  );
}

function Hint() {
  return <p className={classes.hint}>{useTranslation('evidence').t('choose')}</p>;
}

/** Whether it waits for longer than it should. */
function isOverdue({ at, answered }: ComplaintView, today: Day): boolean {
  return answered === null && at.slice(0, 10) < addDays(today, -COMPLAINT_OVERDUE_DAYS);
}

function ComplaintRow({ complaint, today }: { complaint: ComplaintView; today: Day }) {
  const { t } = useTranslation('complaints');
  const format = useFormat();
  const { kind, point, street, unit, day, answered } = complaint;
  return (
    <>
      <span className={classes.name}>
        {t(`kind.${kind}`)} · {point?.name ?? street}
      </span>
      <span className={classes.figure}>{format.dayShort(day)}</span>
      <span className={classes.under}>{unit?.name ?? t('notKnown')}</span>
      <span className={classes.under}>
        {answered
          ? t(answered.isJustified ? 'justified' : 'unjustified')
          : isOverdue(complaint, today)
            ? t('overdue', { days: COMPLAINT_OVERDUE_DAYS })
            : t('open')}
      </span>
    </>
  );
}
