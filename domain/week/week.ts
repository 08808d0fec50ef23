import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { addDays, type Day, daySchema, isoWeekday } from '../day.ts';
import { dayOutSchema } from '../plan-basis.ts';

/** The Monday of the week a day lies in. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - isoWeekday(day));
}

/** What a truck has to do on a day, and what became of it. */
const weekCellSchema = z.object({
  day: daySchema,
  /** Of all its shifts that work on the day, without overtime; 0 = it does not go out. */
  shiftSeconds: z.int(),
  /** Why it does not go out although it has a shift; of several shifts that of the first. */
  out: dayOutSchema.nullable(),
  /** As the day's published revision has it, or else its newest; `null` = in no route. */
  planned: z.object({ loadKg: z.int(), seconds: z.int(), trips: z.int(), visits: z.int() }).nullable(),
  /** What was reported and weighed; `null` = nothing. */
  driven: z
    .object({
      /** Of valid tickets. */
      netKg: z.int(),
      tickets: z.int(),
      /** As its crew reported it at the points, or its track lets expect: no scales have seen it. */
      reportedKg: z.int(),
      served: z.int(),
      skipped: z.int(),
      /** From each shift's start to its end, where the crew reported both; `null` = for none. */
      workedSeconds: z.int().nullable(),
      /** A shift was started and not ended. */
      isUnderWay: z.boolean(),
    })
    .nullable(),
});
export type WeekCell = z.infer<typeof weekCellSchema>;

/** A day of the week, as a whole. */
const weekDaySchema = z.object({
  day: daySchema,
  /** It lies before today: what is in no report of it was not reported. */
  isOver: z.boolean(),
  /** A run is queued or under way. */
  isBeingPlanned: z.boolean(),
  plan: z
    .object({
      /** The revision counted here: the published one, or else the newest. */
      revision: z.int(),
      isPublished: z.boolean(),
      dueKg: z.number(),
      servedKg: z.number(),
      dueVisits: z.int(),
      servedVisits: z.int(),
      /** How much of the town's books is otherwise than when it was made; of days that are over nothing. */
      changes: z.int(),
    })
    .nullable(),
  /** The town's day off. */
  holiday: z.object({ name: z.string(), replacementDay: daySchema.nullable() }).nullable(),
  /** Facilities and streets that are closed. */
  closed: z.array(dayOutSchema),
});
export type WeekDay = z.infer<typeof weekDaySchema>;

/** `GET /api/weeks/{date}`: seven days from Monday on, and every truck's part of them. */
export const weekViewSchema = z.object({
  from: daySchema,
  to: daySchema,
  days: z.array(weekDaySchema),
  trucks: z.array(
    z.object({
      id: idSchema,
      number: z.int(),
      code: z.string(),
      capacityKg: z.int(),
      /** Codes of who goes out with it, as their shifts say now. */
      crews: z.array(z.string()),
      /** One a day. */
      cells: z.array(weekCellSchema),
    }),
  ),
});
export type WeekView = z.infer<typeof weekViewSchema>;

/** How a truck's day stands, see {@link cellState}. */
export type CellState =
  | 'no-shift'
  | 'out'
  | 'no-plan'
  | 'idle'
  | 'planned'
  | 'published'
  | 'under-way'
  | 'driven'
  | 'unreported';

/**
 * How a truck's day stands: what was done counts before what was planned, and that before what the books say. `idle` = the day has a
 * plan without it, `unreported` = the day is over, it was published, and nothing is known of it.
 */
export function cellState({ plan, isOver }: WeekDay, { shiftSeconds, out, planned, driven }: WeekCell): CellState {
  if (driven) return driven.isUnderWay && !isOver ? 'under-way' : 'driven';
  if (planned) return !plan?.isPublished ? 'planned' : isOver ? 'unreported' : 'published';
  if (out) return 'out';
  if (shiftSeconds === 0) return 'no-shift';
  return plan ? 'idle' : 'no-plan';
}

/** Sums over some cells: of trucks on a day, or of a truck's days. */
export interface WeekSum {
  readonly plannedKg: number;
  readonly plannedSeconds: number;
  /** Of those with a plan, that the planned seconds are held against. */
  readonly shiftSeconds: number;
  readonly trips: number;
  /** What the planned trips could carry. */
  readonly capacityKg: number;
  /** Weighed. */
  readonly netKg: number;
  /** Of those of which nothing was weighed. */
  readonly reportedKg: number;
  /** How many cells have a route. */
  readonly routes: number;
  readonly hasDriven: boolean;
}

/** @param cells each with what its truck carries at once, in kg */
export function weekSum(cells: readonly { readonly cell: WeekCell; readonly capacityKg: number }[]): WeekSum {
  const sum = { plannedKg: 0, plannedSeconds: 0, shiftSeconds: 0, trips: 0, capacityKg: 0, netKg: 0 };
  const done = { reportedKg: 0, routes: 0, hasDriven: false };
  for (const { cell, capacityKg } of cells) {
    const { planned, driven } = cell;
    if (planned) {
      sum.plannedKg += planned.loadKg;
      sum.plannedSeconds += planned.seconds;
      sum.shiftSeconds += cell.shiftSeconds;
      sum.trips += planned.trips;
      sum.capacityKg += planned.trips * capacityKg;
      done.routes += 1;
    }
    if (driven) {
      sum.netKg += driven.netKg;
      if (driven.tickets === 0) done.reportedKg += driven.reportedKg;
      done.hasDriven = true;
    }
  }
  return { ...sum, ...done };
}
