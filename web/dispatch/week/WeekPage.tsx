import { ActionIcon, Button, Group, Skeleton, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconRoute } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '../../../domain/day.ts';
import { mondayOf } from '../../../domain/week/week.ts';
import { weekQuery } from '../../ui/api/town-queries.ts';
import { LiveProvider, useLive } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DayFrame } from '../../ui/shell/DayFrame.tsx';
import { Failure } from '../../ui/states.tsx';
import { en as enDispatch } from '../../ui/texts/en/dispatch.ts';
import { en } from '../../ui/texts/en/week.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi as viDispatch } from '../../ui/texts/vi/dispatch.ts';
import { vi } from '../../ui/texts/vi/week.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Week.module.css';
import { ProposalButton } from './ProposalButton.tsx';
import { WeekTable } from './WeekTable.tsx';

registerTexts('dispatch', { vi: viDispatch, en: enDispatch });
registerTexts('week', { vi, en });

/** `/dispatch/week?day=…`: what every truck has to do on each day of a week, and what it did. */
export function WeekPage() {
  return (
    <RequirePermission permission="plan.read">
      <LiveProvider>
        <Page />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('week');
  const { day } = useSearch({ from: '/dispatch/week' });
  const navigate = useNavigate({ from: '/dispatch/week' });
  const onDay = (other: Day) => void navigate({ search: { day: other } });
  return (
    <DayFrame
      title={t('title')}
      day={day}
      onDay={onDay}
      skeleton={<WeekSkeleton />}
      renderPicker={(shown, today) => <WeekPicker day={shown} today={today} onDay={onDay} />}
    >
      {(area, shown) => <Week day={shown} today={area.today} onDay={onDay} />}
    </DayFrame>
  );
}

interface Shown {
  day: Day;
  today: Day;
  onDay: (day: Day) => void;
}

/** The week looked at: a step back, this week, a step on; and the way back to the day. */
function WeekPicker({ day, today, onDay }: Shown) {
  const { t } = useTranslation('week');
  const format = useFormat();
  const monday = mondayOf(day);
  const span = { from: format.dayShort(monday), to: format.dayShort(addDays(monday, 6)) };
  return (
    <Group gap={2} wrap="nowrap" role="group" aria-label={t('title')}>
      <Step label={t('previous')} onClick={() => onDay(addDays(day, -7))} Icon={IconChevronLeft} />
      <Button
        variant="default"
        size="compact-sm"
        h={32}
        px={10}
        fw={500}
        aria-label={`${t('label', span)} · ${t('thisWeek')}`}
        title={t('thisWeek')}
        onClick={() => onDay(today)}
      >
        {span.from} – {span.to}
      </Button>
      <Step label={t('next')} onClick={() => onDay(addDays(day, 7))} Icon={IconChevronRight} />
      <Tooltip label={t('toDay', { day: format.dayShort(day) })}>
        <ActionIcon
          renderRoot={(props) => <Link to="/dispatch" search={{ day }} {...props} />}
          variant="default"
          size={30}
          aria-label={t('toDay', { day: format.dayShort(day) })}
        >
          <IconRoute size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Step({ label, onClick, Icon }: { label: string; onClick: () => void; Icon: typeof IconChevronLeft }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size={32}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={18} />
    </ActionIcon>
  );
}

function Week({ day, today, onDay }: Shown) {
  const { t } = useTranslation('week');
  const queryClient = useQueryClient();
  const week = useQuery(weekQuery(mondayOf(day)));
  const again = () => void queryClient.invalidateQueries({ queryKey: ['week'] });
  useLive('plan', ({ changed }) => {
    if (changed !== 'progress') again();
  });
  useLive('register', again);
  useHotkeys([
    ['PageUp', () => onDay(addDays(day, -7))],
    ['PageDown', () => onDay(addDays(day, 7))],
    ['T', () => onDay(today)],
  ]);
  if (week.isPending) return <WeekSkeleton />;
  if (week.data === undefined) return <Failure error={week.error} onRetry={() => void week.refetch()} />;
  return (
    <div className={classes.page}>
      <ProposalButton monday={mondayOf(day)} today={today} />
      <WeekTable week={week.data} today={today} isOld={week.isPlaceholderData} />
      <p className={classes.keys}>{t('keys')}</p>
    </div>
  );
}

function WeekSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={classes.page} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: 9 }, (_, index) => (
        <Skeleton key={index} h={54} mb={6} />
      ))}
    </div>
  );
}
