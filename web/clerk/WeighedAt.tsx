import { Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ClockField } from '../ui/ClockField.tsx';
import { DayField } from '../ui/DayField.tsx';
import classes from './ClerkPage.module.css';

interface Props {
  /** As in `TicketDraft`. */
  value: string;
  hint?: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** When it was weighed: the day first as everywhere, and 24 hours, whatever the language of the browser. */
export function WeighedAt({ value, hint, error, onChange }: Props) {
  const { t } = useTranslation('clerk');
  const [day = '', clock = ''] = value.split('T');
  const take = (nextDay: string, nextClock: string) =>
    onChange(nextDay === '' && nextClock === '' ? '' : `${nextDay}T${nextClock}`);
  return (
    <div>
      <div className={classes.pair}>
        <DayField label={t('weighedOn')} value={day} onChange={(next) => take(next, clock)} />
        <ClockField
          label={t('weighedAt')}
          value={clock}
          error={error !== undefined}
          onChange={(next) => take(day, next)}
        />
      </div>
      {hint !== undefined && <Input.Description mt={4}>{hint}</Input.Description>}
      {error !== undefined && (
        <Input.Error mt={4} role="alert">
          {error}
        </Input.Error>
      )}
    </div>
  );
}
