import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import type { TruckPosition } from '../../../domain/tracking.ts';
import type { Truck } from '../../../domain/trucks.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { type DayModel, routesProgress } from '../day-model.ts';
import { NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import classes from './TruckList.module.css';

interface Props {
  day: string;
  model: DayModel;
  positions: readonly TruckPosition[];
}

/** Every truck with what it carries, drives and has done; those without a route last. */
export function TruckList({ day, model, positions }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.truckId);
  const hovered = useSelection((s) => s.hoverTruckId);
  const trucks = useMemo(
    () =>
      model.town.trucks
        .filter((truck) => truck.isActive)
        .sort(
          (a, b) =>
            Number(model.routesOfTruck.has(b.id)) - Number(model.routesOfTruck.has(a.id)) || a.number - b.number,
        ),
    [model],
  );
  const seen = useMemo(() => new Map(positions.map((position) => [position.truckId, position])), [positions]);
  if (trucks.length === 0) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t(model.town.trucks.length === 0 ? 'trucks.empty' : 'trucks.allInactive')}
      </Text>
    );
  }

  const row = (truck: Truck) => {
    const routes = model.routesOfTruck.get(truck.id) ?? [];
    const last = routes.at(-1);
    const progress = last && routesProgress(model, routes);
    const total = (figure: (route: RouteView) => number) => routes.reduce((sum, route) => sum + figure(route), 0);
    const fix = seen.get(truck.id);
    return (
      <>
        <TruckBadge number={truck.number} />
        <div className={classes.text}>
          <div className={classes.first}>
            <span className={classes.code}>{truck.code}</span>
            {last && <span>{format.tonnes(total((route) => route.loadKg))}</span>}
          </div>
          <div className={classes.second}>
            {last ? (
              <>
                <span>
                  {t('trucks.trips', { count: total((route) => route.trips.length) })} ·{' '}
                  {format.km(total((route) => route.lengthMetres))}
                </span>
                <span>{t('trucks.ends', { time: format.time(last.endsAt, day) })}</span>
              </>
            ) : (
              <span>
                {model.revision ? t('trucks.idle') : t('trucks.capacity', { load: format.tonnes(truck.capacityKg) })}
              </span>
            )}
          </div>
          {progress && model.hasFieldEvents && (
            <div className={classes.second}>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(100 * progress.done) / Math.max(1, progress.all)}%` }} />
              </span>
              <span>{t('trucks.stopsDone', progress)}</span>
              <span>{fix ? t('trucks.lastSeen', { time: format.time(fix.fixTime) }) : t('trucks.noFix')}</span>
            </div>
          )}
        </div>
      </>
    );
  };

  return (
    <VirtualList
      items={trucks}
      label={t('trucks.list')}
      keyOf={(truck) => truck.id}
      rowHeight={52}
      rowClassName={(truck) => `${classes.row} ${truck.id === hovered ? classes.hovered : ''}`}
      isChosen={(truck) => truck.id === chosen}
      revealKey={chosen}
      onChoose={(truck) => selection.set({ ...NOTHING_CHOSEN, truckId: truck.id === chosen ? null : truck.id })}
      onHover={(truck) => selection.set({ ...NOTHING_HOVERED, hoverTruckId: truck?.id ?? null })}
    >
      {row}
    </VirtualList>
  );
}
