import { Button, Group, Progress, Skeleton, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importFailureSentence } from '../../../domain/area-files/import-failures.ts';
import type { ImportView } from '../../../domain/areas.ts';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './AreasPage.module.css';
import { importQuery, importsQuery, isImportRunning } from './area-queries.ts';
import { FaultTable } from './FaultTable.tsx';

/** The last imports: how far each has come, why it failed, and the faults of its files. */
export function ImportList() {
  const { t } = useTranslation('manage');
  const queryClient = useQueryClient();
  const imports = useQuery(importsQuery());
  useLive('areaImport', () => {
    // One announcement may follow another faster than an answer comes: the one on its way is let arrive.
    void queryClient.invalidateQueries({ queryKey: ['imports'] }, { cancelRefetch: false });
    void queryClient.invalidateQueries({ queryKey: ['areas'] });
    void queryClient.invalidateQueries({ queryKey: ['area'] });
  });
  if (imports.isPending) return <Skeleton h={120} role="status" aria-busy />;
  if (imports.isError && !imports.data) return <Failure error={imports.error} onRetry={() => void imports.refetch()} />;
  return (
    <section aria-labelledby="imports">
      <Title order={2} size="h5" id="imports">
        {t('areas.imports')}
      </Title>
      {imports.data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('areas.noImports')}
        </Text>
      )}
      <ul className={classes.list}>
        {imports.data.map((view) => (
          <ImportRow key={view.id} view={view} />
        ))}
      </ul>
    </section>
  );
}

const BOOKS = ['units', 'groups', 'cooperatives', 'facilities', 'points', 'trucks', 'crews', 'shifts'] as const;

/** What an import into a town that was there added, changed and archived, book by book, where it did. */
function mergedBooks({ counts }: ImportView) {
  return BOOKS.map((book) => ({
    book,
    added: counts?.[`${book}Added`] ?? 0,
    changed: counts?.[`${book}Changed`] ?? 0,
    archived: counts?.[`${book}Archived`] ?? 0,
  })).filter(({ added, changed, archived }) => added + changed + archived > 0);
}

function ImportRow({ view }: { view: ImportView }) {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const cancel = useMutation({
    mutationFn: () => command(`/api/imports/${view.id}/cancel`, { body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
  useForgetFailure(cancel);
  const language = currentLanguage();
  return (
    <li className={classes.import}>
      <Group justify="space-between" align="flex-start" w="100%">
        <div className={classes.told}>
          <Text fw={600}>{view.name}</Text>
          <Text size="sm" c={view.state === 'failed' ? 'var(--tx-unserved)' : 'dimmed'}>
            {t(`areas.state.${view.state}`)}
            {isImportRunning(view) && view.phase && ` · ${t(`areas.phase.${view.phase}`)} · ${view.percent} %`} ·{' '}
            {format.instant(view.createdAt)}
          </Text>
          {view.state === 'done' && view.faultCount > 0 && <Text size="sm">{t('areas.leftOut')}</Text>}
          {mergedBooks(view).map(({ book, ...counts }) => (
            <Text size="sm" key={book}>
              {t('areas.merged', { subject: t(`areas.book.${book}`), ...counts })}
            </Text>
          ))}
          {(view.counts?.conditionalRoads ?? 0) > 0 && (
            <Text size="sm">{t('areas.conditionalRoads', { count: view.counts?.conditionalRoads })}</Text>
          )}
          {view.failure && <Text size="sm">{importFailureSentence(view.failure, language)}</Text>}
        </div>
        <Group gap={8} wrap="nowrap">
          {view.faultCount > 0 && (
            <>
              <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                {isOpen ? t('areas.hideFaults') : t('areas.showFaults', { count: view.faultCount })}
              </Button>
              <Button
                component="a"
                size="xs"
                variant="default"
                href={`/api/imports/${view.id}/rejects.csv?language=${language}`}
                download
                aria-label={t('areas.rejects')}
                title={t('areas.rejects')}
                px={8}
              >
                <IconDownload size={16} />
              </Button>
            </>
          )}
          {isImportRunning(view) && (
            <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('areas.cancel')}
            </Button>
          )}
        </Group>
      </Group>
      {isImportRunning(view) && (
        <Progress.Root size="sm" w="100%">
          <Progress.Section value={view.percent} aria-label={t('areas.progress')} />
        </Progress.Root>
      )}
      {cancel.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(cancel.error)}
        </Text>
      )}
      {isOpen && <Faults importId={view.id} />}
    </li>
  );
}

function Faults({ importId }: { importId: string }) {
  const view = useQuery(importQuery(importId));
  if (view.isPending) return null;
  if (view.isError) return <Failure error={view.error} onRetry={() => void view.refetch()} />;
  return (
    <>
      <FaultTable faults={view.data.faults} />
      {view.data.mendable.length > 0 && <MendableFiles view={view.data} />}
    </>
  );
}

/** The files as they were handed in, with the faults in them: mended, the same files are handed in again. */
function MendableFiles({ view }: { view: ImportView }) {
  const { t } = useTranslation('manage');
  return (
    <div className={classes.mend}>
      <Text size="sm">{t('areas.mendHint')}</Text>
      {view.mendable.map((kind) => (
        <Button
          key={kind}
          component="a"
          size="xs"
          variant="default"
          href={`/api/imports/${view.id}/marked/${kind}?language=${currentLanguage()}`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {view.faults.find((fault) => fault.file === kind)?.fileName}
        </Button>
      ))}
    </div>
  );
}
