import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DayField } from '../DayField.tsx';
import { addDays } from '../../../domain/day.ts';
import { PERIODS, type Period, periodAround, periodOf, shifted } from './period.ts';
import type { Span } from './span.ts';
import classes from './PeriodChoice.module.css';

/** A month, quarter or year to go through, or any two days. */
export function PeriodChoice({ span, lastDay, onSpan }: { span: Span; lastDay: string; onSpan: (span: Span) => void }) {
  const { t } = useTranslation();
  const period = periodOf(span, lastDay);
  const choose = (next: Period) => {
    // Four weeks, so that each weekday counts alike.
    if (next === 'days') return onSpan({ from: addDays(span.to, -27), to: span.to });
    const around = periodAround(next, span.to);
    onSpan({ from: around.from, to: around.to > lastDay && around.from <= lastDay ? lastDay : around.to });
  };
  return (
    <>
      <SegmentedControl
        size="sm"
        aria-label={t('period.label')}
        value={period}
        onChange={choose}
        data={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      <Button.Group>
        <Button
          variant="default"
          size="sm"
          px={8}
          aria-label={t('period.before')}
          onClick={() => onSpan(shifted(span, -1, lastDay))}
        >
          <IconChevronLeft size={16} />
        </Button>
        <Button
          variant="default"
          size="sm"
          px={8}
          aria-label={t('period.after')}
          disabled={span.to >= lastDay}
          onClick={() => onSpan(shifted(span, 1, lastDay))}
        >
          <IconChevronRight size={16} />
        </Button>
      </Button.Group>
      <span className={classes.days}>
        <DayField
          size="sm"
          className={classes.day}
          aria-label={t('period.from')}
          value={span.from}
          max={span.to}
          onChange={(value) => value && value <= span.to && onSpan({ ...span, from: value })}
        />
        –
        <DayField
          size="sm"
          className={classes.day}
          aria-label={t('period.to')}
          value={span.to}
          min={span.from}
          onChange={(value) => value && value >= span.from && onSpan({ ...span, to: value })}
        />
      </span>
    </>
  );
}
