import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useAlertText } from '../alerts/use-alert-text.ts';
import { useAlertNews, useAlerts } from '../alerts/use-alerts.ts';
import { type DayModel, routesProgress, unitVerdict } from '../day-model.ts';
import type { TruckStates } from '../fleet/use-truck-states.ts';
import { shortUnitName } from '../../ui/map/short-unit-name.ts';
import { Lateness } from '../moves/Expected.tsx';
import { useEtas } from '../moves/use-etas.ts';
import classes from './Wall.module.css';

interface Props {
  day: Day;
  model: DayModel;
  states: TruckStates;
  now: Date;
}

/** More would leave the trucks of a small town no room on a common screen. */
const MOST_ALERTS = 3;

/** The day for a screen on the wall, to be read from across the room: nothing on it can be pressed. */
export function WallBoard({ day, model, states, now }: Props) {
  const { t } = useTranslation('board');
  const dispatch = useTranslation('dispatch').t;
  const format = useFormat();
  const etas = useEtas(day, model);
  useAlertNews(day);
  const { calling } = useAlerts(day);
  const textOf = useAlertText(day, model);
  const routes = [...model.routesOfTruck.values()].filter((own) => own.length > 0);
  const whole = routesProgress(model, routes.flat());
  return (
    <div className={classes.wall}>
      <header className={classes.head}>
        <span className={classes.clock}>{format.time(now)}</span>
        <span>{format.day(day)}</span>
        {model.hasFieldEvents && (
          <strong>{dispatch('trucks.stopsServed', { served: whole.served, all: whole.all })}</strong>
        )}
      </header>
      <ul className={classes.alerts} aria-label={t('wall.alerts')}>
        {calling.length === 0 && <li className={classes.calm}>{t('wall.calm')}</li>}
        {calling.slice(0, MOST_ALERTS).map((alert) => {
          const { what, detail } = textOf(alert);
          return (
            <li key={alert.id}>
              {alert.truckNumber !== null && <TruckBadge number={alert.truckNumber} size={34} />}
              <span>
                <strong>{what}</strong>
                <span>{detail}</span>
              </span>
            </li>
          );
        })}
        {calling.length > MOST_ALERTS && <li>{t('wall.more', { count: calling.length - MOST_ALERTS })}</li>}
      </ul>
      {model.units.length > 0 && (
        <ul className={classes.units} aria-label={t('wall.units')}>
          {model.units.map((unit) => {
            const share = model.hasFieldEvents ? unit.servedShare : unit.plannedShare;
            return (
              <li key={unit.unitId} data-verdict={unitVerdict(unit, model.hasFieldEvents)}>
                <span className={classes.unit}>{shortUnitName(unit.name)}</span>
                <span className={classes.track} aria-hidden>
                  <span style={{ width: `${100 * Math.min(1, share)}%` }} />
                  {unit.targetShare !== null && (
                    <span className={classes.target} style={{ left: `${100 * unit.targetShare}%` }} />
                  )}
                </span>
                <span className={classes.share}>{format.percent(share)}</span>
              </li>
            );
          })}
        </ul>
      )}
      <ul className={classes.trucks} aria-label={dispatch('trucks.list')}>
        {routes
          .toSorted(([a], [b]) => (a?.truckNumber ?? 0) - (b?.truckNumber ?? 0))
          .map((own) => {
            const [first] = own;
            if (!first) return null;
            const { served, skipped, unreported, all } = routesProgress(model, own);
            const state = states.get(first.truckId);
            const isUnheard = state?.duty === 'silent' || state?.duty === 'unheard';
            return (
              <li key={first.truckId} data-unheard={isUnheard}>
                <TruckBadge number={first.truckNumber} size={38} />
                <span className={classes.done}>
                  {served}/{all}
                  {skipped + unreported > 0 && <small> −{skipped + unreported}</small>}
                </span>
                <span className={classes.track} aria-hidden>
                  <span style={{ width: `${(100 * served) / Math.max(1, all)}%` }} />
                </span>
                <span className={classes.late}>
                  {isUnheard ? (
                    t('wall.unheard')
                  ) : state?.duty === 'working' && etas.ofTruck.has(first.truckId) ? (
                    <Lateness seconds={etas.ofTruck.get(first.truckId)?.latenessSeconds ?? 0}>
                      {t('wall.onTime')}
                    </Lateness>
                  ) : state?.duty === 'before' ? (
                    t('wall.from', { time: format.time(first.startsAt, day) })
                  ) : state?.duty === 'after' ? (
                    t('wall.after')
                  ) : null}
                </span>
              </li>
            );
          })}
      </ul>
    </div>
  );
}
