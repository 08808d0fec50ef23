import { Input, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
    onChange(nextDay === '' && nextClock.trim() === '' ? '' : `${nextDay}T${nextClock}`);
  return (
    <div>
      <div className={classes.pair}>
        <DayField label={t('weighedOn')} value={day} onChange={(next) => take(next, clock)} />
        <TextInput
          label={t('weighedAt')}
          value={clock}
          error={error !== undefined}
          inputMode="numeric"
          autoComplete="off"
          placeholder="06:05"
          onChange={(event) => take(day, event.currentTarget.value)}
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
