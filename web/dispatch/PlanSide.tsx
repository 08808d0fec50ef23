import { Skeleton, Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../domain/plans.ts';
import { late } from '../ui/late.ts';
import { Failure } from '../ui/states.tsx';
import { useFormat } from '../ui/use-format.ts';
import { AlertsTab } from './alerts/AlertsTab.tsx';
import type { DayModel } from './day-model.ts';
import classes from './DispatchPage.module.css';
import { ExpiringDocuments } from './fleet/ExpiringDocuments.tsx';
import { TruckList } from './fleet/TruckList.tsx';
import type { TruckStates } from './fleet/use-truck-states.ts';
import { IncidentList } from './incidents/IncidentList.tsx';
import type { Missing } from './missing.ts';
import { Proposal } from './moves/Proposal.tsx';
import { PlanPanel } from './plan/PlanPanel.tsx';
import { leftOut } from './totals/left-out.ts';

// What lies behind the other tabs.
const AlertsPanel = late(async () => (await import('./alerts/AlertsPanel.tsx')).AlertsPanel);
const RevisionList = late(async () => (await import('./plan/RevisionList.tsx')).RevisionList);
const TotalsPanel = late(async () => (await import('./totals/TotalsPanel.tsx')).TotalsPanel);
const UnservedList = late(async () => (await import('./totals/UnservedList.tsx')).UnservedList);

interface Props {
  day: string;
  model: DayModel;
  plan: PlanView | null;
  missing: Missing | null;
  shownRevision: number | null;
  states: TruckStates;
}

/** The left panel: the plan on top, below it trucks, totals, what is left out, and revisions; or what is missing of them. */
export function PlanSide(props: Props) {
  const { day, model, plan, missing, shownRevision } = props;
  const [tab, setTab] = useState<string | null>('trucks');
  const counts = {
    points: model.town.points.filter((point) => point.isActive).length,
    trucks: model.town.trucks.filter((truck) => truck.isActive).length,
  };
  return (
    <div className={classes.side}>
      <Proposal day={day} model={model} plan={plan} />
      {missing?.what !== 'plan' && (
        <div className={classes.plan} data-planned={plan !== null}>
          <PlanPanel key={day} day={day} model={model} plan={plan} shownRevision={shownRevision} counts={counts} />
        </div>
      )}
      {/* Each has its card among the alerts. */}
      {(missing !== null || tab !== 'alerts') && <IncidentList day={day} model={model} />}
      {missing ? <MissingPart {...missing} /> : <Lists {...props} tab={tab} onTab={setTab} />}
    </div>
  );
}

function MissingPart({ error, retry }: Missing) {
  const { t } = useTranslation('ui');
  if (error) return <Failure error={error} onRetry={retry} />;
  return (
    <div className={classes.awaited} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: 7 }, (_, index) => (
        <Skeleton key={index} h={38} />
      ))}
    </div>
  );
}

interface ListsProps extends Props {
  tab: string | null;
  onTab: (tab: string | null) => void;
}

function Lists({ day, model, plan, shownRevision, states, tab, onTab }: ListsProps) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const navigate = useNavigate({ from: '/dispatch' });
  const unserved = useMemo(() => leftOut(model).length, [model]);
  return (
    <Tabs value={tab} onChange={onTab} className={classes.tabs} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="trucks">{t('tabs.trucks')}</Tabs.Tab>
        <Tabs.Tab value="totals">{t('tabs.totals')}</Tabs.Tab>
        <Tabs.Tab value="unserved">
          {t(model.hasFieldEvents ? 'tabs.notServed' : 'tabs.unserved')}
          {unserved > 0 && ` ${format.count(unserved)}`}
        </Tabs.Tab>
        <Tabs.Tab value="revisions">{t('tabs.revisions')}</Tabs.Tab>
        <AlertsTab day={day} />
      </Tabs.List>
      <Tabs.Panel value="trucks">
        <div className={classes.trucks}>
          <ExpiringDocuments />
          <div className={classes.list}>
            <TruckList day={day} model={model} states={states} />
          </div>
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="alerts">
        <Suspense>
          <AlertsPanel day={day} model={model} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="totals">
        <Suspense>
          <TotalsPanel model={model} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="unserved">
        <Suspense>
          <UnservedList model={model} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="revisions">
        <Suspense>
          <RevisionList
            day={day}
            model={model}
            plan={plan}
            shown={shownRevision}
            onShow={(revision) => void navigate({ search: (before) => ({ ...before, revision }) })}
          />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
