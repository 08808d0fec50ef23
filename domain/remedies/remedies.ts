import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { ledgerUnitSchema } from '../ledger/rates.ts';
import { streamSchema } from '../streams.ts';

/** How long is looked back: four weeks, so that each weekday counts alike. */
export const STUDY_DAYS = 28;
/** With figures of fewer of them nothing is reckoned. */
export const LEAST_STUDY_DAYS = 14;

/** Something that would have brought more in of what was left. */
export const remedySchema = z.discriminatedUnion('kind', [
  /** The trucks there are, sent on in the hours they had left. */
  z.object({ kind: z.literal('spare-hours') }),
  z.object({ kind: z.literal('one-more-truck'), capacityKg: z.number(), streams: z.array(streamSchema) }),
  /** Every shift ends so much later. */
  z.object({ kind: z.literal('shift-longer'), seconds: z.int() }),
  z.object({ kind: z.literal('site-open-longer'), facilityName: z.string(), seconds: z.int() }),
  /** One that had taken all it takes in a day takes more. */
  z.object({ kind: z.literal('site-takes-more'), facilityName: z.string() }),
  /** One more day of the week on which what was left is fetched, in the hours trucks have left on it. */
  z.object({ kind: z.literal('day-more'), weekday: z.int().min(1).max(7) }),
  /** A point where it reaches most of the people who have none. */
  z.object({
    kind: z.literal('point-more'),
    position: z.tuple([z.number(), z.number()]),
    people: z.number(),
    metres: z.number(),
  }),
  /** What crews left because it was not sorted. */
  z.object({ kind: z.literal('sorting') }),
  /** Visits that nobody reported, had they been served. */
  z.object({ kind: z.literal('reports') }),
]);
export type Remedy = z.infer<typeof remedySchema>;

const effect = {
  remedy: remedySchema,
  /** Collected and treated in addition, a day. */
  kgPerDay: z.int(),
  /** What a kilogram of it costs; `null`: costs no truck anything, or what it costs is not known. */
  dongPerKg: z.int().nullable(),
};

/** One stream of one unit that is behind its target. */
export const studyRowSchema = z.object({
  unitId: idSchema,
  unit: ledgerUnitSchema,
  stream: streamSchema,
  target: z.number(),
  /** Treated ÷ generated of the days looked at. */
  rate: z.number(),
  gapKgPerDay: z.int(),
  /** Where what is generated and not treated stays, kg a day. */
  stays: z.object({
    /** Left at points: by the plan, or by the crew. */
    left: z.int(),
    /** Left because it was not sorted. */
    refused: z.int(),
    /** At points of which nobody reported anything. */
    unreported: z.int(),
    /** At no point on any collection day. */
    elsewhere: z.int(),
    /** Collected, and taken where it is not treated to standard. */
    untreated: z.int(),
  }),
  /** What brings most first; what brings less than a kilogram a day is left out. */
  remedies: z.array(z.object(effect)),
});
export type StudyRow = z.infer<typeof studyRowSchema>;

/** What one remedy brings to all units and streams that are behind. */
export const remedyTotalSchema = z.object({ ...effect, dongPerDay: z.int().nullable() });
export type RemedyTotal = z.infer<typeof remedyTotalSchema>;

/** What it was reckoned from, kept beside it. */
const studyInputsSchema = z.object({
  ruleVersion: z.int(),
  /** Days of the four weeks with figures. */
  days: z.int(),
  /** Those of them that were planned again with each remedy. */
  plannedDays: z.int(),
  /** Visits that were left on them, of what is behind. */
  leftVisits: z.int(),
  trucks: z.int(),
  /** The road graph that ways were measured on. */
  graphId: z.string().nullable(),
  /** How long each search took at most, in iterations. */
  iterations: z.int(),
});

export const studySchema = z.object({
  from: daySchema,
  to: daySchema,
  inputs: studyInputsSchema,
  /** What lacks most first. */
  rows: z.array(studyRowSchema),
  /** What brings most first. */
  all: z.array(remedyTotalSchema),
});
export type Study = z.infer<typeof studySchema>;

export const STUDY_STATES = ['queued', 'running', 'done', 'failed'] as const;
/** Why none was made: too few days with figures, no roads, or something nobody foresaw. */
export const STUDY_FAILURES = ['too-few-days', 'no-roads', 'unexpected'] as const;

/** Answer of `GET /api/remedies`, and of `POST`: the latest that is done, and how far one is that was asked for since. */
export const remediesSchema = z.object({
  study: studySchema.extend({ computedAt: z.iso.datetime(), requestedBy: z.string().nullable() }).nullable(),
  latest: z
    .object({
      state: z.enum(STUDY_STATES),
      /** Per cent. */
      progress: z.int(),
      failure: z.enum(STUDY_FAILURES).nullable(),
      requestedAt: z.iso.datetime(),
    })
    .nullable(),
});
export type Remedies = z.infer<typeof remediesSchema>;
