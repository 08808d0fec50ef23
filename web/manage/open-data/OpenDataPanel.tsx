import { Anchor, Button, Switch, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OpenData, openDataSchema } from '../../../domain/open-data/open-data.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { en } from '../../ui/texts/en/figures.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/figures.ts';
import classes from '../frame/Manage.module.css';

registerTexts('figures', { vi, en });

const KEY = ['open-data'];

/** Whether the figures are open to everybody, and under which licence: switched by those who may. */
export function OpenDataPanel() {
  const { t } = useTranslation('figures');
  const read = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request(openDataSchema, '/api/open-data', { signal }),
  });
  if (!read.data) return null;
  return (
    <section>
      <Title order={2} size="h5">
        {t('open.title')}
      </Title>
      <p className={classes.note}>{t('open.hint')}</p>
      <OpenDataForm key={String(read.data.isOpen)} open={read.data} />
      {read.data.isOpen && (
        <div className={classes.files}>
          {(['json', 'csv'] as const).map((kind) => (
            <Anchor key={kind} size="sm" href={`/api/open-data/ledger.${kind}`}>
              {t(`open.${kind}`)}
            </Anchor>
          ))}
        </div>
      )}
    </section>
  );
}

function OpenDataForm({ open }: { open: OpenData }) {
  const { t } = useTranslation('figures');
  const queryClient = useQueryClient();
  const [licence, setLicence] = useState(open.licence);
  const send = useMutation({
    mutationFn: (body: OpenData) => request(openDataSchema, '/api/open-data', { method: 'PUT', body }),
    onSuccess: (next) => queryClient.setQueryData(KEY, next),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ isOpen: open.isOpen, licence });
      }}
    >
      <Switch
        label={t('open.switch')}
        checked={open.isOpen}
        // They can be closed whatever stands in the field beside.
        disabled={send.isPending || (!open.isOpen && licence.trim() === '')}
        onChange={({ currentTarget: { checked } }) =>
          send.mutate({ isOpen: checked, licence: checked ? licence : open.licence })
        }
      />
      <TextInput
        size="sm"
        label={t('open.licence')}
        value={licence}
        onChange={({ currentTarget: { value } }) => setLicence(value)}
      />
      {open.isOpen && licence !== open.licence && licence.trim() !== '' && (
        <Button type="submit" size="sm" loading={send.isPending}>
          {t('duty.save')}
        </Button>
      )}
      {send.error && <p role="alert">{messageOf(send.error)}</p>}
    </form>
  );
}
