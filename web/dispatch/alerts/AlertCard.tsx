import { Anchor, Button, Menu, Text } from '@mantine/core';
import { IconClockPause, IconHandStop, IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { choiceOf, NOTHING_CHOSEN, type Selection, useSelectionStore } from '../selection.ts';
import { CloseAlert } from './CloseAlert.tsx';
import classes from './Alerts.module.css';
import { HelpfulAction } from './HelpfulAction.tsx';
import { useAlertAction } from './use-alerts.ts';
import { useAlertText } from './use-alert-text.ts';

const SNOOZES = [15, 30, 60] as const;

/** One alert: what, where, since when and how late; what helps; and who takes care of it. */
export function AlertCard({ day, model, alert }: { day: string; model: DayModel; alert: AlertView }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const selection = useSelectionStore();
  const mayAct = usePermission('alerts.edit');
  const act = useAlertAction(day, alert);
  const { what, detail, saved } = useAlertText(day, model)(alert);
  const { state, truckNumber, crew, takenBy, snoozedUntil, times } = alert;
  return (
    <li className={classes.card} data-state={state} data-kind={alert.kind}>
      <button type="button" className={classes.what} onClick={() => selection.set(choiceFor(model, alert))}>
        {truckNumber !== null ? <TruckBadge number={truckNumber} size={24} /> : <span />}
        <span>
          <strong>{what}</strong>
          <span>{detail}</span>
          {saved && <span className={classes.saved}>{saved}</span>}
        </span>
      </button>
      <div className={classes.actions}>
        <HelpfulAction day={day} model={model} alert={alert} />
        {crew?.phone && (
          <Button
            component="a"
            href={`tel:${crew.phone.replaceAll(/[^+\d]/g, '')}`}
            size="compact-xs"
            variant="default"
            leftSection={<IconPhone size={13} />}
            title={`${crew.name}, ${crew.phone}`}
          >
            {t('call')}
          </Button>
        )}
        {crew && !crew.phone && <NoPhone crew={crew} />}
        <Text size="xs" c="dimmed" className={classes.who}>
          {[
            state === 'snoozed' && snoozedUntil && t('snoozedUntil', { time: format.time(snoozedUntil, day) }),
            takenBy && t('takenBy', { name: takenBy.name }),
            t('raised', { time: format.time(alert.raisedAt, day) }),
            times > 1 && t('times', { count: times }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <div className={classes.actions}>
        {mayAct && state !== 'taken' && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconHandStop size={13} />}
            loading={act.isPending && act.variables.action === 'take'}
            onClick={() => act.mutate({ action: 'take' })}
          >
            {t('take')}
          </Button>
        )}
        {mayAct && (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="compact-xs" variant="subtle" leftSection={<IconClockPause size={13} />}>
                {t('snooze')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {SNOOZES.map((minutes) => (
                <Menu.Item key={minutes} onClick={() => act.mutate({ action: 'snooze', body: { minutes } })}>
                  {format.duration(minutes * 60)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {mayAct && <CloseAlert onClose={(reason) => act.mutate({ action: 'close', body: { reason } })} />}
      </div>
      {act.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(act.error)}
        </Text>
      )}
    </li>
  );
}

/** That nobody knows a crew's number, and the way to where it is written down. */
function NoPhone({ crew: { id, name } }: { crew: NonNullable<AlertView['crew']> }) {
  const { t } = useTranslation('alerts');
  const mayWrite = usePermission('crews.edit');
  if (!mayWrite) {
    return (
      <Text size="xs" c="dimmed" className={classes.by} title={name}>
        {t('noPhone')}
      </Text>
    );
  }
  return (
    <Anchor
      size="xs"
      className={classes.by}
      title={t('addPhone', { name })}
      renderRoot={(props) => <Link to="/register" search={{ book: 'crews', id }} {...props} />}
    >
      {t('noPhone')}
    </Anchor>
  );
}

/** What choosing an alert chooses: its stop where the plan on screen has it, else what it is about. */
function choiceFor(model: DayModel, alert: AlertView): Partial<Selection> {
  const { truckId, stopId, visitId, pointId, facilityId, unitId } = alert;
  const ofVisit = [...model.stops.values()].find(({ stop }) => visitId !== null && stop.visitId === visitId);
  const visit = model.stops.get(stopId ?? '') ?? ofVisit;
  if (unitId && !pointId) return { ...NOTHING_CHOSEN, unitId };
  // A truck that stands or is silent is what is looked for, not the stop that it does not reach.
  if (truckId && !pointId && !facilityId) return { ...NOTHING_CHOSEN, truckId };
  return visit ? choiceOf(visit) : { ...NOTHING_CHOSEN, pointId, facilityId, truckId };
}
