import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import type { FacilityLedger } from '../../../domain/ledger/facility-view.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { FigureTable, Tiles } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { useStreamName } from '../rates/names.ts';
import { useEntered } from './use-entered.ts';

type Plan = FacilityLedger['closurePlans'][number];

/** When a facility is to be closed for good, what room and rates say to that, and the decisions it is known from. */
export function ClosurePath({ read, townId, today }: { read: FacilityLedger; townId: string; today: string }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const mayEdit = usePermission('facilities.edit', { ...read.facility, townId });
  const { closurePlans } = read;
  const [plan] = closurePlans;
  // Of what is no landfill there is nothing to say before somebody decides to close it.
  if (!plan && read.facility.kind !== 'landfill') return null;
  return (
    <section>
      <h2>{t('closure.title')}</h2>
      {plan && read.closure ? (
        <Path read={read} plan={plan} closure={read.closure} />
      ) : (
        <p className={classes.status}>{t('closure.none')}</p>
      )}
      {closurePlans.length > 0 && (
        <FigureTable<Plan>
          label={t('closure.decisions')}
          rows={closurePlans}
          keyOf={({ id }) => id}
          columns={[
            { key: 'decidedOn', label: t('closure.decidedOn'), shown: ({ decidedOn }) => format.day(decidedOn) },
            {
              ...{ key: 'closesOn', label: t('closure.closesOn'), isWords: true },
              shown: ({ closesOn }) => format.day(closesOn),
            },
            {
              ...{ key: 'successor', label: t('closure.successor'), isWords: true },
              shown: ({ successor }) => successor?.name ?? t('closure.undecided'),
            },
            { key: 'source', label: t('room.source'), shown: ({ source }) => source, isWords: true, isWide: true },
            {
              ...{ key: 'remark', label: t('closure.remark'), isWords: true, isWide: true },
              shown: ({ remark }) => remark ?? '–',
            },
            ...(mayEdit
              ? [
                  {
                    ...{ key: 'cancel', label: t('closure.cancelled') },
                    shown: ({ id }: { id: string }) => cancelOf(read.facility.id, id),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayEdit && <NewPlan read={read} today={today} />}
    </section>
  );
}

/** What the decision that holds means, each figure with what it is known from. */
function Path({
  read: { room, facility },
  plan,
  closure,
}: {
  read: FacilityLedger;
  plan: Plan;
  closure: NonNullable<FacilityLedger['closure']>;
}) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const streamName = useStreamName();
  const { daysToClosure, fullBeforeDays, unusedCubicMetres, successor, town, meanKgPerDay } = closure;
  const rates = town?.rates ?? null;
  const names = (streams: readonly Parameters<typeof streamName>[0][]) =>
    streams.map((stream) => streamName(stream)).join(', ');
  const isPast = daysToClosure < 0;
  const spareKg =
    successor && successor.dailyIntakeKg !== null ? successor.dailyIntakeKg - successor.meanKgPerDay : null;
  return (
    <>
      <Tiles
        items={[
          {
            label: t('closure.closesOn'),
            value: format.day(plan.closesOn),
            note: isPast
              ? t('closure.past', { count: -daysToClosure })
              : t('closure.daysLeft', { count: daysToClosure }),
            ...(isPast && { is: 'bad' as const }),
          },
          {
            label: t('closure.room'),
            value:
              room === null ? t('notKnown') : t('room.cubicMetres', { value: format.count(room.remainingCubicMetres) }),
            note: isPast
              ? t('closure.still', { kg: format.tonnes(meanKgPerDay) })
              : fullBeforeDays !== null
                ? t('closure.fullBefore', { count: fullBeforeDays })
                : unusedCubicMetres !== null
                  ? t('closure.unused', { value: format.count(unusedCubicMetres) })
                  : t('closure.noRoom'),
            ...((fullBeforeDays !== null || isPast) && { is: 'bad' as const }),
          },
          {
            label: t('closure.successor'),
            value: successor?.name ?? t('closure.undecided'),
            ...(successor
              ? {
                  note:
                    spareKg === null
                      ? t('closure.noLimit')
                      : t('closure.spare', {
                          spare: format.tonnes(Math.max(0, spareKg)),
                          kg: format.tonnes(meanKgPerDay),
                        }),
                  ...(spareKg !== null && spareKg < meanKgPerDay && { is: 'bad' as const }),
                }
              : { is: 'bad' as const }),
          },
          ...(rates
            ? [
                {
                  label: t('closure.untreatedHere'),
                  value: format.percentTenths(rates.untreatedHere),
                  note: t('closure.treatedNow', { rate: format.percentTenths(rates.rate) }),
                  is: rates.untreatedHere > 0 ? ('bad' as const) : ('good' as const),
                },
                ...(rates.rateThen === null
                  ? []
                  : [
                      {
                        label: t('closure.rateThen'),
                        value: t('closure.about', { rate: format.percentTenths(rates.rateThen) }),
                        note: t('closure.from', { rate: format.percentTenths(rates.rate) }),
                        is: rates.rateThen < rates.rate ? ('bad' as const) : ('good' as const),
                      },
                    ]),
              ]
            : []),
        ]}
      />
      {successor && (successor.notTaken.length > 0 || successor.notTreated.length > 0) && (
        <p className={classes.status}>
          {successor.notTaken.length > 0 &&
            t('closure.notTaken', { successor: successor.name, streams: names(successor.notTaken) })}{' '}
          {successor.notTreated.length > 0 &&
            t('closure.notTreated', { successor: successor.name, streams: names(successor.notTreated) })}
        </p>
      )}
      {town && (
        <p className={classes.note}>
          {t('closure.basis', {
            from: format.day(town.from),
            to: format.day(town.to),
            facility: facility.name,
            untreated: format.tonnes(town.hereUntreatedKg),
            collected: format.tonnes(town.collectedKg),
          })}{' '}
          {town.hereUnclearKg > 0 && t('closure.unclear', { kg: format.tonnes(town.hereUnclearKg) })}
        </p>
      )}
    </>
  );
}

const cancelOf = (facilityId: string, id: string) => <Cancel facilityId={facilityId} id={id} />;

function Cancel({ facilityId, id }: { facilityId: string; id: string }) {
  const { t } = useTranslation('figures');
  const cancel = useEntered(`/api/facilities/${facilityId}/closure-plans/${id}/cancel`);
  return (
    <Button size="compact-xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
      {t('room.cancel')}
    </Button>
  );
}

function NewPlan({ read: { facility, facilities }, today }: { read: FacilityLedger; today: string }) {
  const { t } = useTranslation('figures');
  const [decidedOn, setDecidedOn] = useState(today);
  const [closesOn, setClosesOn] = useState('');
  const [successorId, setSuccessorId] = useState('');
  const [source, setSource] = useState('');
  const [remark, setRemark] = useState('');
  const save = useEntered(`/api/facilities/${facility.id}/closure-plans`);
  return (
    <form
      className={classes.form}
      aria-label={t('closure.enter')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          {
            ...{ decidedOn, closesOn, source: source.trim(), successorId: successorId === '' ? null : successorId },
            ...(remark.trim() !== '' && { remark: remark.trim() }),
          },
          {
            onSuccess: () => {
              setClosesOn('');
              setSource('');
              setRemark('');
            },
          },
        );
      }}
    >
      <DayField
        size="sm"
        required
        label={t('closure.decidedOn')}
        value={decidedOn}
        onChange={(value) => setDecidedOn(value)}
      />
      <DayField
        size="sm"
        required
        label={t('closure.closesOn')}
        value={closesOn}
        onChange={(value) => setClosesOn(value)}
      />
      <NativeSelect
        size="sm"
        label={t('closure.successor')}
        value={successorId}
        data={[
          { value: '', label: t('closure.undecided') },
          ...facilities.filter(({ id }) => id !== facility.id).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => setSuccessorId(value)}
      />
      <TextInput
        size="sm"
        label={t('closure.source')}
        value={source}
        onChange={({ currentTarget: { value } }) => setSource(value)}
      />
      <TextInput
        size="sm"
        label={t('closure.remark')}
        value={remark}
        onChange={({ currentTarget: { value } }) => setRemark(value)}
      />
      <Button
        type="submit"
        size="sm"
        disabled={decidedOn === '' || closesOn === '' || source.trim() === ''}
        loading={save.isPending}
      >
        {t('closure.enter')}
      </Button>
      {save.error && <p role="alert">{messageOf(save.error)}</p>}
    </form>
  );
}
