import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { useFormat } from '../use-format.ts';
import type { DayMark, DayMarks } from './DayPicker.tsx';
import classes from './DayPicker.module.css';
import { daysAround } from './days-around.ts';

interface Props {
  day: Day;
  marks: DayMarks | undefined;
  onChange: (day: Day) => void;
}

/** The month of a day with what is marked in it; a file of its own, loaded when it is opened. */
export default function DayCalendar({ day, marks, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <DatePicker
      value={day}
      defaultDate={day}
      locale={i18n.language}
      firstDayOfWeek={1}
      onDateChange={(shown) => marks?.onShown(...daysAround(shown))}
      renderDay={(date) => <MarkedDay date={date} mark={marks?.of.get(date)} />}
      getDayProps={(date) => {
        const mark = marks?.of.get(date);
        return mark ? { 'aria-label': `${format.day(date)}: ${t(`day.${mark}`)}` } : {};
      }}
      onChange={(value) => {
        if (value) onChange(value);
      }}
    />
  );
}

function MarkedDay({ date, mark }: { date: Day; mark: DayMark | undefined }) {
  return (
    <span className={classes.day}>
      {Number(date.slice(8))}
      {mark && <span className={classes.mark} data-mark={mark} aria-hidden />}
    </span>
  );
}
