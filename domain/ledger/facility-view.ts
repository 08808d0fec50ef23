import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { facilityKindSchema } from '../facilities.ts';
import { facilityClosureSchema } from '../register/absences.ts';
import { closurePlanSchema } from '../register/closure-plans.ts';
import { facilitySurveySchema } from '../register/surveys.ts';
import { streamSchema } from '../streams.ts';
import { ledgerStreamSchema } from './rates.ts';
import { openSpanSchema } from './span.ts';

/** `GET /api/ledger/facilities?code&from&to`: without a code the first landfill; without days the last four weeks that are over. */
export const facilityLedgerQuerySchema = openSpanSchema.safeExtend({ code: z.string().max(60).optional() });

const namedFacilitySchema = z.object({ code: z.string(), name: z.string(), kind: facilityKindSchema });

/** One service day of a facility. */
export const facilityDaySchema = z.object({
  day: daySchema,
  /** Net mass of its valid tickets. */
  netKg: z.int(),
  tickets: z.int(),
  /** Unloadings that crews reported and no ticket is of. */
  unweighed: z.int(),
  /** Closed all day, or from a second of the day on. */
  closed: z.union([z.literal('all-day'), z.int()]).nullable(),
});
export type FacilityDay = z.infer<typeof facilityDaySchema>;

/** Answer of `GET /api/ledger/facilities`. */
export const facilityLedgerSchema = z.object({
  facility: namedFacilitySchema.extend({
    id: idSchema,
    /** What it may take in a day, as the register says today; `null`: no limit is known. */
    dailyIntakeKg: z.int().nullable(),
    acceptedStreams: z.array(streamSchema),
    treatsStreams: z.array(streamSchema),
  }),
  /** All that the viewer may see, this one included. */
  facilities: z.array(namedFacilitySchema.extend({ id: idSchema })),
  from: daySchema,
  to: daySchema,
  days: z.array(facilityDaySchema),
  /** By what the tickets say was aboard: of several streams, or of none, is `unknown`. */
  streams: z.array(z.object({ stream: ledgerStreamSchema, netKg: z.int() })),
  /** The latest first, so many at most; `days` counts them all. */
  tickets: z.array(
    z.object({
      id: idSchema,
      day: daySchema,
      number: z.string(),
      /** Plate of a truck that is not of the town. */
      truck: z.string(),
      streams: z.array(streamSchema),
      netKg: z.int(),
      weighedAt: z.iso.datetime(),
    }),
  ),
  closures: z.array(facilityClosureSchema),
  /** Of a landfill: the surveys that were entered, the latest first. */
  surveys: z.array(facilitySurveySchema),
  /** When it is to be closed for good: what was decided last, which holds, first. */
  closurePlans: z.array(closurePlanSchema),
  /** What the plan that holds means; `null`: there is none. */
  closure: z
    .object({
      /** Negative: the day has passed. */
      daysToClosure: z.int(),
      fullBeforeDays: z.int().nullable(),
      unusedCubicMetres: z.int().nullable(),
      /** kg a day that were weighed in here over the days of `town`. */
      meanKgPerDay: z.number(),
      successor: z
        .object({
          code: z.string(),
          name: z.string(),
          dailyIntakeKg: z.int().nullable(),
          /** kg a day that were weighed in there. */
          meanKgPerDay: z.number(),
          /** Streams this one takes and that one does not; and those both take and that one does not treat to the standard. */
          notTaken: z.array(streamSchema),
          notTreated: z.array(streamSchema),
        })
        .nullable(),
      /** `null`: the town's ledger is not the viewer's to see. */
      town: z
        .object({
          from: daySchema,
          to: daySchema,
          collectedKg: z.number(),
          treatedKg: z.number(),
          hereTreatedKg: z.number(),
          hereUntreatedKg: z.number(),
          hereUnclearKg: z.number(),
          successorTreatsKg: z.number().nullable(),
          rates: z.object({ rate: z.number(), untreatedHere: z.number(), rateThen: z.number().nullable() }).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  /** From the latest survey until `asOf`; `null` where there is none. */
  room: z
    .object({
      asOf: daySchema,
      surveyDay: daySchema,
      densityKgPerCubicMetre: z.number(),
      remainingCubicMetres: z.int(),
      cubicMetresPerDay: z.number(),
      daysLeft: z.int().nullable(),
      fullOn: daySchema.nullable(),
      /** kg a day of the last {@link intakeDays} days. */
      meanKgPerDay: z.number(),
      intakeDays: z.int(),
      /** Unloadings since the survey that no ticket is of: what they brought is not counted. */
      unweighedSince: z.int(),
    })
    .nullable(),
});
export type FacilityLedger = z.infer<typeof facilityLedgerSchema>;

/** Tickets told of at most; the file of tickets has all. */
export const MOST_FACILITY_TICKETS = 60;
