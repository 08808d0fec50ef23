import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DayField } from '../../ui/DayField.tsx';
import { DOCUMENT_KINDS } from '../../../domain/register/closed-lists.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { command } from '../../ui/api/request.ts';
import { choiceName } from '../fields/names.ts';
import { dayText, type Wording } from '../fields/value-text.ts';
import type { RegisterRecord, RegisterSubject } from '../record.ts';
import { forgetRecords } from '../register-queries.ts';
import { faultsOf } from './faults.ts';
import classes from './Out.module.css';
import { daysLeft, documentsOf, type RecordDocument, warningOf } from './out.ts';

interface Props {
  subject: RegisterSubject;
  record: RegisterRecord;
  wording: Wording;
  mayEdit: boolean;
}

/** Documents that expire, those that soon do marked. */
export function Documents({ subject, record, wording, mayEdit }: Props) {
  const { t, language } = wording;
  const queryClient = useQueryClient();
  const today = useQuery(areaQuery()).data?.today;
  const [isAdding, setAdding] = useState(false);
  const documents = documentsOf(record);
  return (
    <section>
      <Title order={3} size="h6">
        {t('documents.title')}
      </Title>
      {documents.length === 0 ? (
        <Text size="sm" c="dimmed" mb={6}>
          {t('documents.none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {documents.map((document) => (
            <li key={document.id} data-is={(today && warningOf(document, today)) || undefined}>
              <span>
                {choiceName('documentKind', document.kind, language)}
                {document.number && ` ${document.number}`}
                <small>{today && expiryText(document, today, wording)}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && record.isActive && !isAdding && (
        <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
          {t('documents.add')}
        </Button>
      )}
      {isAdding && (
        <DocumentForm
          path={`/api/${subject}/${record.id}/documents`}
          wording={wording}
          onCancel={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            forgetRecords(queryClient, subject);
          }}
        />
      )}
    </section>
  );
}

function expiryText(document: RecordDocument, today: string, { t }: Wording): string {
  const warning = warningOf(document, today);
  if (warning === 'expired') return t('documents.expired', { day: dayText(document.expiresOn) });
  const expires = t('documents.expires', { day: dayText(document.expiresOn) });
  return warning === null ? expires : `${expires} · ${t('documents.soon', { count: daysLeft(document, today) })}`;
}

interface FormProps {
  path: string;
  wording: Wording;
  onDone: () => void;
  onCancel: () => void;
}

function DocumentForm({ path, wording: { t, language }, onDone, onCancel }: FormProps) {
  const [kind, setKind] = useState<string>(DOCUMENT_KINDS[0]);
  const [number, setNumber] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const save = useMutation({
    mutationFn: () => command(path, { body: { kind, number: number.trim() === '' ? null : number.trim(), expiresOn } }),
    onSuccess: onDone,
  });
  const faults = save.error === null ? null : faultsOf(save.error, ['kind', 'number', 'expiresOn']);
  return (
    <form
      className={classes.form}
      aria-label={t('documents.add')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <NativeSelect
        autoFocus
        size="sm"
        label={t('documents.kind')}
        value={kind}
        error={faults?.fields['kind']}
        data={DOCUMENT_KINDS.map((value) => ({
          value: value as string,
          label: choiceName('documentKind', value, language),
        }))}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <Group gap={8} grow align="start">
        <TextInput
          size="sm"
          label={t('documents.number')}
          value={number}
          error={faults?.fields['number']}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <DayField
          size="sm"
          required
          label={t('documents.expiresOn')}
          value={expiresOn}
          error={faults?.fields['expiresOn']}
          onChange={setExpiresOn}
        />
      </Group>
      {faults?.whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {faults.whole}
        </Text>
      )}
      <Group gap={8}>
        <Button type="submit" size="compact-sm" loading={save.isPending}>
          {t('documents.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('detail.cancel')}
        </Button>
      </Group>
    </form>
  );
}
