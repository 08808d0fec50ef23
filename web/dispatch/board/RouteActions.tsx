import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import { messageOf } from '../../ui/api/problem.ts';
import classes from './Board.module.css';
import { tidyTrucks } from './board-api.ts';
import { useBoardStore } from './board-store.ts';
import { useEdit, useEditing } from './editing.ts';
import { useLocks } from './StopActions.tsx';

const KINDS = ['route', 'truck'] as const;
const WORDS = { route: 'route', truck: 'wholeTruck' } as const;
const STATES = { route: 'isRoute', truck: 'isWholeTruck' } as const;

/** What may be done with a truck's whole route: put it in order, hold it fast. */
export function RouteActions({ truckId, route }: { truckId: string; route: RouteView }) {
  const { t } = useTranslation('board');
  const editing = useEditing();
  const { show } = useEdit();
  const board = useBoardStore();
  const setLocks = useLocks();
  const tidy = useMutation({
    mutationFn: async () => (editing ? await tidyTrucks(editing, [truckId]) : null),
    onSuccess: (kept) => kept && show(kept.number),
  });
  if (!editing) return null;
  const locks = editing.locks.filter((lock) => lock.visitId === null && lock.truckId === truckId);
  const lockOf = (kind: (typeof KINDS)[number]) => locks.find((lock) => lock.kind === kind);
  const isRouteLocked = lockOf('route') !== undefined;
  const states = KINDS.filter((kind) => lockOf(kind)).map((kind) => t(`lock.${STATES[kind]}`));
  if (!editing.canEdit) {
    return states.length > 0 ? <span>{states.join(' · ')}</span> : null;
  }
  const label = [t('lock.menu'), ...states].join(': ');
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        loading={tidy.isPending}
        disabled={isRouteLocked}
        onClick={() => tidy.mutate()}
      >
        {t('actions.tidy')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() =>
          board.set({
            change: {
              ...{ kind: 'shift-end', truckId, truckNumber: route.truckNumber, shiftId: route.shiftId },
              ...{ startsAt: route.shiftStartsAt, endsAt: route.shiftEndsAt },
            },
          })
        }
      >
        {t('change.shift-end.open')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            size="sm"
            variant={locks.length > 0 ? 'filled' : 'default'}
            aria-label={label}
            title={label}
            loading={setLocks.isPending}
          >
            {locks.length > 0 ? <IconLock size={14} /> : <IconLockOpen size={14} />}
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.map((kind) => {
            const lock = lockOf(kind);
            return (
              <Menu.Item
                key={kind}
                leftSection={lock ? <IconLock size={14} /> : <IconLockOpen size={14} />}
                role="menuitemcheckbox"
                aria-checked={lock !== undefined}
                onClick={() =>
                  setLocks.mutate(
                    lock ? { add: [], remove: [lock.id] } : { add: [{ kind, truck: truckId }], remove: [] },
                  )
                }
              >
                {t(`lock.${WORDS[kind]}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      {tidy.data === null && (
        <span className={classes.price} role="status">
          {t('actions.tidied')}
        </span>
      )}
      {(tidy.error ?? setLocks.error) && (
        <span className={classes.broken} data-hard="true" role="alert">
          {messageOf(tidy.error ?? setLocks.error)}
        </span>
      )}
    </>
  );
}
