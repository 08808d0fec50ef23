import { Button, CloseButton, Group, Modal, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCoordinates } from '../../../domain/cells/coordinates.ts';
import type { LonLat } from '../../../domain/geo.ts';
import { type PlaceOnMap, placeOnMapSchema } from '../../../domain/replans/replans.ts';
import { STREAMS, type Stream } from '../../../domain/stream-names.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { useReplan } from '../moves/use-replan.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import classes from './UrgentPlace.module.css';
import { UrgentForm } from './UrgentForm.tsx';
import { useCalledTo, useCalledToStore } from './urgent-store.ts';

interface Props {
  day: string;
  model: DayModel;
  onFound: (position: LonLat) => void;
}

/** Calls a truck to any place: chosen on the map or by coordinates, described, and given to the rest of the day as a proposal. */
export default function UrgentPlace({ day, model, onFound }: Props) {
  const { t } = useTranslation('alerts');
  const store = useCalledToStore();
  const queryClient = useQueryClient();
  const isPicking = useCalledTo((s) => s.isPicking);
  const position = useCalledTo((s) => s.position);
  const replan = useReplan(day, model, () => {
    store.set({ isPicking: false, position: null, road: null });
    void queryClient.invalidateQueries({ queryKey: ['town'] });
  });
  const { error } = replan.mutation;
  if (!isPicking && !position) return null;
  const close = () => {
    replan.mutation.reset();
    store.set({ isPicking: false, position: null, road: null });
  };
  return (
    <section className={classes.card} aria-label={t('place.title')}>
      {isPicking && <Pick onFound={onFound} onClose={close} />}
      {!isPicking && replan.isUnderWay && <Text size="sm">{t('place.searching')}</Text>}
      {error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(error)}
        </Text>
      )}
      {!isPicking && position && (
        <Modal opened={!replan.isUnderWay} onClose={close} title={t('place.title')}>
          <Describe
            key={position.join()}
            {...{ day, model, position }}
            failure={error && messageOf(error)}
            onAsk={(urgent) => replan.mutation.mutate({ urgent: [urgent] })}
            onElsewhere={() => store.set({ isPicking: true })}
          />
        </Modal>
      )}
    </section>
  );
}

/** Waits for a click on the map, or takes coordinates as people paste them. */
function Pick({ onFound, onClose }: { onFound: (position: LonLat) => void; onClose: () => void }) {
  const { t } = useTranslation('alerts');
  const store = useCalledToStore();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const take = () => {
    const read = readCoordinates(text.trim());
    if (text.trim() === '' || 'code' in read) return setWrong(true);
    store.set({ isPicking: false, position: read.value, road: null });
    onFound(read.value);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Text size="sm" fw={600}>
        {t('place.pick')}
      </Text>
      <Group gap={6} mt={6} wrap="nowrap" align="flex-start">
        <TextInput
          size="sm"
          style={{ flex: 1 }}
          aria-label={t('place.coordinates')}
          placeholder="20.0892, 105.8633"
          autoFocus
          value={text}
          error={isWrong && t('place.notAPlace')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            onClose();
          }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <Button type="submit" size="sm" px={10} disabled={text.trim() === ''}>
          {t('place.take')}
        </Button>
        <CloseButton size="lg" aria-label={t('place.cancel')} title={t('place.cancel')} onClick={onClose} />
      </Group>
    </form>
  );
}

interface DescribeProps {
  day: string;
  model: DayModel;
  position: LonLat;
  failure: string | null;
  onAsk: (urgent: {
    place: { position: LonLat; name: string; note?: string };
    stream: Stream;
    kg: number;
    window: [string, string] | null;
  }) => void;
  onElsewhere: () => void;
}

/** What is known of the place, and what is to be told of it. */
function Describe({ day, model, position, failure, onAsk, onElsewhere }: DescribeProps) {
  const { t } = useTranslation('alerts');
  const store = useCalledToStore();
  const [lon, lat] = position;
  const place = useQuery({
    queryKey: ['place', day, lon, lat],
    queryFn: ({ signal }) => request(placeOnMapSchema, `/api/day/${day}/place?lon=${lon}&lat=${lat}`, { signal }),
  });
  const [typed, setName] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const street = place.data?.road?.name ?? '';
  const name = typed ?? (street ? t('place.onStreet', { street }) : '');
  const roadPosition = place.data?.road?.position ?? null;
  useEffect(() => {
    store.set({ road: roadPosition });
  }, [roadPosition, store]);
  const streams = STREAMS.filter((stream) =>
    model.town.trucks.some((truck) => truck.isActive && truck.streams.includes(stream)),
  );
  const canAsk = place.data?.unit != null && place.data.road !== null && name.trim() !== '';
  if (streams.length === 0) return <Text size="sm">{t('place.noStream')}</Text>;
  return (
    <UrgentForm
      day={day}
      streams={streams.map((stream) => ({ stream, usualKg: null }))}
      kgHint={t('place.kgHint')}
      isIncomplete={!canAsk}
      onAsk={(visit) =>
        onAsk({ ...visit, place: { position, name: name.trim(), ...(note.trim() && { note: note.trim() }) } })
      }
    >
      {failure && (
        <Text size="sm" c="var(--tx-unserved)" role="alert" mb="xs">
          {failure}
        </Text>
      )}
      {place.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(place.error)}
        </Text>
      )}
      <Known place={place.data} position={position} />
      <Button size="compact-xs" variant="default" mb="xs" onClick={onElsewhere}>
        {t('place.elsewhere')}
      </Button>
      <TextInput
        label={t('place.name')}
        description={t('place.nameHint')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        mt="xs"
        mb="xs"
        label={t('place.note')}
        description={t('place.noteHint')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </UrgentForm>
  );
}

function Known({ place, position }: { place: PlaceOnMap | undefined; position: LonLat }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const store = useCalledToStore();
  const selection = useSelectionStore();
  const coordinates = `${position[1].toFixed(5)}, ${position[0].toFixed(5)}`;
  if (!place) {
    return (
      <Text size="sm" mb="xs">
        {coordinates}: {t('place.looking')}
      </Text>
    );
  }
  const { unit, road, near } = place;
  return (
    <div className={classes.known}>
      <Text size="sm">{coordinates}</Text>
      <Text size="sm" c={unit ? undefined : 'var(--tx-unserved)'}>
        {unit ? t('place.unit', { unit: unit.name }) : t('place.noUnit')}
      </Text>
      <Text size="sm" c={road ? undefined : 'var(--tx-unserved)'}>
        {road ? t('place.road', { distance: format.distance(road.distanceMetres) }) : t('place.noRoad')}
      </Text>
      {near && (
        <Text size="sm">
          {t('place.near', { name: near.name, distance: format.distance(near.distanceMetres) })}{' '}
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => {
              store.set({ isPicking: false, position: null, road: null });
              selection.set({ ...NOTHING_CHOSEN, pointId: near.id });
            }}
          >
            {t('place.openNear')}
          </Button>
        </Text>
      )}
    </div>
  );
}
