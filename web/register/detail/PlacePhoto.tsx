import { Button, FileButton, Group, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { photoViewSchema } from '../../../domain/photos/photos.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { serverClock } from '../../ui/api/server-clock.ts';
import { upload } from '../../ui/api/upload.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import classes from './PlacePhoto.module.css';
import type { Save } from './use-save.ts';

/** 20 MB take their time from an office's line, too. */
const LONGEST_MS = 180_000;

interface Props {
  record: RegisterRecord;
  wording: Wording;
  save: Save;
  mayEdit: boolean;
}

/** How a point looks, for the crew that drives there: one photo, put in place of the one before. */
export function PlacePhoto({ record, wording: { t }, save, mayEdit }: Props) {
  const photoId = typeof record['photoId'] === 'string' ? record['photoId'] : null;
  const put = useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      const id = v7();
      form.set('id', id);
      form.set('takenAt', new Date(Math.min(file.lastModified, serverClock.now())).toISOString());
      form.set('file', file, file.name);
      await upload(photoViewSchema, '/api/photos', form, {
        ...{ onProgress: () => undefined, signal: AbortSignal.timeout(LONGEST_MS) },
      });
      await save.save(record, { photoId: id });
    },
  });
  const canEdit = mayEdit && record.isActive;
  if (photoId === null && !canEdit) return null;
  const isBusy = put.isPending || save.saving.includes('photoId');
  const fault = put.error === null ? save.faults?.fields['photoId'] : messageOf(put.error);
  return (
    <section aria-label={t('placePhoto.title')}>
      <Title order={3} size="h6">
        {t('placePhoto.title')}
      </Title>
      {photoId === null ? (
        <Text size="sm" c="dimmed" mb={6}>
          {t('placePhoto.none')}
        </Text>
      ) : (
        <a className={classes.photo} href={`/api/photos/${photoId}`} target="_blank" rel="noreferrer">
          <img src={`/api/photos/${photoId}`} alt={t('placePhoto.title')} />
        </a>
      )}
      {canEdit && (
        <Group gap={8}>
          <FileButton accept="image/*" onChange={(file) => file && put.mutate(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default" loading={isBusy}>
                {t(photoId === null ? 'placePhoto.add' : 'placePhoto.replace')}
              </Button>
            )}
          </FileButton>
          {photoId !== null && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={isBusy}
              onClick={() => void save.save(record, { photoId: null })}
            >
              {t('placePhoto.remove')}
            </Button>
          )}
        </Group>
      )}
      {fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault}
        </Text>
      )}
    </section>
  );
}
