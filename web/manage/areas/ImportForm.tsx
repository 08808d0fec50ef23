import { Button, Checkbox, FileInput, Paper, Radio, Text, TextInput, Title } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_ATTRIBUTION,
  DEFAULT_TIME_ZONE,
  IMPORT_FILES,
  type ImportFile,
  MAX_ATTRIBUTION_LENGTH,
  REQUIRED_IMPORT_FILES,
} from '../../../domain/area-files/import-request.ts';
import { importViewSchema } from '../../../domain/areas.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import classes from './AreasPage.module.css';

const ACCEPT: Record<ImportFile, string> = {
  osm: '.pbf',
  units: '.geojson,.json',
  points: '.csv,.txt',
  trucks: '.csv,.txt',
  facilities: '.csv,.txt',
};
const isRequired = (file: ImportFile) => (REQUIRED_IMPORT_FILES as readonly ImportFile[]).includes(file);

/** Files and options of a new area. */
export function ImportForm() {
  const { t } = useTranslation('manage');
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(DEFAULT_TIME_ZONE);
  const [files, setFiles] = useState<Partial<Record<ImportFile, File>>>({});
  const [onFault, setOnFault] = useState('refuse');
  const [isActivated, setActivated] = useState(true);
  const [isSynthetic, setSynthetic] = useState(false);
  const [attribution, setAttribution] = useState('');
  const [isChecked, setChecked] = useState(false);

  const start = useMutation({
    mutationFn: () => {
      const body = new FormData();
      // Options first: the server reads a form from its beginning, and files are large.
      body.set('name', name.trim());
      body.set('timeZone', timeZone.trim());
      body.set('onFault', onFault);
      body.set('activate', String(isActivated));
      body.set('isSynthetic', String(isSynthetic));
      body.set('attribution', attribution.trim());
      for (const kind of IMPORT_FILES) {
        const file = files[kind];
        if (file) body.set(kind, file, file.name);
      }
      return request(importViewSchema, '/api/imports', { method: 'POST', body });
    },
    onSuccess: async () => {
      setFiles({});
      setName('');
      setSynthetic(false);
      setAttribution('');
      setChecked(false);
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() !== '' && REQUIRED_IMPORT_FILES.every((kind) => files[kind])) start.mutate();
  };

  return (
    <Paper component="form" withBorder p="md" noValidate onSubmit={submit}>
      <Title order={2} size="h5">
        {t('areas.import')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('areas.importHint')}
      </Text>
      <div className={classes.fields}>
        <TextInput
          label={t('areas.name')}
          value={name}
          error={isChecked && name.trim() === '' ? t('areas.nameNeeded') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('areas.timeZone')}
          value={timeZone}
          onChange={(event) => setTimeZone(event.currentTarget.value)}
        />
        <TextInput
          label={`${t('areas.attribution')} · ${t('areas.optional')}`}
          placeholder={DEFAULT_ATTRIBUTION}
          maxLength={MAX_ATTRIBUTION_LENGTH}
          value={attribution}
          onChange={(event) => setAttribution(event.currentTarget.value)}
        />
        {IMPORT_FILES.map((kind) => (
          <FileInput
            key={kind}
            label={isRequired(kind) ? t(`areas.file.${kind}`) : `${t(`areas.file.${kind}`)} · ${t('areas.optional')}`}
            placeholder={t('areas.choose')}
            accept={ACCEPT[kind]}
            clearable
            leftSection={<IconFileUpload size={16} aria-hidden />}
            value={files[kind] ?? null}
            error={isChecked && isRequired(kind) && !files[kind] ? t('areas.fileNeeded') : undefined}
            onChange={(file) => setFiles((before) => ({ ...before, [kind]: file ?? undefined }))}
          />
        ))}
        <Radio.Group label={t('areas.onFault')} value={onFault} onChange={setOnFault}>
          <div className={classes.radios}>
            <Radio value="refuse" label={t('areas.refuse')} />
            <Radio value="skip" label={t('areas.skip')} />
          </div>
        </Radio.Group>
      </div>
      <Checkbox
        mt="md"
        label={t('areas.synthetic')}
        checked={isSynthetic}
        onChange={(event) => setSynthetic(event.currentTarget.checked)}
      />
      <Checkbox
        my="md"
        label={t('areas.activateAfter')}
        checked={isActivated}
        onChange={(event) => setActivated(event.currentTarget.checked)}
      />
      {start.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert" mb="sm">
          {messageOf(start.error)}
        </Text>
      )}
      <Button type="submit" loading={start.isPending}>
        {start.isPending ? t('areas.uploading') : t('areas.submit')}
      </Button>
    </Paper>
  );
}
