import { Button, FileInput, NativeSelect, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TicketFilePreview, ticketFilePreviewSchema } from '../../../domain/tickets/ticket-file-view.ts';
import { weighbridgeSchema } from '../../../domain/tickets/tickets.ts';
import { HeadingChoice } from '../../register/import/HeadingChoice.tsx';
import { PreviewRows } from '../../register/import/PreviewRows.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { upload } from '../../ui/api/upload.ts';
import { en } from '../../ui/texts/en/sheets.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/sheets.ts';
import classes from '../EvidencePage.module.css';
import { TICKETS } from './ticket-queries.ts';

registerTexts('sheets', { vi, en });

type Mapping = Readonly<Record<string, string | null>>;

/** The file of a weighbridge: shown before it is kept, with what each column was taken for and what is wrong with which row. */
export function TicketFile({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('evidence');
  const queryClient = useQueryClient();
  const places = useQuery({
    queryKey: ['weighbridge', 'places'],
    queryFn: ({ signal }) => request(weighbridgeSchema, '/api/weighbridge', { signal }),
  });
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [mapping, setMapping] = useState<Mapping>({});
  const [preview, setPreview] = useState<TicketFilePreview | null>(null);
  const facilities = places.data?.facilities ?? [];
  const facility = chosen ?? places.data?.facility?.id ?? '';
  const send = useMutation({
    mutationFn: async (step: { dryRun: boolean; mapping: Mapping }) => {
      if (file === null) return null;
      const body = new FormData();
      if (facility !== '') body.set('facility', facility);
      body.set('dryRun', step.dryRun ? '1' : '0');
      body.set('onFault', 'skip');
      body.set('mapping', JSON.stringify(step.mapping));
      body.set('file', file, file.name);
      const { signal } = new AbortController();
      return await upload(ticketFilePreviewSchema, '/api/tickets/file', body, { onProgress: () => undefined, signal });
    },
    onSuccess: (answer) => {
      setPreview(answer);
      if (answer?.isKept) void queryClient.invalidateQueries({ queryKey: TICKETS });
    },
  });
  const forget = () => {
    setPreview(null);
    send.reset();
  };
  const added = preview?.counts.added ?? 0;
  return (
    <div className={classes.file}>
      <Text size="sm" c="dimmed">
        {t('tickets.uploadHint')}
      </Text>
      <div className={classes.filters}>
        <FileInput
          label={t('tickets.upload')}
          placeholder={t('tickets.chooseFile')}
          accept=".xlsx,.csv,.txt"
          clearable
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          value={file}
          onChange={(next) => {
            forget();
            setMapping({});
            setFile(next);
          }}
        />
        <NativeSelect
          label={t('tickets.facilityOfFile')}
          value={facility}
          data={facilities.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => {
            forget();
            setChosen(event.currentTarget.value);
          }}
        />
      </div>
      <div className={classes.buttons}>
        <Button
          disabled={file === null}
          loading={send.isPending}
          onClick={() => send.mutate({ dryRun: true, mapping })}
        >
          {t('tickets.preview')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('tickets.close')}
        </Button>
      </div>
      {send.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(send.error)}
        </Text>
      )}
      {preview && (
        <>
          {preview.isKept && <Text fw={600}>{t('tickets.kept')}</Text>}
          <PreviewRows preview={preview} counts={t('tickets.fileCounts', preview.counts)} />
          {!preview.isKept && added > 0 && (
            <div className={classes.buttons}>
              <Button loading={send.isPending} onClick={() => send.mutate({ dryRun: false, mapping })}>
                {t(preview.faults.length > 0 ? 'tickets.keepRest' : 'tickets.keep', { count: added })}
              </Button>
            </div>
          )}
          {!preview.isKept && preview.headings.length > 0 && (
            <HeadingChoice
              preview={preview}
              onChoose={(heading, key) => {
                const next = { ...mapping, [heading]: key };
                setMapping(next);
                send.mutate({ dryRun: true, mapping: next });
              }}
            />
          )}
        </>
      )}
    </div>
  );
}
