import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBarToDown, IconCoffee, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { useBoardStore } from './board-store.ts';

interface Props {
  route: RouteView;
  /** Not reported yet. */
  stop: StopView;
}

/** What may be changed of a route at a stop, beside moving it: what comes behind a point, and where a trip unloads. */
export function ChangeActions({ route, stop }: Props) {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  const { truckId, truckNumber, shiftId } = route;
  const of = { truckId, truckNumber, shiftId };
  const { kind, visitId, name, tripNumber, facilityId } = stop;
  if (kind === 'unload' && tripNumber !== null && facilityId !== null) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconArrowBarToDown size={14} />}
        onClick={() => board.set({ change: { ...of, kind: 'site', trip: tripNumber, facilityId } })}
      >
        {t('change.site.open')}
      </Button>
    );
  }
  if (kind !== 'point' || visitId === null) return null;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <ActionIcon size="sm" variant="default" aria-label={t('change.behind')} title={t('change.behind')}>
          <IconPlus size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowBarToDown size={14} />}
          onClick={() => board.set({ change: { ...of, kind: 'unload', visitId, name } })}
        >
          {t('change.unload.open')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCoffee size={14} />}
          onClick={() => board.set({ change: { ...of, kind: 'rest', visitId, name } })}
        >
          {t('change.rest.open')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
