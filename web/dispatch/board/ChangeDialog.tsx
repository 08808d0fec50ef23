import { Modal, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAtClock } from '../../../domain/clock-times.ts';
import { addDays } from '../../../domain/day.ts';
import type { RouteChange } from '../../../domain/route-changes.ts';
import { ClockField } from '../../ui/ClockField.tsx';
import { useFormat, useTimeZone } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { ReplanButton } from '../moves/ReplanButton.tsx';
import { useReplan } from '../moves/use-replan.ts';
import { type ChangeAsked, useBoard, useBoardStore } from './board-store.ts';
import { ConfirmEdit } from './ConfirmEdit.tsx';
import { type Editing, useEditing } from './editing.ts';

/** How long a crew may rest, in minutes. */
const RESTS = [15, 30, 45, 60, 90] as const;

/** Changes a route beside who is visited when: the end of its shift, where a trip unloads, an unloading or a rest more; priced first. */
export function ChangeDialog({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  const asked = useBoard((b) => b.change);
  const now = useEditing();
  if (!asked || !now) return null;
  const name = 'name' in asked ? asked.name : '';
  const trip = 'trip' in asked ? asked.trip : '';
  return (
    <Modal
      opened
      onClose={() => board.set({ change: null, failure: null })}
      title={t(`change.${asked.kind}.title`, { number: asked.truckNumber, name, trip })}
      size="md"
    >
      <Opened key={asked.kind} day={day} model={model} asked={asked} now={now} />
    </Modal>
  );
}

interface OpenedProps {
  day: string;
  model: DayModel;
  asked: ChangeAsked;
  now: Editing;
}

/** Counted on the revision that was looked at when it was opened. */
function Opened({ day, model, asked, now }: OpenedProps) {
  const { t } = useTranslation('board');
  const [editing] = useState(now);
  const [minutes, setMinutes] = useState(30);
  const sites = model.town.facilities.filter(({ acceptedStreams }) => acceptedStreams.length > 0);
  const other = asked.kind === 'site' ? sites.find(({ id }) => id !== asked.facilityId) : undefined;
  const [facility, setFacility] = useState(other?.id ?? '');
  const of = { truck: asked.truckId, shift: asked.shiftId };
  const confirm = (change: RouteChange) => (
    <ConfirmEdit
      key={JSON.stringify(change)}
      editing={editing}
      changes={[change]}
      doIt={t(`change.${change.kind}.doIt`)}
    />
  );
  switch (asked.kind) {
    case 'unload':
      return confirm({ kind: 'unload', ...of, after: asked.visitId });
    case 'rest':
      return (
        <>
          <NativeSelect
            label={t('change.rest.minutes')}
            value={String(minutes)}
            data={RESTS.map((length) => ({ value: String(length), label: t('change.rest.length', { count: length }) }))}
            onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          />
          {confirm({ kind: 'rest', ...of, after: asked.visitId, seconds: minutes * 60 })}
        </>
      );
    case 'site':
      if (!other) return <Text size="sm">{t('change.site.none')}</Text>;
      return (
        <>
          <NativeSelect
            label={t('change.site.where')}
            value={facility}
            data={sites
              .filter(({ id }) => id !== asked.facilityId)
              .map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
            onChange={(event) => setFacility(event.currentTarget.value)}
          />
          {confirm({ kind: 'site', ...of, trip: asked.trip, facility })}
        </>
      );
    case 'shift-end':
      return <ShiftEnd {...{ day, model, asked, editing }} />;
  }
}

interface ShiftEndProps {
  day: string;
  model: DayModel;
  asked: Extract<ChangeAsked, { kind: 'shift-end' }>;
  editing: Editing;
}

/** Another end of a shift; of a day under way also with everything that is left planned anew around it. */
function ShiftEnd({ day, model, asked, editing }: ShiftEndProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const timeZone = useTimeZone();
  const board = useBoardStore();
  const replan = useReplan(day, model, () => board.set({ change: null }));
  const { truckId, shiftId, startsAt, endsAt, proposedAt = endsAt } = asked;
  const [clock, setClock] = useState(format.time(proposedAt));
  // A shift over midnight ends on the next day.
  const onDay = clock === '' ? null : instantAtClock(day, clock, timeZone).toISOString();
  const at =
    onDay !== null && onDay <= startsAt ? instantAtClock(addDays(day, 1), clock, timeZone).toISOString() : onDay;
  const isChanged = at !== null && at !== endsAt;
  const isUnderWay = model.revision?.isPublished === true && model.hasFieldEvents;
  return (
    <>
      <ClockField label={t('change.shift-end.at')} value={clock} onChange={setClock} data-autofocus />
      {isChanged && (
        <ConfirmEdit
          editing={editing}
          changes={[{ kind: 'shift-end', truck: truckId, shift: shiftId, at }]}
          doIt={t('change.shift-end.doIt')}
        >
          {isUnderWay && at < endsAt && (
            <ReplanButton
              {...{ model, replan }}
              asked={{ leaving: [{ truck: truckId, at }] }}
              words={{
                button: t('change.shift-end.replan'),
                question: t('change.shift-end.ask'),
                confirm: t('change.shift-end.confirm'),
              }}
            />
          )}
        </ConfirmEdit>
      )}
    </>
  );
}
