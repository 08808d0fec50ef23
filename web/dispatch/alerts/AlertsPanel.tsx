import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../ui/states.tsx';
import { DayLog } from '../day-log/DayLog.tsx';
import { ReplayButton } from '../replay/ReplayButton.tsx';
import { HandoverButton } from '../handover/HandoverButton.tsx';
import type { DayModel } from '../day-model.ts';
import { AlertCard } from './AlertCard.tsx';
import classes from './Alerts.module.css';
import { useAlerts } from './use-alerts.ts';

/** What asks for something on the day, what can still be saved first; then what is quiet. Where there is nothing, it says so. */
export function AlertsPanel({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('alerts');
  const { isLoaded, error, refetch, calling, snoozed, over } = useAlerts(day);
  const [isShown, setShown] = useState(false);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isLoaded) return null;
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <HandoverButton day={day} model={model} />
        <DayLog day={day} model={model} />
        <ReplayButton day={day} />
      </div>
      {calling.length === 0 && (
        <Text p="md" size="sm" c="dimmed">
          {t(!model.isSteered ? 'calmPast' : model.hasFieldEvents ? 'calm' : 'notBegun')}
        </Text>
      )}
      <ul className={classes.list} aria-label={t('list')}>
        {calling.map((alert) => (
          <AlertCard key={alert.id} day={day} model={model} alert={alert} />
        ))}
      </ul>
      {snoozed.length > 0 && (
        <>
          <UnstyledButton className={classes.more} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {t('snoozed', { count: snoozed.length })}
          </UnstyledButton>
          {isShown && (
            <ul className={classes.list} aria-label={t('snoozedList')}>
              {snoozed.map((alert) => (
                <AlertCard key={alert.id} day={day} model={model} alert={alert} />
              ))}
            </ul>
          )}
        </>
      )}
      {over > 0 && (
        <Text p="sm" size="xs" c="dimmed">
          {t('over', { count: over })}
        </Text>
      )}
    </div>
  );
}
