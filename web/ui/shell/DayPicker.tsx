import { ActionIcon, Button, Group, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import 'dayjs/locale/vi';
import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '../../../domain/day.ts';
import { useFormat } from '../use-format.ts';

interface Props {
  day: Day;
  today: Day;
  onChange: (day: Day) => void;
}

/** The day looked at: a step back, a calendar, a step on. */
export function DayPicker({ day, today, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const [isOpen, calendar] = useDisclosure(false);
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
            px={10}
            fw={500}
            aria-label={`${t('day.label')}: ${format.day(day)}`}
            onClick={calendar.toggle}
          >
            {format.dayShort(day)}
            {day === today && ` · ${t('day.today')}`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <DatePicker
            value={day}
            defaultDate={day}
            locale={i18n.language}
            firstDayOfWeek={1}
            onChange={(value) => {
              if (value) onChange(value);
              calendar.close();
            }}
          />
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
