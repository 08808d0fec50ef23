import { Button, Group, NativeSelect, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { DayField } from '../../ui/DayField.tsx';
import { type HolidayView, holidayViewSchema } from '../../../domain/holidays.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { faultsOf } from '../detail/faults.ts';
import { dayText, type Wording } from '../fields/value-text.ts';
import classes from './HolidayBook.module.css';

const FIELDS = ['name', 'isOff', 'replacementDay'];

const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: ['register', 'holidays', year],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(holidayViewSchema) }), `/api/holidays?year=${year}`, { signal }),
  });

type Doing = 'works' | 'off' | 'moved';
const doingOf = ({ isOff, replacementDay }: Pick<HolidayView, 'isOff' | 'replacementDay'>): Doing =>
  replacementDay !== null ? 'moved' : isOff ? 'off' : 'works';

/** The public holidays of a year, what the town does on each, and its own days off. */
export function HolidayBook({ wording }: { wording: Wording }) {
  const { t } = wording;
  const ui = useTranslation('ui').t;
  const today = useQuery(areaQuery()).data?.today;
  const [asked, setAsked] = useState<number | null>(null);
  const thisYear = Number((today ?? '').slice(0, 4));
  const year = asked ?? thisYear;
  const mayEdit = usePermission('holidays.edit');
  const holidays = useQuery({ ...holidaysQuery(year), enabled: today !== undefined });
  const [adding, setAdding] = useState('');
  if (holidays.error) return <Failure error={holidays.error} onRetry={() => void holidays.refetch()} />;
  const items = holidays.data?.items ?? [];
  // Known once the list is there: a day in it has its row.
  const isListed = items.some(({ day }) => day === adding);
  const isNew = adding !== '' && holidays.data !== undefined && !isListed;
  return (
    <section className={classes.book} aria-label={t('holidays.title')}>
      <Group gap={8}>
        <Title order={2} size="h4">
          {t('holidays.title')}
        </Title>
        <NativeSelect
          size="xs"
          aria-label={t('holidays.year')}
          value={String(year)}
          data={[-1, 0, 1, 2, 3, 4].map((k) => String(thisYear + k))}
          onChange={(event) => setAsked(Number(event.currentTarget.value))}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('holidays.hint')}
      </Text>
      {holidays.isPending && <Skeleton h={220} mt="sm" role="status" aria-label={ui('state.loading')} />}
      <ul className={classes.days}>
        {items.map((holiday) => (
          <HolidayRow key={holiday.day} holiday={holiday} mayEdit={mayEdit} wording={wording} />
        ))}
      </ul>
      {mayEdit && (
        <div className={classes.own}>
          <DayField size="xs" label={t('holidays.add')} value={adding} onChange={setAdding} />
          {isListed && (
            <Text size="sm" role="status">
              {t('holidays.listed')}
            </Text>
          )}
          {isNew && (
            <ul className={classes.days}>
              <HolidayRow
                key={adding}
                holiday={{
                  ...{ day: adding, name: t('holidays.own'), isNational: false, isDecided: false },
                  ...{ isOff: true, replacementDay: null },
                }}
                mayEdit
                wording={wording}
                onDone={() => setAdding('')}
              />
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

interface RowProps {
  holiday: HolidayView;
  mayEdit: boolean;
  wording: Wording;
  onDone?: () => void;
}

/** One day and what the town does on it; a change is saved with its button. */
function HolidayRow({ holiday, mayEdit, wording: { t }, onDone }: RowProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(holiday.name);
  const [doing, setDoing] = useState<Doing>(doingOf(holiday));
  const [instead, setInstead] = useState(holiday.replacementDay ?? '');
  const save = useMutation({
    mutationFn: () =>
      request(holidayViewSchema, `/api/holidays/${holiday.day}`, {
        method: 'PUT',
        body: { name, isOff: doing !== 'works', replacementDay: doing === 'moved' ? instead : null },
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['register'] });
      onDone?.();
    },
  });
  const remove = useMutation({
    mutationFn: () => request(z.unknown(), `/api/holidays/${holiday.day}`, { method: 'DELETE' }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['register'] }),
  });
  const error = save.error ?? remove.error;
  const faults = error === null ? null : faultsOf(error, FIELDS);
  const wrong =
    faults && (faults.fields['replacementDay'] ?? faults.fields['isOff'] ?? faults.fields['name'] ?? faults.whole);
  const isChanged =
    onDone !== undefined ||
    doing !== doingOf(holiday) ||
    name !== holiday.name ||
    (doing === 'moved' && instead !== (holiday.replacementDay ?? ''));
  return (
    <li className={classes.day} data-off={holiday.isOff || undefined}>
      <span className={classes.date}>{dayText(holiday.day)}</span>
      {holiday.isNational || !mayEdit ? (
        <span className={classes.name}>{holiday.name}</span>
      ) : (
        <TextInput
          className={classes.name}
          size="xs"
          aria-label={t('holidays.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={t('holidays.doing', { day: dayText(holiday.day) })}
        disabled={!mayEdit}
        value={doing}
        data={(['works', 'off', 'moved'] as const).map((value) => ({
          value: value as string,
          label: t(`holidays.${value}`),
        }))}
        onChange={(event) =>
          setDoing(
            event.currentTarget.value === 'works' ? 'works' : event.currentTarget.value === 'off' ? 'off' : 'moved',
          )
        }
      />
      {doing === 'moved' && (
        <DayField
          size="xs"
          aria-label={t('holidays.instead')}
          disabled={!mayEdit}
          value={instead}
          onChange={setInstead}
        />
      )}
      {mayEdit && isChanged && (
        <Button
          size="compact-xs"
          loading={save.isPending}
          disabled={doing === 'moved' && instead === ''}
          onClick={() => save.mutate()}
        >
          {t('detail.save')}
        </Button>
      )}
      {mayEdit && !holiday.isNational && holiday.isDecided && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('holidays.removeLabel', { day: dayText(holiday.day) })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t('holidays.remove')}
        </Button>
      )}
      {wrong && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" w="100%">
          {wrong}
        </Text>
      )}
    </li>
  );
}
