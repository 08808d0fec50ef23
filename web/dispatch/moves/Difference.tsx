import { Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevisionDiff } from '../../../domain/replans/replans.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useBoardStore } from '../board/board-store.ts';
import { useEditing } from '../board/editing.ts';
import type { DayModel } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import classes from './Difference.module.css';
import { KeepWhere } from './KeepWhere.tsx';

/** So many visits are told of each kind until somebody asks for all. */
const FEW = 6;

/**
 * What is otherwise in the revision on screen than in another, in sentences: who comes instead, what lies elsewhere on its truck's way,
 * where nobody comes and why, and what it does to each unit.
 */
export function Difference({ day, model, diff }: { day: string; model: DayModel; diff: RevisionDiff }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const { moved, reordered, dropped, refused, added, retimed, stranded, units } = diff;
  const isEmpty = [moved, reordered, dropped, refused, added, retimed, stranded].every((list) => list.length === 0);
  return (
    <div className={classes.difference}>
      {isEmpty && <Text size="sm">{t('proposal.nothing')}</Text>}
      {stranded.map(({ truckId, code, loadKg }) => (
        <Text key={truckId} size="sm" className={classes.bad}>
          {t('proposal.stranded', { code, load: format.tonnes(loadKg) })}
        </Text>
      ))}
      <Part heading={refused.length > 0 && t('proposal.refused', { count: refused.length })} isBad>
        {refused.map((visit) => (
          <Visit key={visit.visitId} {...visit}>
            ≈ {format.kg(visit.loadKg)} · {t(`reason.${visit.reason}`)} <OtherPlace model={model} visit={visit} />
          </Visit>
        ))}
      </Part>
      <Part heading={dropped.length > 0 && t('proposal.dropped', { count: dropped.length })} isBad>
        {dropped.map((visit) => (
          <Visit key={visit.visitId} {...visit}>
            ≈ {format.kg(visit.loadKg)}
            {visit.reason && ` · ${t(`reason.${visit.reason}`)}`}
            {visit.note && `: ${visit.note}`} <OtherPlace model={model} visit={visit} />
          </Visit>
        ))}
      </Part>
      <Part heading={moved.length > 0 && t('proposal.moved', { count: moved.length })}>
        {moved.map((visit) => (
          <Visit key={visit.visitId} {...visit} truck={visit.to.number}>
            {t('proposal.from', {
              number: visit.from.number,
              before: format.time(visit.from.arrivesAt, day),
              after: format.time(visit.to.arrivesAt, day),
            })}{' '}
            <KeepWhere model={model} visit={visit} from={visit.from} />
          </Visit>
        ))}
      </Part>
      <Part heading={reordered.length > 0 && t('proposal.reordered', { count: reordered.length })}>
        {reordered.map((visit) => (
          <Visit key={visit.visitId} {...visit} truck={visit.to.number}>
            {t(visit.from.trip === visit.to.trip ? 'proposal.onTrip' : 'proposal.toTrip', {
              trip: visit.to.trip,
              tripBefore: visit.from.trip,
              position: visit.to.position,
              positionBefore: visit.from.position,
              before: format.time(visit.from.arrivesAt, day),
              after: format.time(visit.to.arrivesAt, day),
            })}
          </Visit>
        ))}
      </Part>
      <Part heading={added.length > 0 && t('proposal.added', { count: added.length })}>
        {added.map((visit) => (
          <Visit key={visit.visitId} {...visit} truck={visit.to.number}>
            {format.time(visit.to.arrivesAt, day)} <OtherPlace model={model} visit={visit} />
          </Visit>
        ))}
      </Part>
      <Part heading={retimed.length > 0 && t('proposal.retimed')}>
        {retimed.map(({ truckId, number, visits, mostSeconds }) => (
          <li key={truckId}>
            <TruckBadge number={number} size={18} />
            <span>
              {t(mostSeconds > 0 ? 'proposal.later' : 'proposal.earlier', {
                count: visits,
                duration: format.duration(Math.abs(mostSeconds)),
              })}
            </span>
          </li>
        ))}
      </Part>
      <Part heading={units.length > 0 && t('proposal.units')}>
        {units.map(({ unitId, unitName, shareBefore, shareAfter, targetShare }) => (
          <li key={unitId} className={targetShare !== null && shareAfter < targetShare ? classes.bad : undefined}>
            <span>
              {t(targetShare === null ? 'proposal.unit' : 'proposal.unitOfTarget', {
                unit: unitName,
                before: format.percent(shareBefore),
                after: format.percent(shareAfter),
                target: targetShare === null ? '' : format.percent(targetShare),
              })}
            </span>
          </li>
        ))}
      </Part>
    </div>
  );
}

/** A list under its heading, the first few until somebody asks for all; nothing without a heading. */
function Part({ heading, isBad, children }: { heading: string | false; isBad?: boolean; children: ReactNode[] }) {
  const { t } = useTranslation('moves');
  const [isWhole, setWhole] = useState(false);
  if (!heading) return null;
  const hidden = isWhole ? 0 : Math.max(0, children.length - FEW);
  return (
    <div>
      <Text size="sm" fw={600} className={isBad ? classes.bad : undefined}>
        {heading}
      </Text>
      <ul>{hidden > 0 ? children.slice(0, FEW) : children}</ul>
      {hidden > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('proposal.more', { count: hidden })}
        </Button>
      )}
    </div>
  );
}

/** The best places that there are for a visit among all trucks, with their prices; what is chosen changes the proposal. */
function OtherPlace({
  model,
  visit: { visitId, name, loadKg },
}: {
  model: DayModel;
  visit: { visitId: string; name: string; loadKg: number };
}) {
  const { t } = useTranslation('moves');
  const board = useBoardStore();
  const editing = useEditing();
  const done = model.visitStates.has(visitId);
  if (!editing?.canEdit || done) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      onClick={() => board.set({ dialog: { kind: 'move', picked: [{ visitId, name, loadKg }], place: null } })}
    >
      {t('proposal.otherPlace')}
    </Button>
  );
}

interface VisitProps {
  pointId: string;
  name: string;
  code: string;
  truck?: number;
  children: ReactNode;
}

function Visit({ pointId, name, code, truck, children }: VisitProps) {
  const selection = useSelectionStore();
  return (
    <li>
      {truck !== undefined && <TruckBadge number={truck} size={18} />}
      <button type="button" title={code} onClick={() => selection.set({ ...NOTHING_CHOSEN, pointId })}>
        {name}
      </button>
      <span>{children}</span>
    </li>
  );
}
