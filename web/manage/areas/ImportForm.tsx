import {
  Autocomplete,
  Button,
  Checkbox,
  FileInput,
  Paper,
  Progress,
  Radio,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_ATTRIBUTION,
  DEFAULT_TIME_ZONE,
  IMPORT_FILES,
  type ImportFile,
  isTimeZone,
  MAX_ATTRIBUTION_LENGTH,
  REQUIRED_IMPORT_FILES,
} from '../../../domain/area-files/import-request.ts';
import { importViewSchema } from '../../../domain/areas.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { upload } from '../../ui/api/upload.ts';
import classes from './AreasPage.module.css';

const ACCEPT: Record<ImportFile, string> = {
  osm: '.pbf',
  units: '.geojson,.json',
  points: '.csv,.txt',
  trucks: '.csv,.txt',
  facilities: '.csv,.txt',
};
const TIME_ZONES = Intl.supportedValuesOf('timeZone');
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

  const [sentShare, setSentShare] = useState(0);
  const breakingOff = useRef<AbortController>(null);

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
      const controller = new AbortController();
      breakingOff.current = controller;
      setSentShare(0);
      return upload(importViewSchema, '/api/imports', body, { onProgress: setSentShare, signal: controller.signal });
    },
    onSuccess: async () => {
      setFiles({});
      setName('');
      setSynthetic(false);
      setAttribution('');
      setChecked(false);
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
      // Its progress is shown further up.
      document.getElementById('imports')?.scrollIntoView({ block: 'start' });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const isFilled = name.trim() !== '' && REQUIRED_IMPORT_FILES.every((kind) => files[kind]);
    if (isFilled && isTimeZone(timeZone.trim())) start.mutate();
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
        <Autocomplete
          label={t('areas.timeZone')}
          data={TIME_ZONES}
          limit={50}
          value={timeZone}
          error={isChecked && !isTimeZone(timeZone.trim()) ? t('areas.timeZoneUnknown') : undefined}
          onChange={setTimeZone}
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
      {start.error && !breakingOff.current?.signal.aborted && (
        <Text size="sm" c="var(--tx-unserved)" role="alert" mb="sm">
          {messageOf(start.error)}
        </Text>
      )}
      {start.isPending ? (
        <div className={classes.upload}>
          <Text size="sm">{t('areas.uploading', { percent: Math.floor(sentShare * 100) })}</Text>
          <Progress.Root size="sm">
            <Progress.Section value={sentShare * 100} aria-label={t('areas.uploadProgress')} />
          </Progress.Root>
          <Button variant="default" onClick={() => breakingOff.current?.abort()}>
            {t('areas.cancel')}
          </Button>
        </div>
      ) : (
        <Button type="submit">{t('areas.submit')}</Button>
      )}
    </Paper>
  );
}
