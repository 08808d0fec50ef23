import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteView } from '../../../domain/plans.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { crewName } from '../crew-name.ts';
import { TruckAgain } from '../moves/TruckAgain.tsx';
import { TruckBroken } from '../moves/TruckBroken.tsx';
import { RouteActions } from '../board/RouteActions.tsx';
import { StopActions } from '../board/StopActions.tsx';
import { ColleagueMarks } from '../colleagues/ColleagueMarks.tsx';
import { type DayModel, routesProgress } from '../day-model.ts';
import { TruckOut } from '../fleet/TruckOut.tsx';
import { useRoutesSeen } from '../fleet/use-routes-seen.ts';
import { SubjectNotes } from '../notes/SubjectNotes.tsx';
import { useSelection, useSelectionStore } from '../selection.ts';
import { UsualOfTruck } from '../usual/UsualOfTruck.tsx';
import { ByTrack } from './ByTrack.tsx';
import { CrewPhone } from './CrewPhone.tsx';
import { Directions } from './Directions.tsx';
import classes from './RoutePanel.module.css';
import { StopList } from './StopList.tsx';

/** One truck's day: its figures, then its stops or the way turn by turn. */
export function RoutePanel({ day, model, truckId }: { day: string; model: DayModel; truckId: string }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  const [view, setView] = useState<'stops' | 'directions'>('stops');
  const stopId = useSelection((s) => s.stopId);
  const hasPoint = useSelection((s) => s.pointId !== null);
  const routes = model.routesOfTruck.get(truckId) ?? [];
  const [shiftId, setShiftId] = useState<string | null>(null);
  // A stop chosen on map or timeline opens the shift it belongs to.
  const route =
    routes.find((candidate) => candidate.stops.some((stop) => stop.id === stopId)) ??
    routes.find((candidate) => candidate.id === shiftId) ??
    routes[0];
  const truck = model.town.trucks.find((candidate) => candidate.id === truckId);
  return (
    <div className={classes.panel}>
      <header className={classes.header}>
        {truck && <TruckBadge number={truck.number} size={30} />}
        <div style={{ minWidth: 0 }}>
          <Text fw={600} truncate>
            {truck?.code ?? route?.truckCode} <ColleagueMarks of={{ truckId }} />
          </Text>
          {route && <RouteFigures model={model} route={route} day={day} isBrief={hasPoint} />}
        </div>
      </header>
      {route && model.revision ? (
        <>
          {routes.length > 1 && (
            <SegmentedControl
              className={classes.switch}
              size="xs"
              aria-label={t('route.shifts')}
              value={route.id}
              onChange={(id) => {
                selection.set({ stopId: null });
                setShiftId(id);
              }}
              data={routes.map(({ id, shiftStartsAt, shiftEndsAt }) => ({
                value: id,
                label: t('route.shift', { start: format.time(shiftStartsAt), end: format.time(shiftEndsAt, day) }),
              }))}
            />
          )}
          <div className={classes.controls}>
            <SegmentedControl
              className={classes.view}
              size="xs"
              aria-label={t('route.view')}
              value={view}
              onChange={(value) => setView(value === 'directions' ? 'directions' : 'stops')}
              data={[
                { value: 'stops', label: t('route.stops') },
                { value: 'directions', label: t('route.directions') },
              ]}
            />
            {/* Beside a stop's details the list has little room: it goes before what is done with the whole truck. */}
            {!hasPoint && (
              <>
                <TruckBroken day={day} model={model} truckId={truckId} />
                <TruckAgain day={day} model={model} truckId={truckId} />
                <TruckOut day={day} truckId={truckId} />
                <RouteActions truckId={truckId} route={route} />
                <UsualOfTruck day={day} truckId={truckId} route={route} />
                <SubjectNotes day={day} of={{ truckId }} />
              </>
            )}
          </div>
          <div className={classes.content} data-beside={hasPoint}>
            {view === 'stops' ? (
              <StopList day={day} model={model} route={route} />
            ) : (
              <Directions planId={model.revision.planId} route={route} />
            )}
          </div>
          {!hasPoint && <StopActions day={day} model={model} route={route} />}
        </>
      ) : (
        <>
          <div className={classes.controls}>
            <TruckAgain day={day} model={model} truckId={truckId} />
            <TruckOut day={day} truckId={truckId} />
            <UsualOfTruck day={day} truckId={truckId} route={null} />
            <SubjectNotes day={day} of={{ truckId }} />
          </div>
          <Text px={12} pb={12} size="sm" c="dimmed">
            {t('route.noRoute')}
          </Text>
        </>
      )}
    </div>
  );
}

interface FiguresProps {
  model: DayModel;
  route: RouteView;
  day: string;
  /** Beside a stop's details there is room for little. */
  isBrief: boolean;
}

function RouteFigures({ model, route, day, isBrief }: FiguresProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const moves = useTranslation('moves').t;
  const seenAt = useRoutesSeen(day, model).get(route.id);
  const progress = model.hasFieldEvents ? routesProgress(model, [route]) : null;
  return (
    <>
      <Text size="xs" c="dimmed">
        {route.crewCode && `${t('route.crew', { code: crewName(route.crewCode) })} · `}
        {t('route.shift', { start: format.time(route.shiftStartsAt), end: format.time(route.shiftEndsAt, day) })}
        {!isBrief && route.crewCode && <CrewPhone code={route.crewCode} />}
      </Text>
      <Text size="xs">
        {progress
          ? t('trucks.servedOf', { mass: format.tonnesOf(progress.servedKg, progress.plannedKg) })
          : format.tonnes(route.loadKg)}{' '}
        · {t('trucks.trips', { count: route.trips.length })} · {format.km(route.lengthMetres)} ·{' '}
        {format.money(route.costDong)}
      </Text>
      {!isBrief && seenAt !== undefined && (
        <Text size="xs" c={seenAt === null ? 'var(--tx-skipped)' : 'dimmed'}>
          {seenAt === null ? moves('seen.not') : moves('seen.at', { time: format.time(seenAt, day) })}
        </Text>
      )}
      {progress && (
        <Text size="xs">
          {[
            t('trucks.stopsServed', { served: progress.served, all: progress.all }),
            progress.skipped > 0 && t('trucks.skipped', { count: progress.skipped }),
            progress.unreported > 0 && t('trucks.unreported', { count: progress.unreported }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
      {!isBrief && <ByTrack day={day} truckId={route.truckId} />}
    </>
  );
}
