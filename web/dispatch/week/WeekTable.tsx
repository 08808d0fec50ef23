import {
  IconAlertTriangle,
  IconBarrierBlock,
  IconBeach,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHelpCircle,
  IconTruck,
  IconTruckOff,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import type { DayOut } from '../../../domain/plan-basis.ts';
import {
  type CellState,
  cellState,
  type WeekCell,
  type WeekDay,
  type WeekSum,
  type WeekView,
  weekSum,
} from '../../../domain/week/week.ts';
import { itemAt } from '../../../domain/item-at.ts';
import { choiceName } from '../../register/fields/names.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { TruckBadge } from '../../ui/TruckBadge.tsx';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import { crewName } from '../crew-name.ts';
import { changeText } from '../plan/PlanBasis.tsx';
import classes from './Week.module.css';

type WeekTruck = WeekView['trucks'][number];

/** Which shape says how a truck's day stands; where there is nothing to do, none. */
const MARKS: Partial<Record<CellState, typeof IconTruck>> = {
  out: IconTruckOff,
  planned: IconCircleDashed,
  published: IconCircleCheck,
  'under-way': IconTruck,
  driven: IconCircleCheckFilled,
  unreported: IconHelpCircle,
};

/** Where an arrow key leads to: so many rows down and columns along. */
const STEPS: Readonly<Record<string, { readonly down: number; readonly along: number }>> = {
  ArrowLeft: { down: 0, along: -1 },
  ArrowRight: { down: 0, along: 1 },
  ArrowUp: { down: -1, along: 0 },
  ArrowDown: { down: 1, along: 0 },
};

/** A week: a row a truck, a column a day, with sums at the foot and the side. Each cell leads to the day with the truck chosen. */
export function WeekTable({ week, today, isOld }: { week: WeekView; today: Day; isOld: boolean }) {
  const { t } = useTranslation('week');
  const { days, trucks } = week;
  const table = useRef<HTMLTableElement>(null);
  // One cell is reached by Tab; the others by arrows from it.
  const [at, setAt] = useState({
    row: 0,
    column: Math.max(
      0,
      days.findIndex(({ day }) => day === today),
    ),
  });
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const edge = { Home: 0, End: days.length - 1 }[event.key];
    if (!step && edge === undefined) return;
    event.preventDefault();
    const { down, along } = step ?? { down: 0, along: 0 };
    const row = Math.max(0, Math.min(trucks.length - 1, at.row + down));
    const column = edge ?? Math.max(0, Math.min(days.length - 1, at.column + along));
    setAt({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  };
  const sums = useMemo(() => {
    const cellsOf = (truck: WeekTruck) => truck.cells.map((cell) => ({ cell, capacityKg: truck.capacityKg }));
    return {
      ofTruck: trucks.map((truck) => weekSum(cellsOf(truck))),
      ofDay: days.map((_, k) =>
        weekSum(trucks.map(({ cells, capacityKg }) => ({ cell: itemAt(cells, k), capacityKg }))),
      ),
      all: weekSum(trucks.flatMap(cellsOf)),
    };
  }, [days, trucks]);
  const going = sums.ofTruck.filter(({ routes }) => routes > 0);
  const meanSeconds = going.reduce((sum, { plannedSeconds }) => sum + plannedSeconds, 0) / Math.max(1, going.length);
  if (trucks.length === 0) return <p className={classes.keys}>{t('none')}</p>;
  return (
    <div className={classes.scroll} data-old={isOld} role="region" aria-label={t('table')} tabIndex={0}>
      <table className={classes.table} ref={table} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col" className={classes.truck}>
              {t('truck')}
            </th>
            {days.map((day) => (
              <DayHead key={day.day} day={day} isToday={day.day === today} />
            ))}
            <th scope="col" className={classes.sum}>
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {trucks.map((truck, row) => (
            <tr key={truck.id}>
              <th scope="row" className={classes.truck}>
                <span className={classes.named}>
                  <TruckBadge number={truck.number} />
                  <span>
                    {truck.code}
                    {truck.crews.length > 0 && (
                      <small>{t('crew', { crews: truck.crews.map(crewName).join(', ') })}</small>
                    )}
                  </span>
                </span>
              </th>
              {truck.cells.map((cell, column) => (
                <td key={cell.day} data-today={cell.day === today}>
                  <Cell
                    day={itemAt(days, column)}
                    cell={cell}
                    truck={truck}
                    place={`${row} ${column}`}
                    isReached={at.row === row && at.column === column}
                    onReach={() => setAt({ row, column })}
                    onKey={walk}
                  />
                </td>
              ))}
              <td className={classes.sum}>
                <Sum sum={itemAt(sums.ofTruck, row)} meanSeconds={going.length > 1 ? meanSeconds : null} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={classes.truck}>
              {t('dayTotal')}
            </th>
            {days.map(({ day, plan }, column) => (
              <td key={day} data-today={day === today}>
                <Sum sum={itemAt(sums.ofDay, column)} meanSeconds={null} plan={plan} />
              </td>
            ))}
            <td className={classes.sum}>
              <Sum sum={sums.all} meanSeconds={null} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The day, how its plan stands, and what of the town does not work on it. */
function DayHead({ day: { day, plan, isBeingPlanned, holiday, closed }, isToday }: { day: WeekDay; isToday: boolean }) {
  const { t } = useTranslation('week');
  const dispatch = useTranslation('dispatch').t;
  const format = useFormat();
  const state = plan
    ? t(plan.isPublished ? 'day.published' : 'day.planned', { revision: plan.revision })
    : t('day.none');
  const shut = closed.map((out) => changeText(out, dispatch));
  return (
    <th scope="col" data-today={isToday} aria-current={isToday ? 'date' : undefined}>
      <Link to="/dispatch" search={{ day }} className={classes.day}>
        {format.dayShort(day)}
      </Link>
      <small className={classes.state}>{isBeingPlanned ? t('day.running') : state}</small>
      {plan && plan.changes > 0 && (
        <small className={classes.mark} data-is="old">
          <IconAlertTriangle size={13} aria-hidden /> {t('day.changes', { count: plan.changes })}
        </small>
      )}
      {holiday && (
        <small className={classes.mark} data-is="off">
          <IconBeach size={13} aria-hidden />{' '}
          {holiday.replacementDay
            ? t('day.replaced', { name: holiday.name, day: format.dayShort(holiday.replacementDay) })
            : t('day.holiday', { name: holiday.name })}
        </small>
      )}
      {shut.map((sentence) => (
        <small key={sentence} className={classes.mark} data-is="off" title={sentence}>
          <IconBarrierBlock size={13} aria-hidden /> {sentence}
        </small>
      ))}
    </th>
  );
}

interface CellProps {
  day: WeekDay;
  cell: WeekCell;
  truck: WeekTruck;
  /** Row and column. */
  place: string;
  isReached: boolean;
  onReach: () => void;
  onKey: (event: KeyboardEvent) => void;
}

function Cell({ day, cell, truck, place, isReached, onReach, onKey }: CellProps) {
  const { t } = useTranslation('week');
  const dispatch = useTranslation('dispatch').t;
  const format = useFormat();
  const state = cellState(day, cell);
  const Mark = MARKS[state];
  const { planned, driven, out, shiftSeconds } = cell;
  const isClash = planned !== null && driven === null && !day.isOver && out !== null;
  const name = [
    t('open', { number: truck.number, day: format.day(cell.day), state: t(`state.${state}`) }),
    out && changeText(out, dispatch),
    planned &&
      t('loadHint', {
        load: format.kg(planned.loadKg),
        capacity: format.kg(planned.trips * truck.capacityKg),
        count: planned.trips,
      }),
    planned && t('hoursHint', { planned: format.duration(planned.seconds), shift: format.duration(shiftSeconds) }),
  ]
    .filter(Boolean)
    .join('. ');
  return (
    <Link
      to="/dispatch"
      search={{ day: cell.day, truck: truck.number }}
      className={classes.cell}
      data-state={state}
      data-cell={place}
      tabIndex={isReached ? 0 : -1}
      onFocus={onReach}
      onKeyDown={onKey}
      aria-label={name}
      title={name}
    >
      {Mark && (
        <span className={classes.icon}>
          <Mark size={14} aria-hidden />
        </span>
      )}
      {planned ? (
        <>
          <span className={classes.load}>
            {t('load', { load: format.tonnes(planned.loadKg), count: planned.trips })}
          </span>
          <Bar share={planned.loadKg / Math.max(1, planned.trips * truck.capacityKg)} />
          <span className={classes.hours}>
            {shiftSeconds > 0
              ? t('hours', { planned: hours(format, planned.seconds), shift: hours(format, shiftSeconds) })
              : t('extra', { planned: hours(format, planned.seconds) })}
          </span>
          <Bar share={shiftSeconds > 0 ? planned.seconds / shiftSeconds : 1} />
        </>
      ) : (
        <span className={classes.none}>
          {out ? outName(out) : t(`state.${state}`)}
          {state === 'no-plan' && <small>{t('shift', { shift: hours(format, shiftSeconds) })}</small>}
        </span>
      )}
      {isClash && (
        <span className={classes.clash}>
          <IconAlertTriangle size={13} aria-hidden /> {t('outPlanned')}
        </span>
      )}
      {driven && <Driven driven={driven} plannedVisits={planned?.visits ?? null} />}
      {state === 'unreported' && <span className={classes.hours}>{t('state.unreported')}</span>}
    </Link>
  );
}

/** What was really done: by the scales, or as the crew says it. */
function Driven({ driven, plannedVisits }: { driven: NonNullable<WeekCell['driven']>; plannedVisits: number | null }) {
  const { t } = useTranslation('week');
  const format = useFormat();
  const { netKg, tickets, reportedKg, served, workedSeconds } = driven;
  return (
    <span className={classes.driven}>
      {tickets > 0 ? (
        <b>{t('weighed', { load: format.tonnes(netKg) })}</b>
      ) : (
        <span className={classes.estimated}>{t('reported', { load: format.tonnes(reportedKg) })}</span>
      )}
      {plannedVisits !== null && <span>{t('visits', { served, planned: plannedVisits })}</span>}
      {workedSeconds !== null && <span>{t('worked', { worked: hours(format, workedSeconds) })}</span>}
    </span>
  );
}

/** A share of what there is; more than all of it is seen to be. */
function Bar({ share }: { share: number }) {
  return (
    <span className={classes.bar} data-over={share > 1.005} aria-hidden>
      <span style={{ width: `${100 * Math.min(1, share)}%` }} />
    </span>
  );
}

/** Differences from the average smaller than this are none. */
const EVEN_SECONDS = 30 * 60;

interface SumProps {
  sum: WeekSum;
  /** Of trucks with routes, in seconds; `null` where nothing is compared. */
  meanSeconds: number | null;
  plan?: WeekDay['plan'];
}

function Sum({ sum, meanSeconds, plan = null }: SumProps) {
  const { t } = useTranslation('week');
  const format = useFormat();
  if (sum.routes === 0 && !sum.hasDriven) return <span className={classes.none}>–</span>;
  const off = meanSeconds === null || sum.routes === 0 ? null : sum.plannedSeconds - meanSeconds;
  return (
    <span className={classes.total}>
      <b>{plan ? format.tonnesOf(sum.plannedKg, plan.dueKg) : format.tonnes(sum.plannedKg)}</b>
      <span>{t('hours', { planned: hours(format, sum.plannedSeconds), shift: hours(format, sum.shiftSeconds) })}</span>
      <Bar share={sum.plannedSeconds / Math.max(1, sum.shiftSeconds)} />
      {plan && <span>{t('trucks', { count: sum.routes })}</span>}
      {plan && plan.dueVisits > plan.servedVisits && (
        <span className={classes.left}>{t('unserved', { count: plan.dueVisits - plan.servedVisits })}</span>
      )}
      {sum.netKg > 0 && <span className={classes.done}>{t('weighed', { load: format.tonnes(sum.netKg) })}</span>}
      {sum.reportedKg > 0 && (
        <span className={classes.estimated}>{t('reported', { load: format.tonnes(sum.reportedKg) })}</span>
      )}
      {off !== null && meanSeconds !== null && (
        <span title={t('balance.hint', { mean: format.duration(meanSeconds) })} className={classes.balance}>
          {Math.abs(off) < EVEN_SECONDS
            ? t('balance.even')
            : t(off > 0 ? 'balance.more' : 'balance.less', { duration: hours(format, Math.abs(off)) })}
        </span>
      )}
    </span>
  );
}

/** Hours with one decimal, short enough for a cell. */
function hours(format: Format, seconds: number): string {
  return format.decimal(Math.round(seconds / 360) / 10);
}

/** In one word or two why a truck does not go out. */
function outName(out: DayOut): string {
  const language = currentLanguage();
  if (out.kind === 'truck-out') return choiceName('truckOut', out.reason, language);
  if (out.kind === 'crew-out') return `${out.crewCode}: ${choiceName('crewOut', out.reason, language)}`;
  return out.kind === 'depot-closed' ? out.facilityName : '';
}
