import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_TEXT_LENGTH, type IncidentInput, type IncidentKind } from '../../../domain/incidents/incidents.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../DriverPage.module.css';
import { MainButton } from '../MainButton.tsx';
import { PhotoButton } from '../photos/PhotoButton.tsx';
import type { TakenPhoto } from '../photos/shrink-photo.ts';
import { usePlaceOnce } from '../use-place.ts';

/** What a driver says of an incident, before it has an id, a truck and a time. */
export type ToldIncident = Pick<IncidentInput, 'kind' | 'position' | 'note' | 'photoIds'>;

interface Props {
  kind: Exclude<IncidentKind, 'full'>;
  isResting: boolean;
  onBack: () => void;
  onPhoto: (photo: TakenPhoto) => Promise<string>;
  onSend: (incident: ToldIncident) => void;
}

/** What happened, where and with what to see: sent with one tap, the rest is optional. */
export function IncidentForm({ kind, isResting, onBack, onPhoto, onSend }: Props) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const place = usePlaceOnce();
  const [note, setNote] = useState('');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const title = t(`incident.kind.${kind}`);
  return (
    <section className={classes.task} aria-label={title}>
      <div className={classes.about}>
        <h1>{title}</h1>
        <p role="status">
          {place.state === 'known'
            ? t('incident.placeKnown', { accuracy: format.distance(place.accuracyMetres) })
            : t(`incident.place.${place.state}`)}
        </p>
      </div>
      <div className={classes.actions}>
        <TextInput
          w="100%"
          aria-label={t('incident.note')}
          placeholder={t('incident.note')}
          maxLength={INCIDENT_TEXT_LENGTH}
          classNames={{ input: classes.otherInput }}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <PhotoButton
          count={photoIds.length}
          onTaken={async (photo) => {
            const id = await onPhoto(photo);
            setPhotoIds((before) => [...before, id]);
          }}
        />
        <Button
          className={classes.secondary}
          variant="default"
          leftSection={<IconArrowLeft size={22} />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
        <MainButton
          label={t('send')}
          isResting={isResting}
          icon={<IconSend size={30} stroke={2.2} />}
          onClick={() =>
            onSend({
              kind,
              position: place.state === 'known' ? place.position : null,
              note: note.trim() || null,
              photoIds: [...photoIds],
            })
          }
        />
      </div>
    </section>
  );
}
