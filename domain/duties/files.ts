import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** What may be attached as evidence, known by its content and not by its name. */
export const DUTY_FILE_TYPES = ['pdf', 'jpg', 'png', 'webp', 'docx', 'xlsx'] as const;
export type DutyFileType = (typeof DUTY_FILE_TYPES)[number];
/** Largest file that is taken, in megabytes. */
export const MOST_DUTY_FILE_MEGABYTES = 20;
/** So many files of one indicator or task at most. */
export const MOST_DUTY_FILES = 20;
const LONGEST_NAME = 200;

export const dutyFileSchema = z.object({
  id: idSchema,
  name: z.string(),
  type: z.enum(DUTY_FILE_TYPES),
  sizeBytes: z.int(),
  addedAt: z.iso.datetime(),
  addedBy: z.string().nullable(),
});

/**
 * The name a file is kept and handed out under: what it was called, without folders and what no file system takes, ending as its type
 * does, so that nobody's computer opens it as something else.
 */
export function dutyFileName(told: string, type: DutyFileType): string {
  const base = told.slice(1 + Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')));
  const clean = base.replace(/[<>:"|?*]/g, ' ').trim();
  const isNamed = clean.toLowerCase().endsWith(`.${type}`) || (type === 'jpg' && /\.jpe?g$/i.test(clean));
  const stem = clean.replace(/\.[^.]*$/, '');
  const end = isNamed ? clean.slice(clean.lastIndexOf('.')) : `.${type}`;
  const name = isNamed ? stem : clean;
  return `${[...(name || 'minh-chung')].slice(0, LONGEST_NAME - end.length).join('')}${end}`;
}
