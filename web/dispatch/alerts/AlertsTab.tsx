import { Tabs } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { opens } from '../map/page-actions.ts';
import { useSpanOfReplay } from '../replay/use-span-of-replay.ts';
import classes from './Alerts.module.css';
import { useAlertNews, useAlerts } from './use-alerts.ts';

/** The tab of the alerts, with how many ask for something. */
export function AlertsTab({ day }: { day: string }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  useAlertNews(day);
  const { calling } = useAlerts(day);
  const replay = useTranslation('dispatch').t;
  const span = useSpanOfReplay(day);
  const isOpen = calling.some(({ state }) => state === 'open');
  if (!usePermission('alerts.read')) return null;
  const label = calling.length === 0 ? t('tab') : t('tabCount', { count: calling.length });
  return (
    <Tabs.Tab
      value="alerts"
      aria-label={label}
      title={label}
      className={classes.tab}
      data-open={isOpen}
      {...opens(t('handover'), t('log.open'), ...(span ? [replay('replay.open')] : []))}
    >
      <IconBell size={16} stroke={1.8} />
      {calling.length > 0 && <span>{format.count(calling.length)}</span>}
    </Tabs.Tab>
  );
}
