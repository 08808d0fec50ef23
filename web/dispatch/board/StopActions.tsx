import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconLock, IconLockOpen, IconRoute, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LockView } from '../../../domain/plan-edits.ts';
import type { RouteView } from '../../../domain/plans.ts';
import { command } from '../../ui/api/request.ts';
import { messageOf } from '../../ui/api/problem.ts';
import type { DayModel } from '../day-model.ts';
import { useSelection } from '../selection.ts';
import classes from './Board.module.css';
import { tidyTrucks } from './board-api.ts';
import { type Picked, useBoard, useBoardStore } from './board-store.ts';
import { ByTelephone } from './ByTelephone.tsx';
import { ChangeActions } from './ChangeActions.tsx';
import { useEdit, useEditing } from './editing.ts';
import { pickedOf } from './picked.ts';
import { wholeTrip } from './whole-trip.ts';

interface Props {
  day: string;
  model: DayModel;
  route: RouteView;
  /** Stands among what is known of the stop, whose name is there already. */
  isInCard?: boolean;
}

/** What may be done with the stop that is chosen, or with those that are marked: move, take out, lock. */
export function StopActions({ day, model, route, isInCard = false }: Props) {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  const editing = useEditing();
  const marked = useBoard((b) => b.marked);
  const failure = useBoard((b) => b.failure);
  const stopId = useSelection((s) => s.stopId);
  const { show } = useEdit();
  const setLocks = useLocks();
  const tidy = useMutation({
    mutationFn: async (trucks: readonly string[]) => (editing ? await tidyTrucks(editing, trucks) : null),
    onSuccess: (kept) => kept && show(kept.number),
  });
  const chosen = route.stops.find((stop) => stop.id === stopId);
  const own = chosen?.kind === 'point' ? pickedOf(model, { stop: chosen, route }) : null;
  const picked: readonly Picked[] = marked.length > 0 ? marked : own ? [own] : [];
  const unload = chosen?.kind === 'unload' && marked.length === 0 ? chosen : null;
  if (!editing || (picked.length === 0 && !unload)) return null;
  if (!editing.canEdit) {
    return (
      <div className={classes.actions} data-card={isInCard}>
        {!editing.isShown && (
          <Button size="compact-xs" variant="default" onClick={() => void show(editing.base)}>
            {t('actions.readOnlyShow', { number: editing.base })}
          </Button>
        )}
        {/* What is driven is reported whatever somebody is editing meanwhile. */}
        {chosen && <ByTelephone day={day} model={model} route={route} stop={chosen} />}
      </div>
    );
  }
  if (unload && picked.length === 0) {
    if (model.stopStates.has(unload.id)) return null;
    return (
      <section className={classes.actions} aria-label={t('actions.label')}>
        <ChangeActions route={route} stop={unload} />
        <ByTelephone day={day} model={model} route={route} stop={unload} />
      </section>
    );
  }
  const trip = chosen && marked.length === 0 ? wholeTrip(model, route, chosen.tripNumber) : null;
  const locked = editing.locks.filter(({ visitId }) => picked.some((one) => one.visitId === visitId));
  const names = picked.map(({ name }) => name).join(', ');
  const truckOf = (visitId: string) =>
    [...model.stops.values()].find(({ stop }) => stop.visitId === visitId)?.route.truckId ?? route.truckId;
  const lock = (kind: 'visit-truck' | 'visit-place') =>
    setLocks.mutate({
      add: picked.map(({ visitId }) => ({ kind, visit: visitId, truck: truckOf(visitId) })),
      remove: [],
    });
  return (
    <section className={classes.actions} data-card={isInCard} aria-label={t('actions.label')}>
      {(marked.length > 0 || !isInCard) && (
        <span className={classes.names} title={names}>
          {t('actions.chosen', { count: picked.length, names })}
        </span>
      )}
      <Button
        size="compact-xs"
        leftSection={<IconArrowsExchange size={14} />}
        onClick={() => board.set({ dialog: { kind: 'move', picked, place: null } })}
      >
        {t('actions.move')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => board.set({ dialog: { kind: 'out', picked, place: null } })}
      >
        {t('actions.takeOut')}
      </Button>
      {trip && trip.visits.length > 1 && (
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('actions.moveTrip', { number: trip.number })}
          title={t('actions.moveTrip', { number: trip.number })}
          onClick={() => board.set({ dialog: { kind: 'move', picked: trip.visits, trip, place: null } })}
        >
          <IconRoute size={14} />
        </ActionIcon>
      )}
      {chosen && marked.length === 0 && (
        <>
          <ChangeActions route={route} stop={chosen} />
          <ByTelephone day={day} model={model} route={route} stop={chosen} />
        </>
      )}
      {locked.length > 0 ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconLockOpen size={14} />}
          loading={setLocks.isPending}
          onClick={() => setLocks.mutate({ add: [], remove: locked.map(({ id }) => id) })}
        >
          {t('actions.unlock')}
        </Button>
      ) : (
        <Menu position="top-start">
          <Menu.Target>
            <ActionIcon
              size="sm"
              variant="default"
              loading={setLocks.isPending}
              aria-label={t('actions.lock')}
              title={t('actions.lock')}
            >
              <IconLock size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => lock('visit-truck')}>{t('lock.truck')}</Menu.Item>
            <Menu.Item onClick={() => lock('visit-place')}>{t('lock.place')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {marked.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          loading={tidy.isPending}
          onClick={() => tidy.mutate([...new Set(marked.map(({ visitId }) => truckOf(visitId)))])}
        >
          {t('actions.tidyThese')}
        </Button>
      )}
      {tidy.data === null && <span role="status">{t('actions.tidied')}</span>}
      {marked.length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconX size={14} />}
          onClick={() => board.set({ marked: [] })}
        >
          {t('actions.unmark')}
        </Button>
      )}
      {(failure || (setLocks.error ?? tidy.error)) && (
        <span className={classes.broken} data-hard="true" role="alert">
          {failure ?? messageOf(setLocks.error ?? tidy.error)}
        </span>
      )}
    </section>
  );
}

/** Holds fast and lets go. */
export function useLocks() {
  const editing = useEditing();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      add: readonly { kind: LockView['kind']; visit?: string; truck: string }[];
      remove: readonly string[];
    }) => command(`/api/plans/${editing?.planId}/locks`, { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['plan-of', editing?.day, 'locks'] }),
  });
}
