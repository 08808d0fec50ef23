import { z } from 'zod';
import { idSchema } from './ids.ts';
import { positionSchema } from './geo.ts';
import { streamSchema } from './streams.ts';
import { dayWindowsSchema } from './windows.ts';

export const FACILITY_KINDS = ['depot', 'transfer-station', 'landfill', 'treatment-plant'] as const;
export const facilityKindSchema = z.enum(FACILITY_KINDS);

/** A depot, or where waste is unloaded. */
export const facilitySchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: facilityKindSchema,
  position: positionSchema,
  roadPosition: positionSchema,
  windows: dayWindowsSchema,
  acceptedStreams: z.array(streamSchema),
  dailyIntakeKg: z.int().nullable(),
  unloadSeconds: z.int(),
});
export type Facility = z.infer<typeof facilitySchema>;
