import { ActionIcon, Button, Group, Popover, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '../../../domain/day.ts';
import { late } from '../late.ts';
import { useFormat } from '../use-format.ts';
import { daysAround } from './days-around.ts';
import classes from './DayPicker.module.css';

const DayCalendar = late(async () => (await import('./DayCalendar.tsx')).default);

/** How days stand that the calendar shows. */
export type DayMark = 'published' | 'planned';
export interface DayMarks {
  /** What is known of the days shown. */
  of: ReadonlyMap<Day, DayMark>;
  /** The calendar shows the days from one to another. */
  onShown: (from: Day, to: Day) => void;
}

interface Props {
  day: Day;
  today: Day;
  onChange: (day: Day) => void;
  marks?: DayMarks | undefined;
}

/** The day looked at: a step back, a calendar, a step on. */
export function DayPicker({ day, today, onChange, marks }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, calendar] = useDisclosure(false, {
    onOpen: () => marks?.onShown(...daysAround(day)),
  });
  return (
    <Group gap={2} wrap="nowrap" role="group" aria-label={t('day.label')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size={32}
        aria-label={t('day.previous')}
        onClick={() => onChange(addDays(day, -1))}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <Popover opened={isOpen} onChange={calendar.toggle} position="bottom" trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="compact-sm"
            h={32}
            fw={500}
            className={classes.shown}
            aria-label={`${t('day.label')}: ${format.day(day)}`}
            onClick={calendar.toggle}
          >
            {format.dayShort(day)}
            {day === today && <span className={classes.today}>{`\u00a0· ${t('day.today')}`}</span>}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<Skeleton w={252} h={252} role="status" aria-label={t('state.loading')} />}>
            <DayCalendar
              day={day}
              marks={marks}
              onChange={(value) => {
                onChange(value);
                calendar.close();
              }}
            />
          </Suspense>
          {marks && (
            <Group gap="md" justify="center" mt={6} fz="xs" c="dimmed">
              {(['published', 'planned'] as const).map((mark) => (
                <Group key={mark} gap={6}>
                  <span className={classes.mark} data-mark={mark} aria-hidden />
                  {t(`day.${mark}`)}
                </Group>
              ))}
            </Group>
          )}
          <Button
            fullWidth
            mt="xs"
            variant="light"
            size="compact-md"
            onClick={() => {
              onChange(today);
              calendar.close();
            }}
          >
            {t('day.today')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size={32}
        aria-label={t('day.next')}
        onClick={() => onChange(addDays(day, 1))}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
    </Group>
  );
}
