import { Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move, Place } from '../../../domain/plan-edits.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import classes from './Board.module.css';
import { type Board, type Picked, useBoard, useBoardStore } from './board-store.ts';
import { ConfirmEdit } from './ConfirmEdit.tsx';
import { type Editing, useEditing } from './editing.ts';
import { movesTo } from './moves.ts';
import { useBestPlaces } from './use-best-places.ts';
import { usePrice } from './use-price.ts';

const MOST_PLACES = 5;

/** Moves visits to one of the five best places, or any other, or takes them out: always with the price before it is done. */
export function EditDialog({ model }: { model: DayModel }) {
  const dialog = useBoard((b) => b.dialog);
  const editing = useEditing();
  return dialog && editing && <OpenDialog dialog={dialog} now={editing} model={model} />;
}

/** What is edited is the revision that was looked at when it was opened: whoever was faster meanwhile is told of, not overlooked. */
function OpenDialog({ dialog, now, model }: { dialog: NonNullable<Board['dialog']>; now: Editing; model: DayModel }) {
  const board = useBoardStore();
  const { t } = useTranslation('board');
  const [editing] = useState(now);
  const { kind, picked, place, trip, off } = dialog;
  return (
    <Modal
      opened
      onClose={() => board.set({ dialog: null, failure: null })}
      title={
        trip
          ? t('move.tripTitle', { number: trip.number, truck: trip.truckNumber, count: picked.length })
          : t(`${kind}.title`, { count: picked.length })
      }
      size="lg"
    >
      <Text size="sm" mb="xs" lineClamp={3} title={picked.map(({ name }) => name).join(', ')}>
        {picked.map(({ name }) => name).join(', ')}
      </Text>
      {kind === 'move' ? (
        <MovePart editing={editing} model={model} picked={picked} place={place} off={off} />
      ) : (
        <OutPart editing={editing} picked={picked} />
      )}
    </Modal>
  );
}

interface PartProps {
  editing: Editing;
  picked: readonly Picked[];
}

interface MoveProps extends PartProps {
  model: DayModel;
  place: Place | null;
  off: readonly string[] | undefined;
}

function MovePart({ editing, model, picked, place: first, off }: MoveProps) {
  const { t } = useTranslation('board');
  const [chosen, setChosen] = useState<Place | null>(first);
  const visits = picked.map(({ visitId }) => visitId);
  const places = useBestPlaces(editing, model, visits, off && { off });
  const { all } = places;
  const best = places.best.slice(0, MOST_PLACES);
  if (places.isPending) return <Text size="sm">{t('move.searching')}</Text>;
  if (places.error) return <Text size="sm">{messageOf(places.error)}</Text>;
  const [any] = all;
  if (!any) return <Text size="sm">{t('move.none')}</Text>;
  return (
    <>
      <Text size="sm" fw={600} mb={4}>
        {t('move.best')}
      </Text>
      <ol className={classes.places}>
        {best.map((place) => (
          <li key={keyOf(place)}>
            <PlaceButton
              editing={editing}
              model={model}
              place={place}
              isChosen={chosen !== null && keyOf(chosen) === keyOf(place)}
              onChoose={() => setChosen(place)}
            />
          </li>
        ))}
      </ol>
      <OtherPlace places={all} chosen={chosen ?? best[0] ?? any} onChoose={setChosen} model={model} />
      {chosen && (
        <ConfirmEdit key={keyOf(chosen)} editing={editing} moves={movesTo(visits, chosen)} doIt={t('move.doIt')} />
      )}
    </>
  );
}

const keyOf = ({ shiftId, trip, position }: Place) => `${shiftId} ${trip} ${position}`;

interface PlaceProps {
  editing: Editing;
  model: DayModel;
  place: Place;
  isChosen: boolean;
  onChoose: () => void;
}

function PlaceButton({ editing, model, place, isChosen, onChoose }: PlaceProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const price = usePrice();
  const where = t(place.isNewTrip ? 'move.placeNew' : 'move.place', { number: place.truckNumber, trip: place.trip });
  return (
    <button type="button" className={classes.place} aria-pressed={isChosen} onClick={onChoose}>
      <TruckBadge number={place.truckNumber} size={26} />
      <span className={classes.where}>
        {where}, {afterWord(model, place, t)}
      </span>
      <span className={classes.price}>
        {[
          price.place(place),
          t('price.fill', { share: format.percent(place.fill) }),
          t('price.ends', { time: format.time(place.endsAt, editing.day) }),
        ].join(' · ')}
      </span>
      {place.worst && (
        <span className={classes.broken} data-hard={place.isHard}>
          {price.broken(place.worst)}
        </span>
      )}
    </button>
  );
}

function afterWord(
  model: DayModel,
  { afterVisitId }: Place,
  t: ReturnType<typeof useTranslation<'board'>>['t'],
): string {
  if (afterVisitId === null) return t('move.first');
  for (const { stop } of model.stops.values()) {
    if (stop.visitId === afterVisitId) return t('move.after', { name: stop.name });
  }
  return t('move.first');
}

interface OtherProps {
  places: readonly Place[];
  chosen: Place;
  onChoose: (place: Place) => void;
  model: DayModel;
}

/** Any place, by truck, trip and position. */
function OtherPlace({ places, chosen, onChoose, model }: OtherProps) {
  const { t } = useTranslation('board');
  const inOrder = [...places].sort(
    (a, b) =>
      a.truckNumber - b.truckNumber || a.shiftId.localeCompare(b.shiftId) || a.trip - b.trip || a.position - b.position,
  );
  const trips = inOrder.filter(({ truckId }) => truckId === chosen.truckId);
  const ofTrip = trips.filter((place) => place.shiftId === chosen.shiftId && place.trip === chosen.trip);
  const choose = (found: Place | undefined) => found && onChoose(found);
  return (
    <Group gap={8} mt="sm" align="end" wrap="nowrap">
      <NativeSelect
        size="xs"
        label={t('move.truck')}
        value={chosen.truckId}
        data={[...new Map(inOrder.map((place) => [place.truckId, String(place.truckNumber)]))].map(
          ([value, label]) => ({
            value,
            label,
          }),
        )}
        // The best of the truck: the places came in that order.
        onChange={(event) => choose(places.find(({ truckId }) => truckId === event.currentTarget.value))}
      />
      <NativeSelect
        size="xs"
        label={t('move.trip')}
        value={`${chosen.shiftId} ${chosen.trip}`}
        data={[
          ...new Map(
            trips.map((place) => [
              `${place.shiftId} ${place.trip}`,
              t(place.isNewTrip ? 'move.tripNew' : 'move.tripNumber', { number: place.trip }),
            ]),
          ),
        ].map(([value, label]) => ({ value, label }))}
        onChange={(event) =>
          choose(places.find(({ shiftId, trip }) => `${shiftId} ${trip}` === event.currentTarget.value))
        }
      />
      <NativeSelect
        size="xs"
        style={{ flex: 1 }}
        label={t('move.position')}
        value={keyOf(chosen)}
        data={ofTrip.map((place) => ({
          value: keyOf(place),
          label: `${place.position}. ${afterWord(model, place, t)}`,
        }))}
        onChange={(event) => choose(ofTrip.find((place) => keyOf(place) === event.currentTarget.value))}
      />
    </Group>
  );
}

function OutPart({ editing, picked }: PartProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const [reason, setReason] = useState('');
  const trimmed = reason.trim();
  const moves = picked.map(({ visitId }): Move => ({ visit: visitId, to: null, ...(trimmed && { reason: trimmed }) }));
  return (
    <>
      <Text size="sm" mb="xs">
        {t('out.effect', { load: format.kg(picked.reduce((sum, { loadKg }) => sum + loadKg, 0)) })}
      </Text>
      <TextInput
        size="sm"
        label={t('out.reason')}
        placeholder={t('out.reasonHint')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <ConfirmEdit editing={editing} moves={moves} doIt={t('out.doIt')} />
    </>
  );
}
