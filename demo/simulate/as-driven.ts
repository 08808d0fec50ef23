import type { RouteView, StopView } from '../../domain/plans.ts';
import { Random } from '../random.ts';

/** How a day's traffic and its crews differ from what was planned. */
export interface DayTraffic {
  /** Driving ÷ planned driving of the whole town at a local hour, 0…23. */
  pace(hour: number): number;
  /** Local hour of an instant. */
  hourOf(instant: number): number;
  /** Names the day: the same name, the same day. */
  readonly name: string;
}

/** Rush hours of a small town, by local hour; all others 1. */
const RUSH: Readonly<Record<number, number>> = { 6: 1.2, 7: 1.4, 8: 1.25, 11: 1.15, 16: 1.2, 17: 1.35, 18: 1.15 };
/** How far one day's traffic is off the usual, and one leg off its day's (standard deviations of logarithms). */
const DAY_DEVIATION = 0.15;
const LEG_DEVIATION = 0.25;
/** How far a point is off what its books say, always; and one visit off its point's usual. */
const POINT_DEVIATION = 0.35;
const VISIT_DEVIATION = 0.2;
/** Crews set out late by so many seconds (standard deviation; never early). */
const LATE_START_SECONDS = 240;
/** A leg on which a truck is held up: a level crossing, a delivery in the alley. */
const HELD_UP_CHANCE = 0.01;
const HELD_UP_SECONDS = { least: 240, most: 1080 };

/** A day's traffic by its name. */
export function trafficOf(name: string, hourOf: DayTraffic['hourOf']): DayTraffic {
  const ofDay = logNormal(new Random(`traffic/${name}`), DAY_DEVIATION);
  return { name, hourOf, pace: (hour) => (RUSH[hour] ?? 1) * ofDay };
}

/**
 * The route with the times at which it is driven on a day with traffic: the same stops in the same order. Nobody begins before a
 * window or a break that the plan waits for. The same route on the same day is driven the same.
 */
export function asDriven(route: RouteView, traffic: DayTraffic): RouteView {
  const random = new Random(`driven/${traffic.name}/${route.truckId}/${route.shiftId}`);
  const late = Math.abs(random.normal()) * LATE_START_SECONDS * 1000;
  let departed = 0;
  const stops = route.stops.map((stop, k): StopView => {
    const [planned, leaves] = [Date.parse(stop.startsAt), Date.parse(stop.departsAt)];
    if (k === 0) {
      departed = leaves + late;
      return { ...stop, departsAt: text(departed) };
    }
    const pace = traffic.pace(traffic.hourOf(departed)) * logNormal(random, LEG_DEVIATION);
    const heldUp = random.chance(HELD_UP_CHANCE) ? random.between(HELD_UP_SECONDS.least, HELD_UP_SECONDS.most) : 0;
    const arrives = departed + (stop.legSeconds > 0 ? stop.legSeconds * pace + heldUp : 0) * 1000;
    const starts = stop.waitSeconds > 0 || stop.kind === 'break' ? Math.max(arrives, planned) : arrives;
    const takes = stop.kind === 'point' ? atPoint(stop, random) : 1;
    departed = starts + (leaves - planned) * takes;
    const times = { arrivesAt: text(arrives), startsAt: text(starts), departsAt: text(departed) };
    return { ...stop, ...times, waitSeconds: Math.round((starts - arrives) / 1000) };
  });
  return { ...route, startsAt: stops[0]?.departsAt ?? route.startsAt, endsAt: text(departed), stops };
}

/** What a stop takes ÷ what was planned: the point's own, and this visit's. */
function atPoint({ pointId, stream }: StopView, random: Random): number {
  return logNormal(new Random(`point/${pointId}/${stream}`), POINT_DEVIATION) * logNormal(random, VISIT_DEVIATION);
}

function logNormal(random: Random, deviation: number): number {
  return Math.exp(random.normal() * deviation);
}

const text = (milliseconds: number): string => new Date(Math.round(milliseconds)).toISOString();
