import { useTranslation } from 'react-i18next';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import { skipReasonText } from '../../../domain/skip-reasons.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { shortPointName } from '../short-point-name.ts';

/** What an alert tells of, where and since when, and what can still be saved, in words. */
export function useAlertText(day: string, model: DayModel) {
  const { t } = useTranslation('alerts');
  const dispatch = useTranslation('dispatch').t;
  const format = useFormat();
  const time = (instant: string | null): string => (instant === null ? '' : format.time(instant, day));
  return (alert: AlertView): { what: string; detail: string; saved: string | null } => {
    const { kind, facts, savableKg, saveBy, pointId, unitId } = alert;
    const point = model.points.get(pointId ?? '');
    const place = point ? shortPointName(point.name, point.kind) : (alert.placeName ?? '');
    const unitName = model.unitsInForce.find(({ id }) => id === unitId)?.name ?? t('aUnit');
    const trucks = model.town.trucks.filter(({ id }) => facts.truckIds.includes(id)).map(({ number }) => number);
    const isFleet = kind === 'silent' && trucks.length > 0;
    const said = isFleet
      ? 'silentFleet'
      : kind === 'standing' && place === ''
        ? 'standingNowhere'
        : kind === 'late-for-window' && (facts.stops ?? 1) > 1
          ? 'lateForSome'
          : kind === 'skipped-endangers' && (facts.stops ?? 1) > 1
            ? 'skippedSome'
            : kind === 'past-shift-end' && facts.stops === 0
              ? 'homeLate'
              : kind;
    const incident = facts.incident ? dispatch(`incidents.kind.${facts.incident}`) : '';
    const isAfterShift = facts.afterShiftSeconds !== null;
    const first = t(`detail.${said}`, {
      place,
      since: time(facts.since),
      expected: time(facts.expectedAt),
      limit: time(facts.limitAt),
      duration: format.duration(facts.seconds ?? 0),
      distance: format.distance(facts.metres ?? 0),
      load: format.kg(facts.kg ?? 0),
      capacity: format.kg(facts.capacityKg ?? 0),
      count: facts.stops ?? 0,
      trucks: trucks.join(', '),
      unit: unitName,
      share: format.percent(facts.share ?? 0),
      target: format.percent(facts.targetShare ?? 1),
      note: facts.note === null ? '' : `: ${facts.note}`,
      reason: facts.reason ? skipReasonText(facts.reason, currentLanguage()) : t('noReason'),
    });
    const detail = isAfterShift
      ? t('detail.afterShiftToo', { first, duration: format.duration(facts.afterShiftSeconds ?? 0) })
      : first;
    const load = format.kg(savableKg);
    const saved =
      savableKg === 0 ? null : saveBy === null ? t('saved', { load }) : t('savedBy', { load, time: time(saveBy) });
    const what = t(isFleet ? 'what.silentFleet' : `what.${kind}`);
    return { what: incident || what, detail, saved };
  };
}
