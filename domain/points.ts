import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { positionSchema } from './geo.ts';
import { streamSchema } from './streams.ts';
import { dayWindowsSchema } from './windows.ts';

export const POINT_KINDS = ['gathering-point', 'container', 'market', 'school', 'clinic', 'business'] as const;
export const pointKindSchema = z.enum(POINT_KINDS);
export type PointKind = z.infer<typeof pointKindSchema>;

export const weekdaysSchema = z.array(z.int().min(1).max(7));

/** Where a truck stops, and what it finds there. */
export const pointSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: pointKindSchema,
  position: positionSchema,
  roadPosition: positionSchema,
  unitId: idSchema,
  cooperativeId: idSchema.nullable(),
  containers: z.int(),
  householdsServed: z.int(),
  serviceSeconds: z.int(),
  windows: dayWindowsSchema,
  maxWeightTonnes: z.number().nullable(),
  maxWidthMetres: z.number().nullable(),
  maxHeightMetres: z.number().nullable(),
  isActive: z.boolean(),
  /** A place that a truck was called to on this one day, in no register; books of before it was kept have none. */
  onceOn: daySchema.nullable().default(null),
  streams: z.array(z.object({ stream: streamSchema, expectedKgPerDay: z.number(), weekdays: weekdaysSchema })),
});
export type CollectionPoint = z.infer<typeof pointSchema>;
