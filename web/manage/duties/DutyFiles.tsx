import { Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Duty, dutyListSchema } from '../../../domain/duties/duties.ts';
import { DUTY_FILE_TYPES, MOST_DUTY_FILE_MEGABYTES, MOST_DUTY_FILES } from '../../../domain/duties/files.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { upload } from '../../ui/api/upload.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../frame/Manage.module.css';
import { DUTIES } from './duty-query.ts';

/** The files attached to an indicator or task, each to be fetched. */
export function DutyFileLinks({ duty }: { duty: Duty }) {
  return (
    <>
      {duty.files.map(({ id, name }) => (
        <a key={id} className={classes.file} href={`/api/duties/${duty.id}/files/${id}`} download={name}>
          <IconPaperclip size={13} aria-hidden /> {name}
        </a>
      ))}
    </>
  );
}

/** Evidence attached to an indicator or task: each file with who added it and when, to be fetched and taken off; and the way to add more. */
export function DutyFiles({ duty }: { duty: Duty }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const queryClient = useQueryClient();
  const path = `/api/duties/${duty.id}/files`;
  const send = useMutation({
    mutationFn: async (what: { add: readonly File[] } | { remove: string }) => {
      if ('remove' in what) {
        return await request(dutyListSchema, `${path}/${what.remove}/remove`, { method: 'POST', body: {} });
      }
      let last = null;
      for (const file of what.add) {
        const body = new FormData();
        body.set('file', file, file.name);
        const { signal } = new AbortController();
        last = await upload(dutyListSchema, path, body, { onProgress: () => undefined, signal });
        // Of several those that came before one that is refused are there.
        queryClient.setQueryData(DUTIES, last);
      }
      return last;
    },
    onSuccess: (next) => next && queryClient.setQueryData(DUTIES, next),
  });
  return (
    <section className={classes.fileSection} aria-label={t('duty.files.title')}>
      <strong>{t('duty.files.title')}</strong>
      {duty.files.length > 0 && (
        <ul className={classes.sentences}>
          {duty.files.map(({ id, name, sizeBytes, addedAt, addedBy }) => (
            <li key={id}>
              <a className={classes.link} href={`${path}/${id}`} download={name}>
                {name}
              </a>{' '}
              {t('duty.files.of', {
                size:
                  sizeBytes < 1_000_000
                    ? `${format.count(Math.ceil(sizeBytes / 1000))} kB`
                    : `${format.decimal(sizeBytes / 1_000_000)} MB`,
                by: addedBy ?? t('duty.files.somebody'),
                at: format.instant(addedAt),
              })}{' '}
              <AskFirst
                question={t('duty.files.ask', { name })}
                confirm={t('duty.files.remove')}
                onConfirm={() => send.mutate({ remove: id })}
              >
                {(ask) => (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${t('duty.files.remove')}: ${name}`}
                    onClick={ask}
                  >
                    {t('duty.files.remove')}
                  </Button>
                )}
              </AskFirst>
            </li>
          ))}
        </ul>
      )}
      {duty.files.length < MOST_DUTY_FILES && (
        <FileButton
          multiple
          accept={[...DUTY_FILE_TYPES, 'jpeg'].map((type) => `.${type}`).join(',')}
          onChange={(add) => add.length > 0 && send.mutate({ add })}
        >
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              leftSection={<IconPaperclip size={14} />}
              loading={send.isPending}
            >
              {t('duty.files.add')}
            </Button>
          )}
        </FileButton>
      )}
      <small>{t('duty.files.hint', { megabytes: MOST_DUTY_FILE_MEGABYTES })}</small>
      {send.error && (
        <p className={classes.status} role="alert">
          {messageOf(send.error)}
        </p>
      )}
    </section>
  );
}
