import { Button, FileInput, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trackUploadSchema } from '../../../domain/tracks/track-upload.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { upload } from '../../ui/api/upload.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './DevicesPage.module.css';
import { TruckChoice } from './TruckChoice.tsx';

/** The track of a past day, for a truck whose tracker does not report by itself. */
export function TrackUploadForm() {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [truckId, setTruckId] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const send = useMutation({
    mutationFn: async (of: { truckId: string; file: File }) => {
      const body = new FormData();
      body.set('truck', of.truckId);
      body.set('file', of.file, of.file.name);
      const { signal } = new AbortController();
      return await upload(trackUploadSchema, '/api/tracks', body, { onProgress: () => undefined, signal });
    },
    onSuccess: () => {
      for (const key of ['day', 'visits', 'visit']) void queryClient.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <section aria-label={t('devices.upload')}>
      <Title order={2} size="h5">
        {t('devices.upload')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('devices.uploadHint')}
      </Text>
      <form
        className={classes.upload}
        onSubmit={(event) => {
          event.preventDefault();
          if (truckId && file) send.mutate({ truckId, file });
        }}
      >
        <TruckChoice
          label={t('devices.uploadTruck')}
          none={t('devices.uploadNoTruck')}
          value={truckId}
          onChange={setTruckId}
        />
        <FileInput
          label={t('devices.uploadFile')}
          placeholder={t('devices.uploadNoFile')}
          accept=".gpx,.csv,.txt"
          clearable
          value={file}
          onChange={(next) => {
            send.reset();
            setFile(next);
          }}
        />
        <Button type="submit" disabled={!truckId || !file} loading={send.isPending}>
          {t('devices.uploadSend')}
        </Button>
      </form>
      {send.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(send.error)}
        </Text>
      )}
      {send.data && (
        <div role="status">
          <Text size="sm">
            {t('devices.uploaded', {
              kept: format.count(send.data.kept),
              known: format.count(send.data.known),
              dropped: format.count(send.data.dropped),
            })}
          </Text>
          {send.data.days.length === 0 && <Text size="sm">{t('devices.uploadedNoDay')}</Text>}
          {send.data.days.map(({ day, inferred }) => (
            <Text key={day} size="sm">
              {t('devices.uploadedDay', { day: format.dayShort(day), count: inferred })}
            </Text>
          ))}
        </div>
      )}
    </section>
  );
}
