import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { storedInt } from '../columns.ts';
import { unitShiftSchema } from '../replans/replans.ts';

export const WHAT_IF_STATES = ['queued', 'done', 'failed'] as const;

/** What would be otherwise, one thing a case. */
const whatIfCaseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('without-truck'), truckId: idSchema }),
  /** One more truck, as this one is: its size, streams, depot and shift. */
  z.strictObject({ kind: z.literal('one-more-truck'), truckId: idSchema }),
  /** A facility's last opening hours end then, in seconds of the local day, earlier or later than they do. */
  z.strictObject({ kind: z.literal('facility-until'), facilityId: idSchema, second: storedInt(0, 86_400) }),
]);
export type WhatIfCase = z.infer<typeof whatIfCaseSchema>;
export const whatIfCasesSchema = z.array(whatIfCaseSchema).min(1).max(3);

/** `POST /api/plans/{id}/what-ifs`. */
export const whatIfRequestSchema = z.strictObject({
  /** Number of the revision that is looked at. */
  base: storedInt(1),
  cases: whatIfCasesSchema,
});

const figuresSchema = z.object({
  servedKg: z.int(),
  servedVisits: z.int(),
  lengthMetres: z.int(),
  overtimeSeconds: z.int(),
  costDong: z.int(),
});

const answeredSchema = z.object({
  /** `null`: no truck is left, or the day has no such truck or facility. */
  after: figuresSchema.nullable(),
  /** Shares of the mass due, as planned and in this case. */
  units: z.array(unitShiftSchema),
});

/** What cases come to beside the revision: reckoned by a short search, promised to nobody. */
export const whatIfAnswerSchema = z.object({
  dueKg: z.int(),
  before: figuresSchema,
  /** Nothing is otherwise, but searched for as long: what a case brings is counted from here. */
  same: answeredSchema,
  cases: z.array(answeredSchema),
  /** So long each case was searched for. */
  searchedSeconds: z.number(),
});
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;

/** `GET /api/plans/{id}/what-ifs/{whatIfId}`. */
export const whatIfViewSchema = z.object({
  id: idSchema,
  state: z.enum(WHAT_IF_STATES),
  revisionNumber: z.int(),
  cases: whatIfCasesSchema,
  answer: whatIfAnswerSchema.nullable(),
});
export type WhatIfView = z.infer<typeof whatIfViewSchema>;
