import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { type Day, daySchema } from '../day.ts';
import { openSpanSchema } from './span.ts';

/** `GET /api/ledger/trucks?code&from&to`: without a code of all trucks; without days the last four weeks that are over. */
export const truckLedgerQuerySchema = openSpanSchema.safeExtend({ code: z.string().max(60).optional() });

const figuresShape = {
  plannedTrips: z.int(),
  /** Of the published plans; `null`: they tell of none. */
  plannedMetres: z.int().nullable(),
  /** Of the tracks; `null`: it was not tracked. */
  drivenMetres: z.int().nullable(),
  /** From the start of its shifts to their end, as planned and as the crew reported it. */
  plannedSeconds: z.int(),
  workedSeconds: z.int().nullable(),
  movingSeconds: z.int().nullable(),
  standingSeconds: z.int().nullable(),
  /** Net mass of its valid tickets, and how many there are. */
  netKg: z.int(),
  tickets: z.int(),
  /** Trips that have a ticket, and what of the net mass is theirs. */
  weighedTrips: z.int(),
  tripsKg: z.int(),
};
const truckDaySchema = z.object({ day: daySchema, ...figuresShape });
export type TruckDay = z.infer<typeof truckDaySchema>;

const totalsSchema = z.object({
  ...figuresShape,
  days: z.int(),
  /** What of the days was tracked: only of these is what was driven known. */
  trackedDays: z.int(),
  /** What was planned on these; `null`: no plan tells of one. */
  trackedPlannedMetres: z.int().nullable(),
  /** Days whose hours are known by the crew's reports, and what was planned on these. */
  workedDays: z.int(),
  workedPlannedSeconds: z.int(),
  /** Driven where it was tracked, planned where not. */
  metres: z.int().nullable(),
  /** Net mass of the days whose km are known. */
  onTheWayKg: z.int(),
  /** Of these days. */
  kgPerKm: z.number().nullable(),
  /** Net mass of its trips ÷ (trips that have a ticket × what it may carry). */
  loadFactor: z.number().nullable(),
  fuelLitres: z.number().nullable(),
  co2Kg: z.number().nullable(),
});
export type TruckTotals = z.infer<typeof totalsSchema>;

const truckSchema = z.object({
  code: z.string(),
  number: z.int(),
  cooperative: z.string(),
  capacityKg: z.int(),
  totals: totalsSchema,
});
export type TruckRow = z.infer<typeof truckSchema>;

/** A factor of the register as figures name it. */
const usedFactorSchema = z.object({ value: z.number(), validFrom: daySchema, source: z.string().nullable() });

/** Answer of `GET /api/ledger/trucks`. */
export const truckLedgerSchema = z.object({
  from: daySchema,
  to: daySchema,
  /** Litres per km, and kg of CO₂ per litre: those in force in these days, the latest first. */
  factors: z.object({ fuel: z.array(usedFactorSchema), co2: z.array(usedFactorSchema) }),
  trucks: z.array(truckSchema),
  /** Of the truck asked for. */
  truck: truckSchema
    .extend({
      days: z.array(truckDaySchema),
      /** The latest first. */
      trips: z.array(
        z.object({
          day: daySchema,
          trip: z.int(),
          facility: z.string().nullable(),
          /** As planned, which is no measurement. */
          plannedKg: z.int(),
          plannedVisits: z.int(),
          served: z.int(),
          unloadedAt: z.iso.datetime().nullable(),
          /** `null`: no ticket. */
          netKg: z.int().nullable(),
          tickets: z.array(z.object({ id: idSchema, number: z.string() })),
        }),
      ),
    })
    .nullable(),
});
export type TruckLedger = z.infer<typeof truckLedgerSchema>;

/** Trips told of at most. */
export const MOST_TRIPS = 150;

/** A factor with the day from which it holds. */
interface Dated {
  readonly value: number;
  readonly validFrom: Day;
}
export interface TruckFactors {
  /** Litres per km. */
  readonly fuel: readonly Dated[];
  /** kg per litre. */
  readonly co2: readonly Dated[];
}

/** The value in force on a day; `null`: none yet. */
function valueOn(factors: readonly Dated[], day: Day): number | null {
  const held = factors.filter(({ validFrom }) => validFrom <= day);
  return (
    held.reduce<Dated | null>((best, one) => (best && best.validFrom >= one.validFrom ? best : one), null)?.value ??
    null
  );
}

/**
 * The figures of a truck's days together. km are those driven where it was tracked, else those planned; fuel = km × litres per km of the day,
 * CO₂ = litres × kg per litre of the day.
 */
export function truckTotals(days: readonly TruckDay[], capacityKg: number, factors: TruckFactors): TruckTotals {
  const sum = (of: (day: TruckDay) => number, among = days): number => among.reduce((all, day) => all + of(day), 0);
  const known = (of: (day: TruckDay) => number | null, among = days): number | null =>
    among.some((day) => of(day) !== null) ? sum((day) => of(day) ?? 0, among) : null;
  const metresOf = ({ drivenMetres, plannedMetres }: TruckDay): number | null => drivenMetres ?? plannedMetres;
  const metres = known(metresOf);
  const litresOf = (day: TruckDay): number | null => {
    const perKm = valueOn(factors.fuel, day.day);
    const driven = metresOf(day);
    return perKm === null || driven === null ? null : (driven / 1000) * perKm;
  };
  const co2Of = (day: TruckDay): number | null => {
    const perLitre = valueOn(factors.co2, day.day);
    const litres = litresOf(day);
    return perLitre === null || litres === null ? null : litres * perLitre;
  };
  const weighedTrips = sum((day) => day.weighedTrips);
  // Kilograms of days without a way would make the km carry more than they did.
  const onTheWayKg = sum(
    ({ netKg }) => netKg,
    days.filter((day) => metresOf(day) !== null),
  );
  const tracked = days.filter(({ drivenMetres }) => drivenMetres !== null);
  const worked = days.filter(({ workedSeconds }) => workedSeconds !== null);
  const tripsKg = sum((day) => day.tripsKg);
  return {
    plannedTrips: sum((day) => day.plannedTrips),
    plannedMetres: known((day) => day.plannedMetres),
    drivenMetres: known((day) => day.drivenMetres),
    plannedSeconds: sum((day) => day.plannedSeconds),
    workedSeconds: known((day) => day.workedSeconds),
    movingSeconds: known((day) => day.movingSeconds),
    standingSeconds: known((day) => day.standingSeconds),
    netKg: sum((day) => day.netKg),
    tickets: sum((day) => day.tickets),
    ...{ weighedTrips, tripsKg },
    days: days.length,
    trackedDays: tracked.length,
    trackedPlannedMetres: known((day) => day.plannedMetres, tracked),
    workedDays: worked.length,
    workedPlannedSeconds: sum((day) => day.plannedSeconds, worked),
    ...{ metres, onTheWayKg },
    kgPerKm: metres !== null && metres > 0 ? onTheWayKg / (metres / 1000) : null,
    loadFactor: weighedTrips > 0 && capacityKg > 0 ? tripsKg / (weighedTrips * capacityKg) : null,
    fuelLitres: known(litresOf),
    co2Kg: known(co2Of),
  };
}
