import { Button, Text } from '@mantine/core';
import { IconArrowsExchange, IconBarrierBlock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import type { RouteView } from '../../../domain/plans.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Picked, useBoardStore } from '../board/board-store.ts';
import { BestPlacePrice } from '../board/BestPlacePrice.tsx';
import { type Editing, useEditing } from '../board/editing.ts';
import { pickedOf } from '../board/picked.ts';
import { useBestPlaces } from '../board/use-best-places.ts';
import type { DayModel, StopOnRoute } from '../day-model.ts';
import { SendAgain } from '../moves/SendAgain.tsx';
import { PlanRest } from '../moves/PlanRest.tsx';
import { TruckBroken } from '../moves/TruckBroken.tsx';
import { UnloadNow } from '../moves/UnloadNow.tsx';
import classes from './Alerts.module.css';
import { laterEnd } from './later-end.ts';
import { troubled } from './troubled.ts';
import { useAlerts } from './use-alerts.ts';
import { WayToNext } from './WayToNext.tsx';

interface Props {
  day: string;
  model: DayModel;
  alert: AlertView;
}

/** The one action that helps most against what an alert tells of, by what the page can do already. */
export function HelpfulAction({ day, model, alert }: Props) {
  switch (alert.kind) {
    case 'late-for-window':
    case 'nearly-full':
      return <OtherPlace day={day} model={model} alert={alert} />;
    case 'past-shift-end':
      return (
        <>
          <LaterEnd day={day} model={model} alert={alert} />
          <OtherPlace day={day} model={model} alert={alert} />
        </>
      );
    case 'incident':
      if (alert.facts.incident === 'full' && alert.truckId !== null) {
        return <UnloadNow model={model} truckId={alert.truckId} />;
      }
      if (alert.facts.incident === 'blocked-road') return <CloseStreet />;
      return <RestWithout day={day} model={model} alert={alert} />;
    case 'skipped-endangers':
      return <SendAgain day={day} model={model} entries={stopsOfAlert(model, alert)} />;
    case 'off-route':
      return <WayToNext day={day} model={model} alert={alert} />;
    case 'silent':
    case 'standing':
      return <RestWithout day={day} model={model} alert={alert} />;
    case 'facility-closes':
    case 'unit-under-target':
      return <PlanRest {...{ day, model }} closed={closedBy(alert)} price="at-once" />;
    default:
      return null;
  }
}

/** Has others take the rest of a truck's day; who drives on needs nobody for that. */
function RestWithout({ day, model, alert: { truckId, savableKg } }: Props) {
  if (truckId === null || savableKg === 0) return null;
  return <TruckBroken {...{ day, model, truckId }} price="at-once" />;
}

function closedBy({ kind, facilityId, facts }: AlertView) {
  return kind === 'facility-closes' && facilityId !== null ? [{ facilityId, from: facts.limitAt }] : [];
}

/** Leads to where a street is closed for trucks: the plan says then that it drives through it, and plans the rest anew. */
function CloseStreet() {
  const { t } = useTranslation('alerts');
  if (!usePermission('closures.edit')) return null;
  return (
    <Button
      size="compact-xs"
      leftSection={<IconBarrierBlock size={13} />}
      renderRoot={(props) => <Link to="/register" search={{ book: 'closures' }} {...props} />}
    >
      {t('closeStreet')}
    </Button>
  );
}

/** Has the shift end when the truck is expected, where the crew agrees: with a reason beyond its overtime; and what those hours cost. */
function LaterEnd({ day, model, alert }: Props) {
  const { t } = useTranslation('board');
  const alerts = useTranslation('alerts').t;
  const format = useFormat();
  const board = useBoardStore();
  const canEdit = useEditing()?.canEdit === true;
  const route = routeOf(model, alert);
  if (!canEdit || !route) return null;
  const { truckId, truckNumber, shiftId, shiftStartsAt: startsAt, shiftEndsAt: endsAt } = route;
  const { expectedAt } = alert.facts;
  const truck = model.town.trucks.find(({ id }) => id === truckId);
  const later = expectedAt === null ? null : laterEnd(endsAt, expectedAt, truck?.costPerHour ?? 0);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() =>
          board.set({
            change: {
              ...{ kind: 'shift-end', truckId, truckNumber, shiftId, startsAt, endsAt },
              ...(later && { proposedAt: later.at }),
            },
          })
        }
      >
        {t('change.shift-end.open')}
      </Button>
      {later && (
        <Text size="xs" c="dimmed" className={classes.price}>
          {alerts('price.later', {
            time: format.time(later.at, day),
            duration: format.duration(later.seconds),
            cost: format.money(later.costDong),
          })}
        </Text>
      )}
    </>
  );
}

/** The stops that an alert names, as the plan on screen has them. */
function stopsOfAlert(model: DayModel, { stopId, visitId, facts }: AlertView): StopOnRoute[] {
  const visits = new Set([...facts.visitIds, visitId]);
  return [...model.stops.values()].filter(
    ({ stop }) => stop.id === stopId || (stop.visitId !== null && visits.has(stop.visitId)),
  );
}

function routeOf(model: DayModel, { truckId, stopId }: AlertView): RouteView | undefined {
  const routes = model.routesOfTruck.get(truckId ?? '') ?? [];
  return routes.find(({ stops }) => stops.some(({ id }) => id === stopId));
}

/** Looks for the best place for the visits with another truck; of a shift that only comes home too late, for its last one. */
function OtherPlace({ day, model, alert }: Props) {
  const { calling } = useAlerts(day);
  const editing = useEditing();
  const named = stopsOfAlert(model, alert).flatMap((entry) => pickedOf(model, entry) ?? []);
  const lasts = (routeOf(model, alert)?.stops ?? []).flatMap((stop) => {
    const entry = model.stops.get(stop.id);
    return (entry && pickedOf(model, entry)) ?? [];
  });
  const picked = named.length === 0 && alert.kind === 'past-shift-end' ? lasts.slice(-1) : named;
  if (!editing?.canEdit || picked.length === 0) return null;
  return <WithAnother editing={editing} model={model} picked={picked} own={alert.truckId} off={troubled(calling)} />;
}

interface WithAnotherProps {
  editing: Editing;
  model: DayModel;
  picked: readonly Picked[];
  /** The truck that is to be rid of them. */
  own: string | null;
  off: readonly string[];
}

/** Where no other truck may take them there is nothing to press. */
function WithAnother({ editing, model, picked, own, off }: WithAnotherProps) {
  const { t } = useTranslation('alerts');
  const board = useBoardStore();
  const visits = picked.map(({ visitId }) => visitId);
  // As its price has it, which is asked for once it is in sight.
  const { all, isPending, error } = useBestPlaces(editing, model, visits, { off, isAsked: false });
  return (
    <>
      {(all.some(({ truckId }) => truckId !== own) || isPending || error) && (
        <Button
          size="compact-xs"
          leftSection={<IconArrowsExchange size={13} />}
          onClick={() => board.set({ dialog: { kind: 'move', picked, place: null, off } })}
        >
          {t('otherPlace')}
        </Button>
      )}
      <BestPlacePrice editing={editing} model={model} visits={visits} off={off} />
    </>
  );
}
