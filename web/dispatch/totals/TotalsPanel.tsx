import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { STREAM_NAMES } from '../../../domain/streams.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type DayModel, standing } from '../day-model.ts';
import { NOTHING_CHOSEN, useSelectionStore } from '../selection.ts';
import { VerdictMark } from '../VerdictMark.tsx';
import classes from './TotalsPanel.module.css';

/** What the plan comes to, and how each unit stands against its target. */
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
  const figures = [
    [
      t('totals.mass'),
      t('totals.massOf', { served: format.tonnes(totals.servedKg), due: format.tonnes(totals.dueKg) }),
    ],
    [
      t('totals.visits'),
      t('totals.massOf', { served: format.count(totals.servedVisits), due: format.count(totals.dueVisits) }),
    ],
    [t('totals.trucks'), format.count(totals.trucks)],
    [t('totals.trips'), format.count(totals.trips)],
    [t('totals.length'), format.km(totals.lengthMetres)],
    [t('totals.work'), format.duration(totals.workSeconds)],
    [t('totals.driving'), format.duration(totals.drivingSeconds)],
    [t('totals.overtime'), format.duration(totals.overtimeSeconds)],
    [t('totals.cost'), format.money(totals.costDong)],
  ];
  return (
    <div className={classes.panel} tabIndex={0} role="region" aria-label={t('tabs.totals')}>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.heading}>{model.hasFieldEvents ? t('totals.unitsServed') : t('totals.units')}</h3>
      <UnitShares model={model} />
      <h3 className={classes.heading}>{t('totals.streams')}</h3>
      <dl className={classes.figures}>
        {totals.streams.map((entry) => (
          <div key={entry.stream}>
            <dt>{STREAM_NAMES[entry.stream][currentLanguage()]}</dt>
            <dd>{t('totals.massOf', { served: format.tonnes(entry.servedKg), due: format.tonnes(entry.dueKg) })}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" p="12px 12px 16px">
        {t('totals.search', {
          duration: format.duration(totals.search.seconds),
        })}
      </Text>
    </div>
  );
}

/** A bar a unit: planned share, what is served so far within it, and a mark where the target lies. */
function UnitShares({ model }: { model: DayModel }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const selection = useSelectionStore();
  return (
    <ul className={classes.units}>
      {model.units.map((unit) => {
        const verdict = standing(unit.plannedShare, unit.targetShare);
        const share = model.hasFieldEvents ? unit.servedShare : unit.plannedShare;
        const isReached = standing(share, unit.targetShare) === 'meets';
        return (
          <li key={unit.unitId}>
            <button type="button" onClick={() => selection.set({ ...NOTHING_CHOSEN, unitId: unit.unitId })}>
              <span className={classes.unitName}>{unit.name}</span>
              <span className={classes.share} data-verdict={verdict}>
                {format.percent(share)}
                {(isReached || !model.hasFieldEvents) && (
                  <>
                    {' '}
                    <VerdictMark isReached={isReached} label={isReached ? t('totals.meets') : t('totals.misses')} />
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
                  <span
                    className={classes.filled}
                    data-verdict={verdict}
                    style={{ width: `${unit.servedShare * 100}%` }}
                  />
                )}
                {unit.targetShare !== null && (
                  <span className={classes.target} style={{ left: `${unit.targetShare * 100}%` }} />
                )}
              </span>
              <span className={classes.note}>
                {format.tonnes(unit.dueKg)}
                {unit.targetShare !== null && ` · ${t('totals.target', { share: format.percent(unit.targetShare) })}`}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
