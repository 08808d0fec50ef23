import { ActionIcon, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { type CalendarDay, calendarDaySchema } from '../../../domain/collection-calendar.ts';
import { isoWeekday } from '../../../domain/day.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { request } from '../../ui/api/request.ts';
import { streamName, weekdayName } from '../fields/names.ts';
import { dayText, type Wording } from '../fields/value-text.ts';
import classes from './CollectionCalendar.module.css';

type Subject = 'points' | 'units' | 'streets';

const calendarQuery = (subject: Subject, id: string, month: string | null) =>
  queryOptions({
    queryKey: ['register', subject, 'calendar', id, month],
    queryFn: ({ signal }) =>
      request(
        z.object({ month: z.string(), days: z.array(calendarDaySchema) }),
        `/api/${subject}/${id}/calendar${month === null ? '' : `?month=${month}`}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** A month of what is collected on which day, days off and their replacements marked. */
export function CollectionCalendar({ subject, id, wording }: { subject: Subject; id: string; wording: Wording }) {
  const { t, language } = wording;
  const [asked, setAsked] = useState<string | null>(null);
  const calendar = useQuery(calendarQuery(subject, id, asked)).data;
  const today = useQuery(areaQuery()).data?.today;
  if (!calendar) return null;
  const [year = '', month = ''] = calendar.month.split('-');
  const go = (months: number) => setAsked(moved(calendar.month, months));
  const [first] = calendar.days;
  return (
    <section>
      <div className={classes.head}>
        <Title order={3} size="h6">
          {t('calendar.title')}
        </Title>
        <ActionIcon variant="default" size="sm" aria-label={t('calendar.before')} onClick={() => go(-1)}>
          <IconChevronLeft size={15} />
        </ActionIcon>
        <span aria-live="polite">{t('calendar.month', { month, year })}</span>
        <ActionIcon variant="default" size="sm" aria-label={t('calendar.after')} onClick={() => go(1)}>
          <IconChevronRight size={15} />
        </ActionIcon>
      </div>
      <ul className={classes.month} aria-label={t('calendar.title')}>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <li key={`w${weekday}`} className={classes.weekday} aria-hidden>
            {weekdayName(weekday, language)}
          </li>
        ))}
        {first && isoWeekday(first.day) > 1 && (
          <li aria-hidden style={{ gridColumn: `span ${isoWeekday(first.day) - 1}` }} />
        )}
        {calendar.days.map((one) => {
          const said = wordsOf(one, wording);
          return (
            <li
              key={one.day}
              className={classes.day}
              data-due={one.streams.length > 0 || undefined}
              data-off={one.off !== null || undefined}
              data-moved={one.standsInFor.length > 0 || undefined}
              data-today={one.day === today || undefined}
              title={said}
            >
              <span className={classes.number} aria-hidden>
                {Number(one.day.slice(8))}
              </span>
              <span className={classes.what} aria-hidden>
                {one.off && '✕'}
                {one.streams.map(({ stream, points }) => (
                  <i key={stream} data-stream={stream}>
                    {initials(streamName(stream, language))}
                    {subject !== 'points' && ` ${points}`}
                  </i>
                ))}
                {one.standsInFor.length > 0 && '↺'}
              </span>
              <span className={classes.said}>
                {dayText(one.day)}: {said}
              </span>
            </li>
          );
        })}
      </ul>
      <Legend days={calendar.days} wording={wording} />
    </section>
  );
}

/** What the letters mean, and the days off of the month by their names. */
function Legend({ days, wording }: { days: readonly CalendarDay[]; wording: Wording }) {
  const { t, language } = wording;
  const streams = [...new Set(days.flatMap((one) => one.streams.map(({ stream }) => stream)))];
  const off = days.filter((one) => one.off !== null);
  return (
    <Text component="div" size="xs" c="dimmed" mt={4} aria-hidden>
      {streams.length === 0
        ? t('calendar.none')
        : streams.map((stream) => (
            <span key={stream} className={classes.key}>
              <i data-stream={stream}>{initials(streamName(stream, language))}</i> {streamName(stream, language)}
            </span>
          ))}
      {off.map((one) => (
        <div key={one.day}>
          ✕ {dayText(one.day)} {wordsOf({ ...one, streams: [], standsInFor: [] }, wording)}
        </div>
      ))}
    </Text>
  );
}

function wordsOf({ off, standsInFor, streams }: CalendarDay, { t, language }: Wording): string {
  const parts = streams.map(({ stream, points }) =>
    points === 1
      ? streamName(stream, language)
      : t('calendar.points', { stream: streamName(stream, language), count: points }),
  );
  if (off) {
    parts.unshift(
      off.replacementDay === null
        ? t('calendar.off', { name: off.name })
        : t('calendar.offMoved', { name: off.name, day: dayText(off.replacementDay) }),
    );
  }
  parts.push(...standsInFor.map((day) => t('calendar.standsIn', { day: dayText(day) })));
  return parts.length === 0 ? t('calendar.nothing') : parts.join(', ');
}

/** The first letters of a stream's name, enough to tell one from another in a small field. */
function initials(name: string): string {
  const words = name.replace(/^Rác |^Chất thải /u, '').split(/[\s,-]+/);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

function moved(month: string, months: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  const counted = year * 12 + of - 1 + months;
  return `${Math.floor(counted / 12)}-${String((counted % 12) + 1).padStart(2, '0')}`;
}
