import { Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field } from '../fields/field.ts';
import type { Wording } from '../fields/value-text.ts';
import { changesQuery } from '../register-queries.ts';
import type { RegisterSubject } from '../record.ts';
import { changeSentence } from './history-sentence.ts';
import classes from './RecordDetail.module.css';

interface Props {
  subject: RegisterSubject;
  id: string;
  fields: readonly Field[];
  wording: Wording;
}

/** What became of the record since it is in the book, in sentences, the newest first. */
export function History({ subject, id, fields, wording }: Props) {
  const { t, format } = wording;
  const changes = useQuery(changesQuery(subject, id));
  return (
    <section className={classes.history}>
      <Title order={3} size="h6">
        {t('history.title')}
      </Title>
      {changes.isPending && <Skeleton h={20} mt={6} />}
      {changes.isError && (
        <Text size="sm" c="dimmed">
          {changes.error.message}
        </Text>
      )}
      {changes.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('history.none')}
        </Text>
      )}
      {changes.data && changes.data.items.length > 0 && (
        <ol>
          {changes.data.items.map((change) => (
            <li key={change.id}>
              <time dateTime={change.at}>{format.instant(change.at)}</time>
              <span>{changeSentence(change, fields, wording)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
