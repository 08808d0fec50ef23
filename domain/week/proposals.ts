import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { storedInt } from '../columns.ts';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';

export const WEEK_PROPOSAL_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** Why a proposal could not be reckoned. */
export const WEEK_PROPOSAL_FAILURES = [
  'no-choice',
  'nothing-to-plan',
  'too-many-places',
  'no-roads',
  'unexpected',
] as const;

const weekdaysOnceSchema = z.array(z.int().min(1).max(7));

/** What a proposal is reckoned with; the same books and inputs give the same proposal. */
export const proposalInputsSchema = z.object({
  /** Of the search for days, and of the first way every day is planned; the second way has the next one. */
  seed: z.int(),
  /** Steps of the optimizer for each day, before and after alike. */
  steps: z.int(),
});
export type ProposalInputs = z.infer<typeof proposalInputsSchema>;

/** A day of the week as the optimizer plans it. */
const dayFiguresSchema = z.object({
  day: daySchema,
  visits: z.int(),
  dueKg: z.int(),
  servedKg: z.int(),
  trucks: z.int(),
  trips: z.int(),
  workSeconds: z.int(),
  overtimeSeconds: z.int(),
  lengthMetres: z.int(),
  costDong: z.int(),
});
export type DayFigures = z.infer<typeof dayFiguresSchema>;

/** The week planned with one seed: as it is collected now, and as proposed. Days with the same visits are the same. */
const weekRunSchema = z.object({
  seed: z.int(),
  before: z.array(dayFiguresSchema),
  after: z.array(dayFiguresSchema),
});
export type WeekRun = z.infer<typeof weekRunSchema>;

/** A point's stream that is collected on other days, as often as before. */
export const dayChangeSchema = z.object({
  pointId: idSchema,
  code: z.string(),
  name: z.string(),
  unitName: z.string(),
  stream: streamSchema,
  kgPerWeek: z.int(),
  from: weekdaysOnceSchema,
  to: weekdaysOnceSchema,
});
export type DayChange = z.infer<typeof dayChangeSchema>;

/** What was found, and how it was held against the week as it is. */
export const weekResultSchema = z.object({
  runs: z.array(weekRunSchema),
  changes: z.array(dayChangeSchema),
  /** Streams of points that are collected in the week, that have a choice, and that are fixed by the office. */
  counts: z.object({ streams: z.int(), choices: z.int(), fixed: z.int() }),
  /** Cost of a week as the search for days estimates it, đồng: what it went by, no promise. */
  estimate: z.object({ beforeDong: z.int(), afterDong: z.int() }),
  /** Days off in the week: its figures are not those of every week. */
  daysOff: z.array(daySchema),
  /** Roads it was reckoned with. */
  graphId: z.string(),
});
export type WeekResult = z.infer<typeof weekResultSchema>;

/** What was taken into the register. */
export const acceptanceSchema = z.object({
  at: z.iso.datetime(),
  by: z.string().nullable(),
  /** The first day that it holds. */
  from: daySchema,
  streams: z.int(),
});
export type Acceptance = z.infer<typeof acceptanceSchema>;

/** `GET /api/weeks/{date}/proposals`: a proposal and how far it is. */
export const weekProposalSchema = z.object({
  id: idSchema,
  monday: daySchema,
  state: z.enum(WEEK_PROPOSAL_STATES),
  progress: z.int(),
  failure: z.enum(WEEK_PROPOSAL_FAILURES).nullable(),
  inputs: proposalInputsSchema,
  result: weekResultSchema.nullable(),
  requestedBy: z.string().nullable(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  acceptances: z.array(acceptanceSchema),
});
export type WeekProposal = z.infer<typeof weekProposalSchema>;

/** `POST /api/weeks/{date}/proposals`. */
export const proposalRequestSchema = z.strictObject({ seed: storedInt(1).optional() });

/** `POST /api/weeks/{date}/proposals/{id}/accept`. */
export const acceptRequestSchema = z.strictObject({
  /** The first day on which the new days hold: tomorrow at the earliest. */
  from: daySchema,
  /** Points whose days are taken; left out: all of them. */
  points: z.array(idSchema).min(1).max(20_000).optional(),
});

/** What became of it: how many streams have new days, and points whose books say something else by now, which were left alone. */
export const acceptAnswerSchema = z.object({
  proposal: weekProposalSchema,
  streams: z.int(),
  left: z.array(z.string()),
});
