import { v7 } from 'uuid';
import type { FieldEventInput, FieldEventKind } from '../../domain/field-events.ts';
import type { RouteView, StopView } from '../../domain/plans.ts';
import type { SkipReason } from '../../domain/skip-reasons.ts';
import type { Stream } from '../../domain/stream-names.ts';
import { emptyWeightKg } from '../../domain/tickets/empty-weight.ts';
import { Random } from '../random.ts';
import type { DrivenTruck } from './published-day.ts';

/** Which plan is driven; names the events, so that the same day driven again reports nothing twice. */
export interface DrivenPlan {
  day: string;
  revisionId: string;
  revisionNumber: number;
  seed: number;
}

const SKIP_CHANCE = 0.02;
/** A crew that turns up at a gate in its window finds it open, and plans leave room aboard. */
const REASONS = ['road-blocked', 'nothing-there', 'not-sorted'] as const satisfies readonly SkipReason[];
/** How far a load is off what was expected (standard deviation), and how far the crew's reckoning is off the weighbridge. */
const LOAD_DEVIATION = 0.1;
const RECKONING_DEVIATION = 0.012;
/** Weighbridges show steps of so many kg. */
const SCALE_STEP_KG = 10;

/**
 * What the crew of a truck reports in the course of its day, in the order in which it happens: the shift, every point served
 * or skipped, breaks, and unloading with a weighbridge ticket. Times are the planned ones.
 */
export function crewReports(
  plan: DrivenPlan,
  route: RouteView,
  truck: Pick<DrivenTruck, 'weightTonnes' | 'capacityKg' | 'tareKg'>,
): FieldEventInput[] {
  const name = `${plan.revisionId}/${plan.seed}/${route.truckId}`;
  const random = new Random(name);
  const reports: FieldEventInput[] = [];
  const report = (kind: FieldEventKind, at: string, rest: Partial<FieldEventInput> = {}): void => {
    const id = eventId(`${name}/${kind}/${rest.stopId ?? at}`, Date.parse(at));
    reports.push({ id, kind, truckId: route.truckId, doneAt: new Date(at).toISOString(), ...rest });
  };
  const aboard = new Map<Stream, number>();
  let tickets = 0;
  // As a phone tells them, of which day and shift they are follows from the stop.
  const stopOf = (kind: StopView['kind']) => ({ stopId: route.stops.find((stop) => stop.kind === kind)?.id ?? null });
  report('shift-started', route.startsAt, stopOf('start'));
  for (const stop of route.stops) {
    const here = { stopId: stop.id, position: stop.position };
    if (stop.kind === 'point') {
      const visit = { visitId: stop.visitId, stream: stop.stream };
      const loadKg = Math.max(0, Math.round(stop.loadKg * (1 + random.normal() * LOAD_DEVIATION)));
      if (random.chance(SKIP_CHANCE)) {
        report('skipped', stop.departsAt, { ...here, ...visit, reason: random.pick(REASONS) });
      } else {
        report('served', stop.departsAt, { ...here, ...visit, loadKg });
        if (stop.stream) aboard.set(stop.stream, (aboard.get(stop.stream) ?? 0) + loadKg);
      }
    } else if (stop.kind === 'unload') {
      tickets += 1;
      report('unloaded', stop.departsAt, { ...here, ...weigh(plan, route, truck, aboard, tickets, random) });
      aboard.clear();
    } else if (stop.kind === 'break') {
      report('break-started', stop.startsAt, here);
      report('break-ended', stop.departsAt, here);
    }
  }
  report('shift-ended', route.endsAt, stopOf('end'));
  return reports.sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0));
}

function weigh(
  plan: DrivenPlan,
  route: RouteView,
  truck: Pick<DrivenTruck, 'weightTonnes' | 'capacityKg' | 'tareKg'>,
  aboard: ReadonlyMap<Stream, number>,
  number: number,
  random: Random,
): Partial<FieldEventInput> {
  const reckonedKg = [...aboard.values()].reduce((sum, kg) => sum + kg, 0);
  const netKg = toScale(reckonedKg * (1 + random.normal() * RECKONING_DEVIATION));
  const tareKg = toScale(truck.tareKg ?? emptyWeightKg(truck));
  const [most] = [...aboard].sort((a, b) => b[1] - a[1]);
  return {
    stream: most?.[0] ?? null,
    loadKg: netKg,
    ticket: {
      number: `${plan.day.replaceAll('-', '')}-${plan.revisionNumber}.${plan.seed}-${route.truckNumber}-${number}`,
      grossKg: tareKg + netKg,
      tareKg,
    },
  };
}

function toScale(kg: number): number {
  return Math.round(kg / SCALE_STEP_KG) * SCALE_STEP_KG;
}

/** A UUIDv7 of an instant whose random part is made from a name: the same event has the same id each time it is driven. */
function eventId(name: string, milliseconds: number): string {
  const random = new Random(name);
  return v7({ msecs: milliseconds, random: Uint8Array.from({ length: 16 }, () => random.whole(0, 255)) });
}

/** Kilometres of the legs that end at a stop before or at an instant. */
export function kilometresUntil(stops: readonly StopView[], instant: number): number {
  return stops.reduce((sum, stop) => sum + (Date.parse(stop.arrivesAt) <= instant ? stop.legMetres : 0), 0) / 1000;
}
