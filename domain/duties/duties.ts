import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { cleanText } from '../cells/text.ts';
import { addDays, type Day, daySchema } from '../day.ts';
import { dutyFileSchema } from './files.ts';

/** Figures of the ledger that fill in an indicator by themselves. */
export const DUTY_FIGURES = ['urban-solid', 'rural-solid', 'dangerous'] as const;
export type DutyFigure = (typeof DUTY_FIGURES)[number];
export const DUTY_KINDS = ['indicator', 'task'] as const;
export const DUTY_STATES = ['open', 'under-way', 'done', 'stopped'] as const;

const text = (longest: number) => z.string().overwrite(cleanText).max(longest);

const fields = z.strictObject({
  /** As the resolution numbers it. */
  number: text(20),
  kind: z.enum(DUTY_KINDS),
  /** What is to be reached or done. */
  what: text(1000).min(1),
  /** The office, ward or cooperative that answers for it. */
  inCharge: text(200),
  dueOn: daySchema.nullable(),
  state: z.enum(DUTY_STATES),
  /** What is asked for, in words: `98 %`. Not of a figure of the ledger, whose target the register has. */
  aim: text(200),
  /** What was reached, entered by hand; a figure of the ledger stands beside it. */
  result: text(500),
  figure: z.enum(DUTY_FIGURES).nullable(),
  remark: text(2000),
  /** Numbers of documents, or addresses where they can be read. */
  evidence: text(2000),
});
export const newDutySchema = fields.partial().required({ what: true, kind: true });
export type NewDuty = z.infer<typeof newDutySchema>;
export const dutyChangeSchema = fields.partial();
export type DutyChange = z.infer<typeof dutyChangeSchema>;

export const dutySchema = fields.extend({
  id: idSchema,
  /** The ETag without its quotes. */
  version: z.int(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string().nullable(),
  /** Evidence, the one added first first. */
  files: z.array(dutyFileSchema),
  /** By the ledger, of the year until `asOf`; `null`: it is no figure of the ledger, or nothing is known of it. */
  ledger: z
    .object({
      rate: z.number().nullable(),
      target: z.number().nullable(),
      gapKgPerDay: z.int().nullable(),
      /** What of the collected mass is only estimated, 0…1. */
      estimated: z.number(),
      asOf: daySchema,
    })
    .nullable(),
});
export type Duty = z.infer<typeof dutySchema>;

/** `GET /api/duties`: in the order of their numbers. */
export const dutyListSchema = z.object({ today: daySchema, items: z.array(dutySchema) });

/** `POST /api/duties`: several at once, as a resolution has them. */
export const newDutiesSchema = z.strictObject({ items: z.array(newDutySchema).min(1).max(100) });

/** So many days ahead one is reminded. */
const REMINDED_DAYS = 30;

/** Whether somebody has to be reminded: it is late, or due soon; what is done or stopped is neither. */
export function dutyUrgency({ state, dueOn }: Pick<Duty, 'state' | 'dueOn'>, today: Day): 'late' | 'soon' | null {
  if (dueOn === null || state === 'done' || state === 'stopped') return null;
  if (dueOn < today) return 'late';
  return dueOn <= addDays(today, REMINDED_DAYS) ? 'soon' : null;
}

/** In the order of their numbers, `2` before `10` and `1.2` after `1.1`; those without one last. */
export function byNumber(a: { readonly number: string }, b: { readonly number: string }): number {
  if (a.number === '' || b.number === '') return Number(a.number === '') - Number(b.number === '');
  return a.number.localeCompare(b.number, 'vi', { numeric: true });
}
