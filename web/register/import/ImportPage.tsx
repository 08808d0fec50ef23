import { Anchor, Button, Checkbox, FileInput, Group, NumberInput, Paper, Select, Text, Title } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHEET_SUBJECTS, type SheetSubject } from '../../../domain/sheets/subjects.ts';
import { type SheetPreview, sheetPreviewSchema } from '../../../domain/sheets/views.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { upload } from '../../ui/api/upload.ts';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { en } from '../../ui/texts/en/sheets.ts';
import { currentLanguage, registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/sheets.ts';
import classes from './ImportPage.module.css';
import { HeadingChoice } from './HeadingChoice.tsx';
import { PreviewRows } from './PreviewRows.tsx';
import { importsQuery, RecentImports } from './RecentImports.tsx';

registerTexts('sheets', { vi, en });

/** `/register/import?book=points`: a spreadsheet is shown before it is taken into a book, and can be undone. */
export function ImportPage() {
  const { t } = useTranslation('sheets');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('title')} · ${product}`;
  }, [t, product]);
  return (
    <RequirePermission permission="points.edit">
      <div className={classes.page}>
        <TopBar />
        <OfflineBanner />
        <DiskBanner />
        <main id="main" className={classes.main}>
          <Title order={1} size="h3">
            {t('title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('hint')}
          </Text>
          <SheetForm />
          <RecentImports />
        </main>
      </div>
    </RequirePermission>
  );
}

type Mapping = Readonly<Record<string, string | null>>;

function SheetForm() {
  const { t } = useTranslation('sheets');
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/register/import' });
  const { book = 'points' } = useSearch({ from: '/register/import' });
  const [file, setFile] = useState<File | null>(null);
  const [meridian, setMeridian] = useState<string | number>('');
  const [archives, setArchives] = useState(false);
  const [mapping, setMapping] = useState<Mapping>({});
  const [answered, setPreview] = useState<SheetPreview | null>(null);
  const recent = useQuery(importsQuery()).data ?? [];
  // What was undone meanwhile is no longer told of as taken in.
  const isUndone = recent.some(({ id, undoneAt }) => id === answered?.id && undoneAt !== null);
  const preview = isUndone ? null : answered;
  const isPlaced = book === 'points' || book === 'facilities' || book === 'generators';

  const send = useMutation({
    mutationFn: async (step: { dryRun: boolean; mapping: Mapping }) => {
      if (file === null) return null;
      const body = new FormData();
      body.set('subject', book);
      body.set('dryRun', step.dryRun ? '1' : '0');
      body.set('archiveMissing', archives ? '1' : '0');
      body.set('onFault', 'skip');
      body.set('mapping', JSON.stringify(step.mapping));
      if (isPlaced && meridian !== '') body.set('meridian', String(meridian));
      body.set('file', file, file.name);
      const { signal } = new AbortController();
      return await upload(sheetPreviewSchema, '/api/register/imports', body, { onProgress: () => undefined, signal });
    },
    onSuccess: async (answer) => {
      setPreview(answer);
      if (answer?.id) await queryClient.invalidateQueries({ queryKey: ['register'] });
    },
  });
  const forget = () => {
    setPreview(null);
    send.reset();
  };
  const counts = preview?.counts;
  const writes = counts ? counts.added + counts.changed + counts.archived : 0;
  const unread = (preview?.headings ?? []).flatMap(({ heading, key }) => (key === null ? [heading] : []));
  const isDone = preview !== null && preview.id !== null;

  return (
    <>
      <Paper withBorder p="md">
        <div className={classes.fields}>
          <Select
            label={t('book')}
            data={SHEET_SUBJECTS.map((subject) => ({ value: subject, label: t(`books.${subject}`) }))}
            value={book}
            allowDeselect={false}
            onChange={(value) => {
              forget();
              setMapping({});
              void navigate({ search: { book: (value ?? 'points') as SheetSubject }, replace: true });
            }}
          />
          <FileInput
            label={t('file')}
            placeholder={t('choose')}
            accept=".xlsx,.csv,.txt"
            clearable
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            value={file}
            onChange={(chosen) => {
              forget();
              setMapping({});
              setFile(chosen);
            }}
          />
          {isPlaced && (
            <NumberInput
              label={t('meridian')}
              description={t('meridianHint')}
              min={102}
              max={111}
              step={0.25}
              value={meridian}
              onChange={setMeridian}
            />
          )}
        </div>
        <Checkbox
          mt="md"
          label={t('archiveMissing')}
          checked={archives}
          onChange={(event) => {
            forget();
            setArchives(event.currentTarget.checked);
          }}
        />
        <Group mt="md" gap={8}>
          <Button
            disabled={file === null}
            loading={send.isPending}
            onClick={() => send.mutate({ dryRun: true, mapping })}
          >
            {t('preview')}
          </Button>
          <FileLink
            href={`/api/register/template?subject=${book}&language=${currentLanguage()}`}
            text={t('template')}
          />
          {(['xlsx', 'csv', 'geojson'] as const).map((format) => (
            <FileLink
              key={format}
              href={`/api/register/export?subject=${book}&format=${format}&language=${currentLanguage()}`}
              text={`${t('export')} (.${format})`}
            />
          ))}
        </Group>
        {send.error && (
          <Text size="sm" c="var(--tx-unserved)" role="alert" mt="sm">
            {messageOf(send.error)}
          </Text>
        )}
      </Paper>
      {preview && (
        <>
          {isDone && (
            <Group gap={16}>
              <Text fw={600}>{t('done')}</Text>
              <Anchor renderRoot={(props) => <Link to="/register" search={{ book }} {...props} />} size="sm">
                {t('openBook', { book: t(`books.${book}`) })}
              </Anchor>
              <Anchor component={Link} to="/manage/first-steps" size="sm">
                {t('firstSteps')}
              </Anchor>
            </Group>
          )}
          {!isDone && unread.length > 0 && (
            <Text size="sm" role="status">
              {t('unreadColumns', { names: unread.join(', ') })}
            </Text>
          )}
          <PreviewRows preview={preview} />
          {!isDone && writes > 0 && (
            <div>
              <Button loading={send.isPending} onClick={() => send.mutate({ dryRun: false, mapping })}>
                {t(preview.faults.length > 0 ? 'importRest' : 'import', { count: writes })}
              </Button>
            </div>
          )}
          {!isDone && preview.headings.length > 0 && (
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
    </>
  );
}

function FileLink({ href, text }: { href: string; text: string }) {
  return (
    <Button component="a" variant="default" href={href} download leftSection={<IconDownload size={16} aria-hidden />}>
      {text}
    </Button>
  );
}
