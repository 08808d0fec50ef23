import { Button, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import { AskFirst } from '../../ui/AskFirst.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { useBoardStore } from '../board/board-store.ts';
import { useEditing } from '../board/editing.ts';
import { pickedOf } from '../board/picked.ts';
import type { DayModel } from '../day-model.ts';
import { TruckBroken } from '../moves/TruckBroken.tsx';
import { UnloadNow } from '../moves/UnloadNow.tsx';
import { useReplan } from '../moves/use-replan.ts';
import { BestPlacePrice } from './BestPlacePrice.tsx';
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
    case 'past-shift-end':
      return <OtherPlace model={model} alert={alert} />;
    case 'incident':
      if (alert.facts.incident === 'full' && alert.truckId !== null) {
        return <UnloadNow model={model} truckId={alert.truckId} />;
      }
      return <RestWithout day={day} model={model} alert={alert} />;
    case 'off-route':
      return <WayToNext day={day} model={model} alert={alert} />;
    case 'silent':
    case 'standing':
      return <RestWithout day={day} model={model} alert={alert} />;
    case 'facility-closes':
    case 'unit-under-target':
      return <PlanRest day={day} model={model} alert={alert} />;
    default:
      return null;
  }
}

/** Has others take the rest of a truck's day; who drives on needs nobody for that. */
function RestWithout({ day, model, alert: { truckId, savableKg } }: Props) {
  if (truckId === null || savableKg === 0) return null;
  return <TruckBroken day={day} model={model} truckId={truckId} />;
}

/** Looks for the best place for the visits among all trucks. */
function OtherPlace({ model, alert }: Omit<Props, 'day'>) {
  const { t } = useTranslation('alerts');
  const board = useBoardStore();
  const editing = useEditing();
  const visits = new Set([...alert.facts.visitIds, alert.visitId]);
  const entries = [...model.stops.values()].filter(
    ({ stop }) => stop.id === alert.stopId || (stop.visitId !== null && visits.has(stop.visitId)),
  );
  const picked = entries.flatMap((entry) => pickedOf(model, entry) ?? []);
  if (!editing?.canEdit || picked.length === 0) return null;
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<IconArrowsExchange size={13} />}
        onClick={() => board.set({ dialog: { kind: 'move', picked, place: null } })}
      >
        {t('otherPlace')}
      </Button>
      <BestPlacePrice editing={editing} model={model} visits={picked.map(({ visitId }) => visitId)} />
    </>
  );
}

/** Plans the rest of the day anew, with a facility closed where that is what it is about; what comes of it is a proposal. */
function PlanRest({ day, model, alert: { kind, facilityId, facts } }: Props) {
  const { t } = useTranslation('alerts');
  const mayMake = usePermission('plan.make');
  const { mutation, isUnderWay } = useReplan(day, model);
  if (!mayMake || !model.revision?.isPublished) return null;
  const closed = kind === 'facility-closes' && facilityId !== null ? [{ facilityId, from: facts.limitAt }] : [];
  return (
    <>
      <AskFirst
        question={t('planRestAsk')}
        confirm={t('planRestConfirm')}
        onConfirm={() => mutation.mutate({ closed })}
      >
        {(ask) => (
          <Button size="compact-xs" loading={isUnderWay} onClick={ask}>
            {t('planRest')}
          </Button>
        )}
      </AskFirst>
      {mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(mutation.error)}
        </Text>
      )}
    </>
  );
}
