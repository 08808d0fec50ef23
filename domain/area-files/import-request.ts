import { z } from 'zod';
import { type ImportFault, onFaultSchema } from '../areas.ts';

export const IMPORT_FILES = ['osm', 'units', 'points', 'trucks', 'facilities'] as const satisfies ImportFault['file'][];
export const importFileSchema = z.enum(IMPORT_FILES);
export type ImportFile = z.infer<typeof importFileSchema>;
/** Without these there is no new area; its units may be taken out of the extract instead (`unitsLevel`). */
export const REQUIRED_IMPORT_FILES = ['osm', 'units'] as const satisfies ImportFile[];
/** Levels that OpenStreetMap gives administrative boundaries below a country. */
const UNITS_LEVELS = { least: 3, most: 11 } as const;

export const DEFAULT_TIME_ZONE = 'Asia/Ho_Chi_Minh';
export const DEFAULT_ATTRIBUTION = '© OpenStreetMap contributors';
export const MAX_ATTRIBUTION_LENGTH = 300;

/** How an area shall be imported. */
export const importOptionsSchema = z.object({
  name: z.string().trim().min(1).max(120),
  /** Names the area in addresses and on the command line; made from the name when absent. */
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60)
    .optional(),
  timeZone: z.string().refine(isTimeZone, 'no such time zone').default(DEFAULT_TIME_ZONE),
  onFault: onFaultSchema.default('refuse'),
  /**
   * Slug of the town that the files are brought into, as a difference by code; a new town when absent. Files that are not handed
   * in leave what the town has, the extract too.
   */
  town: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80)
    .optional(),
  /**
   * OpenStreetMap's `admin_level` of the units that are taken out of the extract where no units file is handed in: 6 for the
   * wards and communes of Vietnam since 2025-07-01, 8 before and for most municipalities of Europe.
   */
  unitsLevel: z.coerce.number().int().min(UNITS_LEVELS.least).max(UNITS_LEVELS.most).optional(),
  /** Names of the only units to be taken, between commas; accents and capitals do not matter. All whole ones when absent. */
  unitsNamed: z.string().trim().max(2000).optional(),
  /** Gives a new town the shares to collect of the resolution 2020–2025: the demo town's. */
  resolutionTargets: z.boolean().default(false),
  /** Makes the area the active one once it is complete; the first area becomes it anyway. */
  activate: z.boolean().default(false),
  isSynthetic: z.boolean().default(false),
  attribution: z.string().trim().min(1).max(MAX_ATTRIBUTION_LENGTH).default(DEFAULT_ATTRIBUTION),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** What the row of an import holds of what was handed in: the files' blob keys and own names, and the options. */
export const importInputSchema = z.object({
  files: z.partialRecord(importFileSchema, z.object({ key: z.string(), name: z.string() })),
  options: importOptionsSchema,
});
export type ImportInput = z.infer<typeof importInputSchema>;

/** Whether `name` is a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // Intl's only way to say that it does not know the name.
    return false;
  }
}
