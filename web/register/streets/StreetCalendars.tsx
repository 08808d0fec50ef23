import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { foldAccents } from '../../../domain/fold-accents.ts';
import type { StreetsFound } from '../../../domain/streets.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { streetsQuery } from '../../ui/api/streets-query.ts';
import { CollectionCalendar } from '../detail/CollectionCalendar.tsx';
import type { Wording } from '../fields/value-text.ts';
import classes from '../holidays/HolidayBook.module.css';

/** A month of what is collected along a street, which is searched for by its name. */
export function StreetCalendars({ wording }: { wording: Wording }) {
  const { t } = wording;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<StreetsFound['streets'][number] | null>(null);
  const found = useQuery(streetsQuery(useDeferredValue(foldAccents(text))));
  const streets = text.trim() === '' ? [] : (found.data?.streets ?? []);
  return (
    <section className={classes.book} aria-label={t('streets.title')}>
      <Title order={2} size="h4">
        {t('streets.title')}
      </Title>
      <Text size="sm" c="dimmed" mb={8}>
        {t('streets.hint')}
      </Text>
      <TextInput
        size="sm"
        maw={420}
        label={t('streets.search')}
        leftSection={<IconSearch size={15} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {messageOf(found.error)}
        </Text>
      )}
      {found.data && text.trim() !== '' && streets.length === 0 && (
        <Text size="sm" role="status">
          {t('streets.none')}
        </Text>
      )}
      <Group gap={6} my={8} role="group" aria-label={t('streets.found')}>
        {streets.map((street) => (
          <Button
            key={street.id}
            size="compact-sm"
            variant={street.id === chosen?.id ? 'filled' : 'default'}
            aria-pressed={street.id === chosen?.id}
            onClick={() => setChosen(street)}
          >
            {street.name}
            {street.unitName !== null && (
              <Text span inherit fw={400} ml={6}>
                {street.unitName}
              </Text>
            )}
          </Button>
        ))}
      </Group>
      {chosen && (
        <div style={{ maxWidth: 640 }}>
          <Text fw={600}>{[chosen.name, chosen.unitName].filter(Boolean).join(' · ')}</Text>
          <CollectionCalendar key={chosen.id} subject="streets" id={chosen.id} wording={wording} />
        </div>
      )}
    </section>
  );
}
