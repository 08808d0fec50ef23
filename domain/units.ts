import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { surfaceSchema } from './geo.ts';

export const UNIT_KINDS = ['ward', 'commune', 'municipality'] as const;
export const SETTINGS = ['urban', 'rural'] as const;
export type Setting = (typeof SETTINGS)[number];

/** An administrative unit while its boundaries held. */
export const unitSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(UNIT_KINDS),
  setting: z.enum(SETTINGS),
  population: z.int().min(0),
  geometry: surfaceSchema,
  validFrom: daySchema,
  validTo: daySchema.nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

/** How the source of a unit's population begins that nobody counted: it was taken from the buildings on the map. */
export const ESTIMATED_COUNT = 'OpenStreetMap, ước tính';
