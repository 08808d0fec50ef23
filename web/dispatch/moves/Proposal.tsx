import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../domain/plans.ts';
import type { RevisionDiff } from '../../../domain/replans/replans.ts';
import { useForgetFailure } from '../../ui/api/forget-failure.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useBoardStore } from '../board/board-store.ts';
import { useEditing } from '../board/editing.ts';
import type { DayModel } from '../day-model.ts';
import { usePublish } from '../plan/plan-actions.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { KeepWhere } from './KeepWhere.tsx';
import classes from './Proposal.module.css';
import { useProposalDiff, useProposedFrom } from './use-diff.ts';

/** So many visits are told of each kind until somebody asks for all. */
const FEW = 6;

/** What a proposal for the rest of the day changes, in words, and the buttons that decide on it. */
export function Proposal({ day, model, plan }: { day: string; model: DayModel; plan: PlanView | null }) {
  const { t } = useTranslation('moves');
  const navigate = useNavigate({ from: '/dispatch' });
  const mayPublish = usePermission('plan.publish');
  const publish = usePublish(plan);
  useForgetFailure(publish);
  const { diff, error } = useProposalDiff(model);
  const from = useProposedFrom(model);
  if (from === null) return null;
  const number = model.revision?.number ?? 0;
  const published = plan?.revisions.find(({ isPublished }) => isPublished)?.number;
  const isStale = published !== undefined && published !== from;
  return (
    <section className={classes.proposal} aria-label={t('proposal.title', { number })}>
      <Text size="sm" fw={600}>
        {t('proposal.title', { number })}
      </Text>
      {error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(error)}
        </Text>
      )}
      {isStale && (
        <Text size="xs" role="status" c="var(--tx-skipped)">
          {t('proposal.stale', { number: published })}
        </Text>
      )}
      {mayPublish && (
        <Group gap={8} grow preventGrowOverflow={false}>
          <Button loading={publish.isPending} disabled={!diff || isStale} onClick={() => publish.mutate(number)}>
            {t('proposal.accept')}
          </Button>
          <Button
            variant="default"
            onClick={() => void navigate({ search: (before) => ({ ...before, revision: undefined }) })}
          >
            {t('proposal.reject')}
          </Button>
        </Group>
      )}
      {publish.error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(publish.error)}
        </Text>
      )}
      {diff ? (
        <Difference day={day} model={model} diff={diff} />
      ) : (
        !error && <Text size="sm">{t('proposal.comparing')}</Text>
      )}
    </section>
  );
}

function Difference({ day, model, diff }: { day: string; model: DayModel; diff: RevisionDiff }) {
  const { t } = useTranslation('moves');
  const format = useFormat();
  const { moved, dropped, refused, added, retimed, stranded, units, before, after } = diff;
  const signed = (text: (value: number) => string, value: number): string =>
    `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`;
  const isEmpty = [moved, dropped, refused, added, retimed, stranded].every((list) => list.length === 0);
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
            {visit.reason && ` · ${t(`reason.${visit.reason}`)}`} <OtherPlace model={model} visit={visit} />
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
      <Text size="xs" c="dimmed">
        {[
          signed(format.kg, after.servedKg - before.servedKg),
          signed(format.km, after.lengthMetres - before.lengthMetres),
          signed(format.duration, after.overtimeSeconds - before.overtimeSeconds),
          signed(format.money, after.costDong - before.costDong),
        ].join(' · ')}
        <br />
        {t('proposal.figures', { before: format.money(before.costDong), after: format.money(after.costDong) })}
      </Text>
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
