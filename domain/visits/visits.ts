import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { complaintKindSchema } from '../complaints/kinds.ts';
import { daySchema } from '../day.ts';
import { massGradeSchema, reportSourceSchema, trackHowSchema, visitGradeSchema } from '../evidence.ts';
import { positionSchema } from '../geo.ts';
import { UNSERVED_REASONS } from '../plans.ts';
import { streamSchema } from '../streams.ts';
import { VISIT_STATES } from './fold-visit.ts';

/** A visit as the field has left it. */
export const visitViewSchema = z.object({
  id: idSchema,
  pointId: idSchema,
  pointCode: z.string(),
  pointName: z.string(),
  stream: streamSchema,
  day: daySchema,
  state: z.enum(VISIT_STATES),
  visitGrade: visitGradeSchema,
  massGrade: massGradeSchema,
  /** Taken away, as well as that is known; 0 as long as nothing says that anything was. */
  kg: z.int(),
  /** As the plan expected it, which is no report. */
  expectedKg: z.int(),
  /** When what decides it was done; `null` where nothing tells. */
  doneAt: z.iso.datetime().nullable(),
  /** Plate of the truck that reported it, else of the one planned. */
  truckCode: z.string().nullable(),
});
export type VisitView = z.infer<typeof visitViewSchema>;

/** `GET /api/visits?day&unit&point`. */
export const visitListSchema = z.object({
  items: z.array(visitViewSchema),
  /** Days of the answer that are over and of which nothing was reported at all: their visits stay open. */
  notReportedDays: z.array(daySchema),
});
export type VisitList = z.infer<typeof visitListSchema>;

const at = z.iso.datetime();
const truckCode = z.string();
const by = z.string().nullable();

/** What happened to a visit, one thing after another. */
export const storyEntrySchema = z.discriminatedUnion('kind', [
  /** A plan had it, for the first time. */
  z.object({ kind: z.literal('planned'), at, by, expectedKg: z.int() }),
  /** The published plan gives it to a truck. */
  z.object({ kind: z.literal('assigned'), at, by, truckCode, arrivesAt: at, expectedKg: z.int() }),
  /** The published plan leaves it out. */
  z.object({ kind: z.literal('unassigned'), at, by, reason: z.enum(UNSERVED_REASONS) }),
  /** A truck that was to come, or came, was seen near. */
  z.object({ kind: z.literal('approached'), at, truckCode, metres: z.int() }),
  z.object({
    kind: z.enum(['served', 'skipped']),
    at,
    /** When the server heard of it. */
    arrivedAt: at,
    by,
    truckCode,
    visitGrade: visitGradeSchema,
    massGrade: massGradeSchema.nullable(),
    loadKg: z.int().nullable(),
    reason: z.string().nullable(),
    part: z.int().nullable(),
    parts: z.int().nullable(),
    /** Where the device said that it was. */
    position: positionSchema.nullable(),
    /** Its photos that have arrived, for `GET /api/photos/{id}`, and how many have not yet. */
    photoIds: z.array(idSchema),
    photosAwaited: z.int(),
    source: reportSourceSchema,
    /** False: `at` is when it was planned, for the sheet it stands on names no time. */
    isTimeKnown: z.boolean(),
    /**
     * Where a track shows it: what of it, how long the truck was there, and of a stretch of road how much of its length it was seen to
     * go along, from 0 to 1.
     */
    track: z.object({ how: trackHowSchema, seconds: z.int(), share: z.number().nullable().default(null) }).nullable(),
    /** A later report of the same says otherwise, or a person where a track shows it. */
    isOverruled: z.boolean(),
    /** Since when it no longer holds because a crew took it back; `null`: it was not. */
    retractedAt: at.nullable(),
  }),
  /** Somebody complained of its point on its day. */
  z.object({
    kind: z.literal('complained'),
    at,
    complaintId: idSchema,
    complaint: complaintKindSchema,
    /** `null`: not answered yet. */
    isJustified: z.boolean().nullable(),
    answer: z.string().nullable(),
  }),
  /** A ticket of the trip that took it. */
  z.object({
    kind: z.literal('weighed'),
    at,
    by,
    truckCode,
    facilityName: z.string(),
    number: z.string(),
    netKg: z.int(),
    state: z.enum(['valid', 'void']),
    /** Why it is void. */
    reason: z.string().nullable(),
    /** What of it is this visit's; `null` where it is void or of another stream. */
    shareKg: z.int().nullable(),
  }),
]);
export type StoryEntry = z.infer<typeof storyEntrySchema>;

/** `GET /api/visits/{id}`. */
export const visitStorySchema = visitViewSchema.extend({
  /** In the order of time. */
  story: z.array(storyEntrySchema),
});
export type VisitStory = z.infer<typeof visitStorySchema>;
