import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import type { FacilityLedger } from '../../../domain/ledger/facility-view.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { FigureTable, Tiles } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { useEntered } from './use-entered.ts';

/** The room a landfill has left, how long it lasts and under what assumption, and the surveys that is reckoned from. */
export function LandfillRoom({ read, townId }: { read: FacilityLedger; townId: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const mayEdit = usePermission('facilities.edit', { ...read.facility, townId });
  const { room, surveys } = read;
  return (
    <section>
      <h2>{t('room.title')}</h2>
      {room === null ? (
        <p className={classes.status}>{t('room.none')}</p>
      ) : (
        <>
          <Tiles
            items={[
              {
                label: t('room.left'),
                value: t('room.cubicMetres', { value: format.count(room.remainingCubicMetres) }),
                note: t('room.asOf', { day: format.day(room.asOf) }),
              },
              {
                label: t('room.daysLeft'),
                value: room.daysLeft === null ? t('notKnown') : t('room.days', { count: room.daysLeft }),
                ...(room.fullOn && { note: t('room.fullOn', { day: format.day(room.fullOn) }) }),
                ...(room.daysLeft !== null && room.daysLeft < 365 && { is: 'bad' as const }),
              },
            ]}
          />
          <p className={classes.note}>
            {t('room.assumption', {
              perDay: format.tonnes(room.meanKgPerDay),
              days: room.intakeDays,
              density: format.count(room.densityKgPerCubicMetre),
              survey: format.day(room.surveyDay),
              fills: format.decimal(room.cubicMetresPerDay),
            })}{' '}
            {room.unweighedSince > 0 && t('room.unweighed', { count: room.unweighedSince })}
          </p>
        </>
      )}
      {surveys.length > 0 && (
        <FigureTable<FacilityLedger['surveys'][number]>
          label={t('room.surveys')}
          rows={surveys}
          keyOf={({ id }) => id}
          columns={[
            { key: 'day', label: t('room.surveyDay'), shown: ({ day }) => format.day(day) },
            {
              ...{ key: 'remaining', label: t('room.left') },
              shown: ({ remainingCubicMetres }) => t('room.cubicMetres', { value: format.count(remainingCubicMetres) }),
            },
            {
              ...{ key: 'density', label: t('room.density') },
              shown: ({ densityKgPerCubicMetre }) => format.count(densityKgPerCubicMetre),
            },
            { key: 'source', label: t('room.source'), shown: ({ source }) => source, isWords: true, isWide: true },
            ...(mayEdit
              ? [
                  {
                    ...{ key: 'cancel', label: t('room.cancelled') },
                    shown: ({ id }: { id: string }) => cancelOf(read.facility.id, id),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayEdit && <NewSurvey facilityId={read.facility.id} day={read.to} />}
    </section>
  );
}

const cancelOf = (facilityId: string, id: string) => <Cancel facilityId={facilityId} id={id} />;

function Cancel({ facilityId, id }: { facilityId: string; id: string }) {
  const { t } = useTranslation('figures');
  const cancel = useEntered(`/api/facilities/${facilityId}/surveys/${id}/cancel`);
  return (
    <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
      {t('room.cancel')}
    </Button>
  );
}

function NewSurvey({ facilityId, day: proposed }: { facilityId: string; day: string }) {
  const { t } = useTranslation('figures');
  const [day, setDay] = useState(proposed);
  const [room, setRoom] = useState<number | string>('');
  const [density, setDensity] = useState<number | string>('');
  const [source, setSource] = useState('');
  const save = useEntered(`/api/facilities/${facilityId}/surveys`);
  const isComplete = typeof room === 'number' && typeof density === 'number' && source.trim() !== '';
  return (
    <form
      className={classes.form}
      aria-label={t('room.enter')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { day, remainingCubicMetres: room, densityKgPerCubicMetre: density, source: source.trim() },
          {
            onSuccess: () => {
              setRoom('');
              setSource('');
            },
          },
        );
      }}
    >
      <DayField size="sm" label={t('room.surveyDay')} required value={day} onChange={(value) => setDay(value)} />
      <NumberInput size="sm" w={140} label={t('room.leftUnit')} min={0} hideControls value={room} onChange={setRoom} />
      <NumberInput
        size="sm"
        w={140}
        label={t('room.density')}
        min={100}
        max={2000}
        hideControls
        value={density}
        onChange={setDensity}
      />
      <TextInput
        size="sm"
        label={t('room.source')}
        value={source}
        onChange={({ currentTarget: { value } }) => setSource(value)}
      />
      <Button type="submit" size="sm" disabled={!isComplete} loading={save.isPending}>
        {t('room.enter')}
      </Button>
      {save.error && <p role="alert">{messageOf(save.error)}</p>}
    </form>
  );
}
