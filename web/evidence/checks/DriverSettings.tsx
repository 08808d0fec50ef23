import { ActionIcon, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CheckItem,
  type DriverSettings as Settings,
  driverSettingsSchema,
  MOST_CHECK_ITEMS,
} from '../../../domain/truck-checks/truck-checks.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import classes from './Checks.module.css';
import { driverSettingsQuery } from './check-queries.ts';

const WHEN = ['start', 'end', 'both'] as const;

/** What drivers look at, and whom they call: set by the office for all phones. */
export function DriverSettings() {
  const settings = useQuery(driverSettingsQuery()).data;
  // What somebody else saves meanwhile takes the place of what stands here.
  return settings ? <Form key={JSON.stringify(settings)} settings={settings} /> : null;
}

function Form({ settings }: { settings: Settings }) {
  const { t } = useTranslation('evidence');
  const queryClient = useQueryClient();
  const [items, setItems] = useState<readonly CheckItem[]>(settings.checkItems);
  const [phone, setPhone] = useState(settings.dispatcherPhone ?? '');
  const save = useMutation({
    mutationFn: (body: Settings) => request(driverSettingsSchema, '/api/driver-settings', { method: 'PUT', body }),
    onSuccess: (saved) => queryClient.setQueryData(driverSettingsQuery().queryKey, saved),
  });
  const set = (index: number, members: Partial<CheckItem>) =>
    setItems(items.map((item, at) => (at === index ? { ...item, ...members } : item)));
  const wanted: Settings = {
    checkItems: items.filter(({ vi }) => vi.trim() !== '').map((item) => ({ ...item, en: item.en?.trim() || null })),
    dispatcherPhone: phone.trim() || null,
  };
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(settings);
  return (
    <section aria-label={t('checks.settings')}>
      <form
        noValidate
        className={classes.settings}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(wanted);
        }}
      >
        <Title order={2} size="h5">
          {t('checks.settings')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('checks.settingsHint')}
        </Text>
        <TextInput
          label={t('checks.phone')}
          description={t('checks.phoneHint')}
          inputMode="tel"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        {items.map((item, index) => (
          // Items have no name but their place.
          <div key={index} className={classes.row}>
            <TextInput
              aria-label={t('checks.item', { number: index + 1 })}
              maxLength={80}
              value={item.vi}
              onChange={(event) => set(index, { vi: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={t('checks.when', { number: index + 1 })}
              value={item.at}
              data={WHEN.map((value) => ({ value, label: t(`checks.at.${value}`) }))}
              onChange={(event) =>
                set(index, { at: WHEN.find((value) => value === event.currentTarget.value) ?? 'both' })
              }
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('checks.up', { number: index + 1 })}
              disabled={index === 0}
              onClick={() =>
                setItems([
                  ...items.slice(0, index - 1),
                  item,
                  ...items.slice(index - 1, index),
                  ...items.slice(index + 1),
                ])
              }
            >
              <IconArrowUp size={18} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('checks.remove', { number: index + 1 })}
              onClick={() => setItems(items.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </div>
        ))}
        {items.length < MOST_CHECK_ITEMS && (
          <Button variant="default" onClick={() => setItems([...items, { vi: '', en: null, at: 'start' }])}>
            {t('checks.add')}
          </Button>
        )}
        {save.isError && (
          <Text size="sm" role="alert" c="var(--mantine-color-error)">
            {messageOf(save.error)}
          </Text>
        )}
        <Button type="submit" disabled={!isChanged} loading={save.isPending}>
          {t('checks.save')}
        </Button>
      </form>
    </section>
  );
}
