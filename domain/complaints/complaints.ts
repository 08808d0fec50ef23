import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { LEAST_REASON_LENGTH } from '../reason.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { cleanText } from '../cells/text.ts';
import { daySchema } from '../day.ts';
import { visitViewSchema } from '../visits/visits.ts';
import { complaintKindSchema } from './kinds.ts';

/** Written by the resident on the public page, or by an office that was told. */
export const COMPLAINT_SOURCES = ['public', 'office'] as const;
const COMPLAINT_STATES = ['open', 'answered'] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];

/** A resident remembers what was so many days ago; an office writes down letters that took longer. */
export const REPORTED_DAYS = { public: 14, office: 90 } as const;
/** A telephone number is deleted so many days after the answer, and with the text a year after it came whatever became of it. */
export const PHONE_KEPT_DAYS = 90;
export const TEXT_KEPT_DAYS = 365;
export const COMPLAINT_TEXT_LENGTH = 1000;
export const ANSWER_LENGTH = 500;
/** So many are listed at most, the latest first; `all` counts them. */
export const MOST_COMPLAINTS = 300;

const text = (most: number, least = 0) => z.string().overwrite(cleanText).min(least).max(most);

/** `POST /api/public/complaints` and `POST /api/complaints`: of a point, or of a street where the point is not known. */
export const newComplaintSchema = z
  .strictObject({
    /** The device's own: the same again changes nothing, and whoever knows it may read what became of it. */
    id: deviceIdSchema,
    kind: complaintKindSchema,
    /** The day that is complained of. */
    day: daySchema,
    pointId: idSchema.optional(),
    streetId: idSchema.optional(),
    text: text(COMPLAINT_TEXT_LENGTH).default(''),
    /** Where the office may call back; nobody else sees it. */
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 .()-]{7,18}$/, 'expected a telephone number: 8 to 15 digits')
      .optional(),
  })
  .refine(
    ({ pointId, streetId }) => (pointId === undefined) !== (streetId === undefined),
    'expected one of `pointId` and `streetId`',
  )
  .refine(({ kind, text: said }) => kind !== 'other' || said !== '', {
    path: ['text'],
    message: 'expected words that say what it is',
  });
export type NewComplaint = z.infer<typeof newComplaintSchema>;

/** `POST /api/complaints/{id}/answer`. */
export const complaintAnswerSchema = z.strictObject({
  /** What the resident is told; no name or number of theirs belongs here: it stays when those are deleted. */
  answer: text(ANSWER_LENGTH, LEAST_REASON_LENGTH),
  /** Whether it is true and was somebody's fault who collects. */
  isJustified: z.boolean(),
});
export type ComplaintAnswer = z.infer<typeof complaintAnswerSchema>;

/** `POST /api/complaints/{id}/point`: which point it is of, where only a street was told. */
export const complaintPointSchema = z.strictObject({ pointId: idSchema });

const named = z.object({ code: z.string(), name: z.string() });

export const complaintViewSchema = z.object({
  id: idSchema,
  kind: complaintKindSchema,
  source: z.enum(COMPLAINT_SOURCES),
  day: daySchema,
  /** When it came. */
  at: z.iso.datetime(),
  /** Who wrote it down; `null`: the resident. */
  by: z.string().nullable(),
  point: named.extend({ id: idSchema }).nullable(),
  street: z.string().nullable(),
  /** As they were on the day. */
  unit: named.nullable(),
  /** Who collects there; `null`: nobody known, or only a street was told. */
  cooperative: named.nullable(),
  /** Empty where nothing was said, and once it was deleted. */
  text: z.string(),
  answered: z
    .object({ at: z.iso.datetime(), by: z.string().nullable(), isJustified: z.boolean(), answer: z.string() })
    .nullable(),
});
export type ComplaintView = z.infer<typeof complaintViewSchema>;

/** `GET /api/complaints?state&unit&cooperative&point`. */
export const complaintQuerySchema = z.object({
  state: z.enum(COMPLAINT_STATES).optional(),
  /** Codes. */
  unit: z.string().max(60).optional(),
  cooperative: z.string().max(60).optional(),
  point: idSchema.optional(),
});
export type ComplaintQuery = z.infer<typeof complaintQuerySchema>;

export const complaintListSchema = z.object({
  all: z.int(),
  items: z.array(complaintViewSchema),
  /** Units and cooperatives of which there are complaints that the viewer may see. */
  units: z.array(named),
  cooperatives: z.array(named),
});
export type ComplaintList = z.infer<typeof complaintListSchema>;

/** `GET /api/complaints/{id}`. */
export const complaintDetailSchema = complaintViewSchema.extend({
  /** `null`: none was left, it was deleted, or it is not this viewer's to see. */
  phone: z.string().nullable(),
  /** What became of the point's visits of the day. */
  visits: z.array(visitViewSchema),
});
export type ComplaintDetail = z.infer<typeof complaintDetailSchema>;

/** `GET /api/public/complaints/{id}`: what whoever sent it is told of it. */
export const publicComplaintSchema = z.object({
  id: idSchema,
  kind: complaintKindSchema,
  day: daySchema,
  at: z.iso.datetime(),
  place: z.string(),
  answered: z.object({ at: z.iso.datetime(), isJustified: z.boolean(), answer: z.string() }).nullable(),
});
export type PublicComplaint = z.infer<typeof publicComplaintSchema>;

/** How many there are of some days: found justified, and not answered yet, which is neither. */
export const complaintCountsSchema = z.object({ all: z.int(), justified: z.int(), open: z.int() });
export type ComplaintCounts = z.infer<typeof complaintCountsSchema>;

export const NO_COMPLAINTS: ComplaintCounts = { all: 0, justified: 0, open: 0 };

/** Justified complaints to a thousand scheduled visits; `null` where none was scheduled. */
export function perThousandVisits({ justified }: ComplaintCounts, scheduled: number): number | null {
  return scheduled > 0 ? (justified * 1000) / scheduled : null;
}
