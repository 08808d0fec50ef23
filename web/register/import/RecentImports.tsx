import { Button, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type SheetImport, sheetImportSchema } from '../../../domain/sheets/views.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { command, request } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from './ImportPage.module.css';

/** What was taken in lately, the newest first. */
export const importsQuery = () =>
  queryOptions({
    queryKey: ['register', 'imports'],
    queryFn: ({ signal }) => request(z.array(sheetImportSchema), '/api/register/imports', { signal }),
  });

/** The last spreadsheets that were taken in; each can be undone while nothing was built upon it. */
export function RecentImports() {
  const { t } = useTranslation('sheets');
  const imports = useQuery(importsQuery());
  if (imports.isPending) return null;
  if (imports.isError) return <Failure error={imports.error} onRetry={() => void imports.refetch()} />;
  return (
    <section aria-labelledby="recent">
      <Title order={2} size="h5" id="recent">
        {t('recent')}
      </Title>
      {imports.data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      )}
      <ul className={classes.rows}>
        {imports.data.map((row) => (
          <RecentImport key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function RecentImport({ row }: { row: SheetImport }) {
  const { t } = useTranslation('sheets');
  const format = useFormat();
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: () => command(`/api/register/imports/${row.id}/undo`, { body: {} }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['register'] }),
  });
  return (
    <li>
      <strong>{t(`books.${row.subject}`)}</strong>
      <span>{row.fileName}</span>
      <span className={classes.line}>
        {[format.instant(row.importedAt), row.importedBy].filter(Boolean).join(' · ')}
      </span>
      <span>{t('counts', row.counts)}</span>
      {row.undoneAt !== null ? (
        <em>{t('undone')}</em>
      ) : (
        <Button size="compact-xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t('undo')}
        </Button>
      )}
      {undo.error && (
        <Text size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(undo.error)}
        </Text>
      )}
    </li>
  );
}
