import { useTranslation } from 'react-i18next';
import type { EditEvaluation, TruckChange } from '../../../domain/plan-edits.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Board.module.css';
import { usePrice } from './use-price.ts';

/** What an edit does to the trucks and targets it touches, and what it breaks. */
export function Impact({ day, evaluation }: { day: string; evaluation: EditEvaluation }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { difference, brokenAt } = usePrice();
  const figures = (of: TruckChange['after']) =>
    of
      ? [
          t('trucks.visits', { count: of.visits }),
          format.tonnes(of.loadKg),
          t('price.fill', { share: format.percent(of.fill) }),
          t('price.ends', { time: format.time(of.endsAt, day) }),
        ].join(', ')
      : t('trucks.home');
  return (
    <ul className={classes.figures} aria-live="polite">
      <li className={classes.where}>{difference(evaluation.change)}</li>
      {evaluation.pricedAt && (
        <li className={classes.price}>{t('price.fromNow', { time: format.time(evaluation.pricedAt, day) })}</li>
      )}
      {evaluation.breaks.map((broken) => (
        <li
          key={`${broken.rule} ${broken.truckId} ${broken.visitId} ${broken.unit}`}
          className={classes.broken}
          data-hard={broken.isHard}
        >
          {brokenAt(broken)}
        </li>
      ))}
      {evaluation.trucks.map(({ shiftId, truckNumber, before, after }) => (
        <li key={shiftId} className={classes.price}>
          {t('trucks.row', { number: truckNumber, before: figures(before), after: figures(after) })}
        </li>
      ))}
      {evaluation.targets.map(({ unitId, unitName, streams, targetKg, beforeKg, afterKg }) => (
        <li
          key={`${unitId} ${streams.join()}`}
          className={afterKg < targetKg && afterKg < beforeKg ? classes.broken : classes.price}
        >
          {t('trucks.target', {
            ...{ unit: unitName, before: format.tonnes(beforeKg), after: format.tonnes(afterKg) },
            target: format.tonnes(targetKg),
          })}
        </li>
      ))}
    </ul>
  );
}
