import {
  Autocomplete,
  Button,
  Checkbox,
  FileInput,
  Paper,
  Progress,
  Radio,
  Select,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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
import { areasQuery } from './area-queries.ts';
import classes from './AreasPage.module.css';

const ACCEPT: Record<ImportFile, string> = {
  osm: '.pbf',
  units: '.geojson,.json',
  points: '.xlsx,.csv,.txt',
  trucks: '.xlsx,.csv,.txt',
  facilities: '.xlsx,.csv,.txt',
};
const TIME_ZONES = Intl.supportedValuesOf('timeZone');
/** Those that hold wards, communes or municipalities somewhere. */
const UNITS_LEVELS_SHOWN = ['6', '7', '8', '9', '10'] as const;
const isRequired = (file: ImportFile) => (REQUIRED_IMPORT_FILES as readonly ImportFile[]).includes(file);

/** Files and options of a new area, or of what is brought into one at hand. */
export function ImportForm() {
  const { t } = useTranslation('manage');
  const queryClient = useQueryClient();
  const areas = useQuery(areasQuery());
  const [town, setTown] = useState('');
  const isNew = town === '';
  const [name, setName] = useState('');
  const [timeZone, setTimeZone] = useState(DEFAULT_TIME_ZONE);
  const [files, setFiles] = useState<Partial<Record<ImportFile, File>>>({});
  const [onFault, setOnFault] = useState('refuse');
  const [isActivated, setActivated] = useState(true);
  const [isSynthetic, setSynthetic] = useState(false);
  const [attribution, setAttribution] = useState('');
  const [unitsFrom, setUnitsFrom] = useState<'file' | 'extract' | null>(null);
  const [unitsLevel, setUnitsLevel] = useState('6');
  const [unitsNamed, setUnitsNamed] = useState('');
  const [isChecked, setChecked] = useState(false);

  const isFirst = areas.data?.length === 0;
  // Whoever begins has no file of boundaries yet.
  const unitsOf = unitsFrom ?? (isFirst ? 'extract' : 'file');
  const areUnitsTaken = isNew && unitsOf === 'extract';
  const shownFiles = IMPORT_FILES.filter((kind) => !(kind === 'units' && areUnitsTaken));
  const needed = REQUIRED_IMPORT_FILES.filter((kind) => shownFiles.includes(kind));

  const [sentShare, setSentShare] = useState(0);
  const breakingOff = useRef<AbortController>(null);

  const start = useMutation({
    mutationFn: () => {
      const body = new FormData();
      // Options first: the server reads a form from its beginning, and files are large.
      if (isNew) {
        body.set('name', name.trim());
        body.set('timeZone', timeZone.trim());
      } else {
        body.set('town', town);
        body.set('name', areas.data?.find(({ slug }) => slug === town)?.name ?? town);
      }
      body.set('onFault', onFault);
      body.set('activate', String(isNew && isActivated));
      body.set('isSynthetic', String(isNew && isSynthetic));
      body.set('attribution', attribution.trim());
      if (areUnitsTaken) {
        body.set('unitsLevel', unitsLevel);
        body.set('unitsNamed', unitsNamed.trim());
      }
      for (const kind of shownFiles) {
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

  const hasFile = shownFiles.some((kind) => files[kind]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const isNewFilled = name.trim() !== '' && needed.every((kind) => files[kind]);
    if (isNew ? isNewFilled && isTimeZone(timeZone.trim()) : hasFile) start.mutate();
  };

  return (
    <Paper component="form" withBorder p="md" noValidate onSubmit={submit}>
      <Title order={2} size="h5">
        {t('areas.import')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(isFirst ? 'areas.firstHint' : isNew ? 'areas.importHint' : 'areas.intoHint')}
      </Text>
      <Select
        label={t('areas.into')}
        data={[
          { value: '', label: t('areas.newArea') },
          ...(areas.data ?? []).map(({ slug, name: of }) => ({ value: slug, label: of })),
        ]}
        value={town}
        allowDeselect={false}
        maw={420}
        mb="sm"
        onChange={(value) => setTown(value ?? '')}
      />
      {isNew && (
        <Radio.Group
          label={t('areas.unitsFrom')}
          value={unitsOf}
          mb="sm"
          onChange={(value) => setUnitsFrom(value === 'extract' ? 'extract' : 'file')}
        >
          <div className={classes.radios}>
            <Radio value="file" label={t('areas.unitsFromFile')} />
            <Radio value="extract" label={t('areas.unitsFromExtract')} />
          </div>
        </Radio.Group>
      )}
      <div className={classes.fields}>
        {isNew && (
          <TextInput
            label={t('areas.name')}
            value={name}
            error={isChecked && name.trim() === '' ? t('areas.nameNeeded') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {isNew && (
          <Autocomplete
            label={t('areas.timeZone')}
            data={TIME_ZONES}
            limit={50}
            value={timeZone}
            error={isChecked && !isTimeZone(timeZone.trim()) ? t('areas.timeZoneUnknown') : undefined}
            onChange={setTimeZone}
          />
        )}
        {(isNew || files.osm) && (
          <TextInput
            label={`${t('areas.attribution')} · ${t('areas.optional')}`}
            placeholder={DEFAULT_ATTRIBUTION}
            maxLength={MAX_ATTRIBUTION_LENGTH}
            value={attribution}
            onChange={(event) => setAttribution(event.currentTarget.value)}
          />
        )}
        {areUnitsTaken && (
          <Select
            label={t('areas.unitsLevel')}
            data={UNITS_LEVELS_SHOWN.map((level) => ({ value: level, label: t(`areas.level.${level}`) }))}
            value={unitsLevel}
            allowDeselect={false}
            onChange={(value) => setUnitsLevel(value ?? '6')}
          />
        )}
        {areUnitsTaken && (
          <TextInput
            label={`${t('areas.unitsNamed')} · ${t('areas.optional')}`}
            placeholder={t('areas.unitsNamedExample')}
            value={unitsNamed}
            maxLength={2000}
            onChange={(event) => setUnitsNamed(event.currentTarget.value)}
          />
        )}
        {shownFiles.map((kind) => (
          <FileInput
            key={kind}
            label={
              isNew && isRequired(kind)
                ? t(`areas.file.${kind}`)
                : `${t(`areas.file.${kind}`)} · ${t('areas.optional')}`
            }
            description={kind === 'osm' && isNew ? t('areas.osmHint') : undefined}
            placeholder={t('areas.choose')}
            accept={ACCEPT[kind]}
            clearable
            leftSection={<IconFileUpload size={16} aria-hidden />}
            value={files[kind] ?? null}
            error={isChecked && isNew && isRequired(kind) && !files[kind] ? t('areas.fileNeeded') : undefined}
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
      {isChecked && !isNew && !hasFile && (
        <Text size="sm" c="var(--tx-unserved)" role="alert" mt="sm">
          {t('areas.anyFileNeeded')}
        </Text>
      )}
      {isNew && (
        <Checkbox
          mt="md"
          label={t('areas.synthetic')}
          checked={isSynthetic}
          onChange={(event) => setSynthetic(event.currentTarget.checked)}
        />
      )}
      {isNew && (
        <Checkbox
          mt="md"
          label={t('areas.activateAfter')}
          checked={isActivated}
          onChange={(event) => setActivated(event.currentTarget.checked)}
        />
      )}
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
        <Button type="submit" mt="md">
          {t('areas.submit')}
        </Button>
      )}
    </Paper>
  );
}
