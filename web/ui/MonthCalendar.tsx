import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.ts';

interface Props {
  /** A day, or `''`. */
  day: string;
  min?: Day | undefined;
  max?: Day | undefined;
  onChange: (day: string) => void;
}

/** A month, to choose a day of it. */
export default function MonthCalendar({ day, min, max, onChange }: Props) {
  const { i18n } = useTranslation();
  return (
    <DatePicker
      value={day || null}
      defaultDate={day || min || max || undefined}
      minDate={min}
      maxDate={max}
      locale={i18n.language}
      firstDayOfWeek={1}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
