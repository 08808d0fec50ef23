import { Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import type { Truck } from '../../../domain/trucks.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { ColleagueMarks } from '../colleagues/ColleagueMarks.tsx';
import { hoveredOnTruck } from '../board/moves.ts';
import { useDropTarget } from '../board/use-drag.ts';
import { type DayModel, routesProgress } from '../day-model.ts';
import { Lateness } from '../moves/Expected.tsx';
import { useEtas } from '../moves/use-etas.ts';
import { NoteMark } from '../notes/NoteMark.tsx';
import { useNotes } from '../notes/use-notes.ts';
import { NOTHING_CHOSEN, NOTHING_HOVERED, useSelection, useSelectionStore } from '../selection.ts';
import type { TruckState } from './truck-duty.ts';
import classes from './TruckList.module.css';
import { useRoutesSeen } from './use-routes-seen.ts';
import type { TruckStates } from './use-truck-states.ts';

interface Props {
  day: string;
  model: DayModel;
  states: TruckStates;
}

/** Every truck with what it carries, drives and has done; those without a route last. */
export function TruckList({ day, model, states }: Props) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const chosen = useSelection((s) => s.truckId);
  const hovered = useSelection((s) => s.hoverTruckId);
  const etas = useEtas(day, model);
  const notes = useNotes(day).items;
  const seen = useRoutesSeen(day, model);
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
    const state = states.get(truck.id);
    const isLive = model.hasFieldEvents && last !== undefined;
    return (
      <>
        <TruckDrop truck={truck}>
          <TruckBadge number={truck.number} />
        </TruckDrop>
        <div className={classes.text}>
          <div className={classes.first}>
            <span className={classes.code}>
              {truck.code} {isLive && routes.some(({ id }) => seen.get(id) === null) && <NotSeen />}
              <NoteMark notes={notes.filter(({ truckId }) => truckId === truck.id)} />
            </span>
            <ColleagueMarks of={{ truckId: truck.id }} />
            {last && (
              <span>
                {isLive && progress
                  ? t('trucks.servedOf', { mass: format.tonnesOf(progress.servedKg, progress.plannedKg) })
                  : format.tonnes(total((route) => route.loadKg))}
              </span>
            )}
          </div>
          {isLive && progress ? (
            <>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(100 * progress.served) / Math.max(1, progress.all)}%` }} />
                <span
                  data-is="skipped"
                  style={{ width: `${(100 * (progress.skipped + progress.unreported)) / Math.max(1, progress.all)}%` }}
                />
              </span>
              <div className={classes.second}>
                <span>
                  {t(progress.skipped + progress.unreported > 0 ? 'trucks.servedCount' : 'trucks.stopsServed', {
                    served: progress.served,
                    all: progress.all,
                  })}
                  {progress.skipped > 0 && ` · ${t('trucks.skipped', { count: progress.skipped })}`}
                  {progress.unreported > 0 && ` · ${t('trucks.unreported', { count: progress.unreported })}`}
                </span>
                {state?.duty === 'working' && etas.ofTruck.has(truck.id) ? (
                  <Lateness seconds={etas.ofTruck.get(truck.id)?.latenessSeconds ?? 0}>
                    <Duty state={state} day={day} />
                  </Lateness>
                ) : (
                  state && <Duty state={state} day={day} />
                )}
              </div>
            </>
          ) : (
            <div className={classes.second}>
              {last ? (
                <>
                  <span>
                    {t('trucks.trips', { count: total((route) => route.trips.length) })} ·{' '}
                    {format.km(total((route) => route.lengthMetres))}
                  </span>
                  {state?.duty === 'silent' ? (
                    <Duty state={state} day={day} />
                  ) : (
                    <span>{t('trucks.ends', { time: format.time(last.endsAt, day) })}</span>
                  )}
                </>
              ) : (
                <span>
                  {model.revision ? t('trucks.idle') : t('trucks.capacity', { load: format.tonnes(truck.capacityKg) })}
                </span>
              )}
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
      rowHeight={48}
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

/** The driver has not seen the published route on the phone yet. */
function NotSeen() {
  const { t } = useTranslation('moves');
  return (
    <IconEyeOff size={14} role="img" aria-label={t('seen.not')} style={{ verticalAlign: '-2px' }}>
      <title>{t('seen.not')}</title>
    </IconEyeOff>
  );
}

/** Lets visits be dropped on a truck's row: they go to the best place that it has. */
function TruckDrop({ truck, children }: { truck: Truck; children: ReactNode }) {
  const inside = useRef<HTMLSpanElement>(null);
  useDropTarget(inside, rowOf, (places) => hoveredOnTruck(places, truck.id, truck.number));
  return <span ref={inside}>{children}</span>;
}

const rowOf = (element: HTMLElement): HTMLElement | null => element.closest<HTMLElement>('[data-index]');

/** Whether the truck is heard of, in words and in a colour that calls where somebody should look. */
function Duty({ state: { duty, seenAt, isSeenOld }, day }: { state: TruckState; day: string }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const seen = seenAt === null ? t('trucks.noFix') : t('trucks.lastSeen', { time: format.time(seenAt, day) });
  if (duty === 'silent') return <span data-duty="silent">{t('trucks.silent')}</span>;
  if (duty === 'unheard') return <span data-duty="unheard">{t('trucks.unheard', { seen })}</span>;
  if (duty === 'after') return <span data-duty="after">{t('trucks.after', { seen })}</span>;
  return <span data-duty={isSeenOld ? 'unheard' : duty}>{seen}</span>;
}
