import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ServedDay } from '../../../domain/served-mass.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type DayModel, unitVerdict } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { VerdictMark } from '../VerdictMark.tsx';
import { WhatIfButton } from '../what-if/WhatIfButton.tsx';
import { Debts } from './Debts.tsx';
import classes from './TotalsPanel.module.css';

/** What the plan comes to, from the first report on what was served beside it, and how each unit stands against its target. */
export function TotalsPanel({ model }: { model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const totals = model.revision?.totals;
  if (!totals) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {t('totals.none')}
      </Text>
    );
  }
  const { served, hasFieldEvents } = model;
  const plan = [
    [t('totals.trucks'), format.count(totals.trucks)],
    [t('totals.trips'), format.count(totals.trips)],
    [t('totals.length'), format.km(totals.lengthMetres)],
    [t('totals.work'), format.duration(totals.workSeconds)],
    [t('totals.driving'), format.duration(totals.drivingSeconds)],
    [t('totals.overtime'), format.duration(totals.overtimeSeconds)],
    [t('totals.cost'), format.money(totals.costDong)],
  ];
  const plannedMass = [t('totals.mass'), format.tonnesOf(totals.servedKg, totals.dueKg)];
  const plannedVisits = [
    t('totals.visits'),
    t('totals.massOf', { served: format.count(totals.servedVisits), due: format.count(totals.dueVisits) }),
  ];
  return (
    <div className={classes.panel} tabIndex={0} role="region" aria-label={t('tabs.totals')}>
      {hasFieldEvents && served ? (
        <>
          <h3 className={classes.heading}>{t('totals.soFarHeading')}</h3>
          <Figures figures={servedFigures(model, served, t, format)} />
          <h3 className={classes.heading}>{t('totals.planHeading')}</h3>
          <Figures figures={[plannedMass, plannedVisits, ...plan]} />
        </>
      ) : (
        <Figures figures={[plannedMass, plannedVisits, ...plan]} />
      )}
      <h3 className={classes.heading}>{model.hasFieldEvents ? t('totals.unitsServed') : t('totals.units')}</h3>
      <UnitShares model={model} />
      {totals.debts && <Debts debts={totals.debts} />}
      <WhatIfButton model={model} />
      <h3 className={classes.heading}>{t('totals.streams')}</h3>
      <Figures
        figures={totals.streams.map(({ stream, servedKg, dueKg }) => {
          const now = served?.byStream.get(stream);
          const done = hasFieldEvents && now ? now : { servedKg, dueKg };
          return [
            STREAM_NAMES[stream][currentLanguage()],
            hasFieldEvents
              ? t('totals.massEstimatedOf', { mass: format.tonnesOf(done.servedKg, done.dueKg) })
              : format.tonnesOf(done.servedKg, done.dueKg),
          ];
        })}
      />
      <Text size="xs" c="dimmed" p="12px 12px 16px">
        {t('totals.search', {
          duration: format.duration(totals.search.seconds),
        })}
      </Text>
    </div>
  );
}

function Figures({ figures }: { figures: readonly (readonly string[])[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the field has reported so far. Masses are those expected at the points served, so they look estimated. */
function servedFigures(
  model: DayModel,
  { mass, visits }: ServedDay,
  t: TFunction<'dispatch'>,
  format: ReturnType<typeof useFormat>,
): string[][] {
  const outcomes = [...model.outcomes.values()];
  const skipped = outcomes.filter((outcome) => outcome === 'skipped').length;
  const unreported = outcomes.filter((outcome) => outcome === 'unreported').length;
  const left = model.revision?.unserved.length ?? 0;
  const unloadedKg = [...model.stops.values()].reduce((sum, { stop }) => {
    const reported = model.stopStates.get(stop.id);
    return sum + (reported?.state === 'unloaded' ? (reported.loadKg ?? 0) : 0);
  }, 0);
  return [
    [t('totals.massServed'), t('totals.massEstimatedOf', { mass: format.tonnesOf(mass.servedKg, mass.dueKg) })],
    ...(unloadedKg > 0 ? [[t('totals.unloaded'), format.tonnes(unloadedKg)]] : []),
    [
      t('totals.visitsServed'),
      t('totals.massOf', { served: format.count(visits.served), due: format.count(visits.due) }),
    ],
    [t('totals.skipped'), format.count(skipped)],
    ...(unreported > 0 ? [[t('totals.unreported'), format.count(unreported)]] : []),
    ...(left > 0 ? [[t('totals.leftOut'), format.count(left)]] : []),
    ...(visits.open > 0 ? [[t('totals.open'), format.count(visits.open)]] : []),
  ];
}

/** A bar a unit: planned share, what is served so far within it, and a mark where the target lies. */
function UnitShares({ model }: { model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  return (
    <ul className={classes.units}>
      {model.units.map((unit) => {
        const verdict = unitVerdict(unit, model.hasFieldEvents);
        const share = model.hasFieldEvents ? unit.servedShare : unit.plannedShare;
        return (
          <li key={unit.unitId}>
            <button type="button" onClick={() => selection.set({ ...NOTHING_CHOSEN, unitId: unit.unitId })}>
              <span className={classes.unitName}>{unit.name}</span>
              <span className={classes.share} data-verdict={verdict}>
                {format.percent(share)}
                {verdict !== 'open' && (
                  <>
                    {' '}
                    <VerdictMark
                      isReached={verdict === 'meets'}
                      label={verdict === 'meets' ? t('totals.meets') : t('totals.misses')}
                    />
                  </>
                )}
              </span>
              <span className={classes.bar} aria-hidden>
                <span
                  className={model.hasFieldEvents ? classes.plannedBehind : classes.filled}
                  data-verdict={verdict}
                  style={{ width: `${unit.plannedShare * 100}%` }}
                />
                {model.hasFieldEvents && (
                  <span className={classes.filled} data-verdict={verdict} style={{ width: `${share * 100}%` }} />
                )}
                {unit.targetShare !== null && (
                  <span className={classes.target} style={{ left: `${unit.targetShare * 100}%` }} />
                )}
              </span>
              <span className={classes.note}>
                {[
                  format.tonnes(unit.dueKg),
                  unit.targetShare !== null && t('totals.target', { share: format.percent(unit.targetShare) }),
                  model.hasFieldEvents && t('totals.planned', { share: format.percent(unit.plannedShare) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
