import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { LANGUAGES } from '../languages.ts';
import { isSpan, SPAN_FAULT } from '../ledger/rates.ts';

/** `period`: any stretch of days; `yearly`: what the plan asks for before 20 December. */
export const REPORT_KINDS = ['period', 'yearly'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const REPORT_STATES = ['queued', 'running', 'done', 'failed'] as const;
/** Why none was made: the figures were being recomputed all the time, or something nobody foresaw. */
export const REPORT_FAILURES = ['being-computed', 'unexpected'] as const;

/** What a report is of: the town, a unit or a cooperative by its code. */
const scopeSchema = z
  .string()
  .max(80)
  .regex(/^(?:town|(?:unit|cooperative):.+)$/, 'expected town, unit:CODE or cooperative:CODE');

/** The kind and code of a scope; the town has no code. */
export function scopeOfText(scope: string): { readonly kind: 'town' | 'unit' | 'cooperative'; readonly code: string } {
  const [kind = '', ...code] = scope.split(':');
  return { kind: kind === 'unit' || kind === 'cooperative' ? kind : 'town', code: code.join(':') };
}

/** `POST /api/reports`. */
export const reportRequestSchema = z
  .strictObject({
    kind: z.enum(REPORT_KINDS),
    from: daySchema,
    to: daySchema,
    scope: scopeSchema.default('town'),
    format: z.enum(REPORT_FORMATS),
    language: z.enum(LANGUAGES).default('vi'),
  })
  .refine(isSpan, SPAN_FAULT);
export type ReportRequest = z.infer<typeof reportRequestSchema>;

/** What came after a report's cut-off for its days and is in none of its figures; of a part of the town only days are known. */
export const lateCountsSchema = z.object({
  /** Days whose figures have moved since. */
  changedDays: z.int(),
  tickets: z.int().nullable(),
  voided: z.int().nullable(),
  /** Crews' reports. */
  events: z.int().nullable(),
});
export type LateCounts = z.infer<typeof lateCountsSchema>;

export const reportViewSchema = z.object({
  id: idSchema,
  kind: z.enum(REPORT_KINDS),
  from: daySchema,
  to: daySchema,
  scope: scopeSchema,
  scopeName: z.string(),
  format: z.enum(REPORT_FORMATS),
  language: z.enum(LANGUAGES),
  state: z.enum(REPORT_STATES),
  /** Per cent. */
  progress: z.int(),
  failure: z.enum(REPORT_FAILURES).nullable(),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** The instant at which the figures of its days changed last before it was made; `null` until it is made. */
  cutOff: z.iso.datetime().nullable(),
  ruleVersion: z.int().nullable(),
  /** The form's name and version, such as `yearly-2`. */
  form: z.string().nullable(),
  /** SHA-256 of the file. */
  checksum: z.string().nullable(),
  sizeBytes: z.int().nullable(),
});
export type ReportView = z.infer<typeof reportViewSchema>;

/** `GET /api/reports/{id}`. */
export const reportDetailSchema = reportViewSchema.extend({ late: lateCountsSchema });

/** The yearly report that the plan asks for. */
export const dueReportSchema = z.object({
  year: z.int(),
  /** It has to be there before this day. */
  before: daySchema,
  from: daySchema,
  to: daySchema,
  /** One that was made of the whole town since the reminder runs. */
  isMade: z.boolean(),
});
export type DueReport = z.infer<typeof dueReportSchema>;

/** `GET /api/reports`: the latest first; what one may be made of; the one that is due, while the reminder runs. */
export const reportListSchema = z.object({
  items: z.array(reportViewSchema),
  scopes: z.array(z.object({ scope: scopeSchema, name: z.string() })),
  due: dueReportSchema.nullable(),
});
export type ReportList = z.infer<typeof reportListSchema>;

/** The reminder runs from 1 December; the report has to be there before the 20th. */
export function dueReportOn(today: string): Omit<DueReport, 'isMade'> | null {
  const [year = '', ...date] = today.split('-');
  const on = date.join('-');
  if (on < '12-01' || on >= '12-20') return null;
  return { year: Number(year), before: `${year}-12-20`, from: `${year}-01-01`, to: `${year}-12-31` };
}
