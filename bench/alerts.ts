import { ALERT_KINDS, type AlertKind } from '../domain/alerts/alerts.ts';
import { conditionsOf } from '../domain/alerts/conditions.ts';
import type { Condition } from '../domain/alerts/situation.ts';
import { learn } from '../domain/etas/learn.ts';
import { type AlertTown, driveDay, type DrivenDay, inventTown, type Trouble } from './alerts-town.ts';
import { drive, gapsOf, MIDNIGHT } from './eta-days.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Raised {
  readonly at: number;
  readonly condition: Condition;
  /** What is told: the condition's own, or what comes of the same cause later. */
  readonly kind: AlertKind;
  /** It asks for somebody; `false`: it is told within an alert that is there. */
  readonly isNew: boolean;
}

/**
 * `npm run bench -- alerts [DAYS] [TRUCKS]`: how often a dispatcher is told of something on simulated days with traffic, skipped stops
 * and loads that are not as expected, and how often it then was so; nobody does anything about it. Then days on which one truck
 * breaks down and another is not heard of for 40 minutes: whether that is told, and how soon. By default 10 days of 12 trucks.
 */
export async function run(args: string[]): Promise<void> {
  const days = Number(args[0] ?? 10);
  const trucks = Number(args[1] ?? 12);
  const town = inventTown(trucks);
  const learnt = learn(
    Array.from({ length: 20 }, (_, k) => gapsOf(town.routes, drive(town.routes, `before/${k}`))).flat(),
  );
  const kinds = new Map(
    ALERT_KINDS.map((kind) => [kind, { raised: 0, times: 0, within: 0, right: 0, true: 0, ahead: [] as number[] }]),
  );
  let hours = 0;
  let most = 0;
  for (let day = 0; day < days; day += 1) {
    const driven = driveDay(town, `day/${day}`, learnt);
    const raised = watch(driven);
    hours += (driven.to - driven.from) / HOUR;
    most = Math.max(most, ...busiestHours(driven, raised));
    for (const [kind, count] of truthOf(town, driven)) {
      const row = kinds.get(kind);
      if (row) row.true += count;
    }
    const seen = new Set<string>();
    for (const { at, condition, kind, isNew } of raised) {
      const row = kinds.get(kind);
      if (!row) continue;
      if (isNew) row.times += 1;
      else row.within += 1;
      if (seen.has(`${condition.key} ${kind}`)) continue;
      seen.add(`${condition.key} ${kind}`);
      row.raised += 1;
      if (wasRight(town, driven, { ...condition, kind })) row.right += 1;
      if (condition.saveBy !== null) row.ahead.push((condition.saveBy - at) / MINUTE);
    }
  }
  console.log(`Normal days: ${days} of ${trucks} trucks, ${hours.toFixed(0)} dispatcher-hours`);
  console.table(
    [...kinds].map(([kind, { raised, times, within, right, ahead, ...row }]) => ({
      alert: kind,
      'alerts a day': (times / days).toFixed(1),
      'within another, a day': (within / days).toFixed(1),
      'told again, a day': ((times + within - raised) / days).toFixed(1),
      'an hour': (times / hours).toFixed(2),
      'was so': raised === 0 ? '' : `${Math.round((100 * right) / raised)} %`,
      'told of all that were': row.true === 0 ? '' : `${right} of ${row.true}`,
      'minutes before (median)': ahead.length === 0 ? '' : middle(ahead).toFixed(0),
    })),
  );
  const all = [...kinds.values()];
  const sum = (of: (row: (typeof all)[number]) => number): number => all.reduce((total, row) => total + of(row), 0);
  const [raised, right, times] = [sum((row) => row.raised), sum((row) => row.right), sum((row) => row.times)];
  console.log(
    `All: ${(times / hours).toFixed(2)} an hour, ${most} in the busiest hour; ${Math.round((100 * right) / raised)} % were so.\n`,
  );
  badDays(town, trucks, Math.min(days, 5), learnt);
}

/** What is raised in the course of a day, looked at once a minute. */
function watch(driven: DrivenDay): Raised[] {
  const raised: Raised[] = [];
  let there = new Set<string>();
  const told = new Set<string>();
  for (let now = driven.from; now <= driven.to; now += MINUTE) {
    const before = there;
    const conditions = conditionsOf(driven.situationAt(now), (key) => before.has(key));
    for (const condition of conditions) {
      const isNew = !before.has(condition.key);
      if (isNew) for (const kind of ALERT_KINDS) told.delete(`${condition.key} ${kind}`);
      const { afterShiftSeconds = null } = condition.facts;
      const kinds: AlertKind[] = afterShiftSeconds === null ? [condition.kind] : [condition.kind, 'past-shift-end'];
      for (const [k, kind] of kinds.entries()) {
        if (told.has(`${condition.key} ${kind}`)) continue;
        told.add(`${condition.key} ${kind}`);
        raised.push({ at: now, condition, kind, isNew: isNew && k === 0 });
      }
    }
    there = new Set(conditions.map(({ key }) => key));
  }
  return raised;
}

function busiestHours({ from, to }: DrivenDay, raised: readonly Raised[]): number[] {
  return Array.from(
    { length: Math.ceil((to - from) / HOUR) },
    (_, k) => raised.filter(({ at, isNew }) => isNew && at >= from + k * HOUR && at < from + (k + 1) * HOUR).length,
  );
}

/** Whether what was told came to be, by the truth of the day. */
function wasRight(town: AlertTown, { routes }: DrivenDay, { kind, ...condition }: Condition): boolean {
  const route = routes.find(({ planned }) => planned.truckId === condition.truckId);
  const stopAt = (id: string | undefined) => routes.flatMap(({ truth }) => truth.stops).find((stop) => stop.id === id);
  const judged: Readonly<Record<AlertKind, () => boolean>> = {
    'late-for-window': () =>
      Date.parse(stopAt(condition.stopId)?.startsAt ?? '') > (town.windowOf.get(condition.stopId ?? '') ?? Infinity),
    'facility-closes': () =>
      routes.some(({ truth }) =>
        truth.stops.some((stop) => stop.kind === 'unload' && Date.parse(stop.arrivesAt) > town.landfillClosesAt),
      ),
    'past-shift-end': () =>
      Date.parse(route?.truth.endsAt ?? '') > (town.shiftEndOf.get(condition.truckId ?? '') ?? Infinity),
    'nearly-full': () => route !== undefined && isOverloaded(town, route, Number(condition.key.split(' ').at(-1))),
    // Skipped is skipped, and nobody came back for it; all else would have been a trouble, and there was none.
    'skipped-endangers': () => true,
    incident: () => true,
    silent: () => false,
    standing: () => false,
    'off-route': () => false,
    'unit-under-target': () => false,
  };
  return judged[kind]();
}

/** How much of what is told of really came about, where the day's truth says so. */
function truthOf(town: AlertTown, { routes }: DrivenDay): [AlertKind, number][] {
  const count = (is: (route: DrivenDay['routes'][number]) => number): number =>
    routes.reduce((sum, route) => sum + is(route), 0);
  return [
    [
      'late-for-window',
      count(({ truth }) =>
        Number(truth.stops.some(({ id, startsAt }) => Date.parse(startsAt) > (town.windowOf.get(id) ?? Infinity))),
      ),
    ],
    [
      'past-shift-end',
      count(({ planned, truth }) =>
        Number(Date.parse(truth.endsAt) > (town.shiftEndOf.get(planned.truckId) ?? Infinity)),
      ),
    ],
    [
      'facility-closes',
      Number(
        count(({ truth }) =>
          Number(
            truth.stops.some(
              ({ kind, arrivesAt }) => kind === 'unload' && Date.parse(arrivesAt) > town.landfillClosesAt,
            ),
          ),
        ) > 0,
      ),
    ],
    [
      'nearly-full',
      count((route) => {
        const begins = route.planned.stops.flatMap(({ kind }, k) => (k === 0 ? [0] : kind === 'unload' ? [k + 1] : []));
        return begins.filter((from) => isOverloaded(town, route, from)).length;
      }),
    ],
  ];
}

/** Whether the trip that begins after this stop's place in the route took more than the truck carries. */
function isOverloaded(town: AlertTown, { planned, reports }: DrivenDay['routes'][number], from: number): boolean {
  const taken = new Map(reports.map(({ stopId, report }) => [stopId, report.kind === 'served' ? report.loadKg : 0]));
  let kg = 0;
  for (const { id, kind } of planned.stops.slice(from)) {
    if (kind === 'unload') break;
    kg += taken.get(id) ?? 0;
  }
  return kg > (town.capacityOf.get(planned.truckId) ?? 0);
}

/** Days on which something goes wrong: whether it is told, and after how many minutes. */
function badDays(town: AlertTown, trucks: number, days: number, learnt: Parameters<typeof driveDay>[2]): void {
  const told = { breakdown: [] as number[], silence: [] as number[] };
  let missed = 0;
  for (let day = 0; day < days; day += 1) {
    const from = MIDNIGHT + 6 * HOUR + 10 * MINUTE;
    const troubles: Trouble[] = [
      { truck: day % trucks, kind: 'breakdown', from, to: Number.POSITIVE_INFINITY },
      { truck: (day + 5) % trucks, kind: 'silence', from: from + HOUR, to: from + HOUR + 40 * MINUTE },
    ];
    const raised = watch(driveDay(town, `bad/${day}`, learnt, troubles));
    for (const { truck, kind, from: since } of troubles) {
      const sign = kind === 'breakdown' ? 'standing' : 'silent';
      const first = raised.find(
        ({ at, condition }) =>
          at >= since && condition.kind === sign && condition.truckId === town.routes[truck].truckId,
      );
      if (first) told[kind].push((first.at - since) / MINUTE);
      else missed += 1;
    }
  }
  console.log(`Bad days: ${days}, each with a breakdown and a truck not heard of for 40 minutes; ${missed} not told`);
  console.table(
    Object.entries(told).map(([trouble, minutes]) => ({
      trouble,
      told: minutes.length,
      'after minutes (median)': minutes.length === 0 ? '' : middle(minutes).toFixed(0),
      'at most': minutes.length === 0 ? '' : Math.max(...minutes).toFixed(0),
    })),
  );
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
