import { useTranslation } from 'react-i18next';
import type { PlanTotals } from '../../../domain/plans.ts';
import { STREAM_NAMES } from '../../../domain/stream-names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './TotalsPanel.module.css';

type Debt = NonNullable<PlanTotals['debts']>[number];

/** So many are told at once: with high targets nearly every unit is behind by a little. */
const MOST_SHOWN = 3;

/** Which units were behind their targets over the last weeks, or ahead, and what the plan made of that; the largest first. */
export function Debts({ debts }: { debts: readonly Debt[] }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  const told = debts
    .filter(({ kgPerDay, givenKg }) => kgPerDay > 0 || givenKg > 0)
    .sort((a, b) => b.kgPerDay - a.kgPerDay);
  if (told.length === 0) return null;
  const more = told.slice(MOST_SHOWN);
  return (
    <>
      <h3 className={classes.heading}>{t('totals.debts.title')}</h3>
      <DebtList debts={told.slice(0, MOST_SHOWN)} />
      {more.length > 0 && (
        <details className={classes.moreDebts}>
          <summary>{t('totals.debts.more', { number: format.count(more.length) })}</summary>
          <DebtList debts={more} />
        </details>
      )}
    </>
  );
}

function DebtList({ debts }: { debts: readonly Debt[] }) {
  const { t } = useTranslation('dispatch');
  const format = useFormat();
  return (
    <ul className={classes.debts}>
      {debts.map(({ unitId, unitName, streams, kgPerDay, givenKg, days }) => {
        const names = streams.map((stream) => STREAM_NAMES[stream][currentLanguage()]).join(', ');
        const said = {
          unit: unitName,
          streams: names,
          // Household and other solid waste goes without saying; dangerous waste has a target of its own.
          of: streams.includes('hazardous') ? t('totals.debts.hazardous') : '',
          kg: format.kg(Math.abs(kgPerDay)),
          days: format.count(days),
          given: format.kg(givenKg),
        };
        return (
          <li key={`${unitId} ${said.streams}`} title={said.streams}>
            {t(kgPerDay > 0 ? 'totals.debts.behind' : 'totals.debts.ahead', said)}
          </li>
        );
      })}
    </ul>
  );
}
