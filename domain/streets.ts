import { z } from 'zod';
import { idSchema } from './ids.ts';
import { positionSchema } from './geo.ts';

/** A street of the town's map with places along it, at most about 100 m apart, by which what is near to it is found. */
export const streetSchema = z.object({ name: z.string(), places: z.array(positionSchema).min(1) });
export type Street = z.infer<typeof streetSchema>;

/** `GET /api/public/streets?q=`: streets by name, the best first. */
export const streetsFoundSchema = z.object({
  streets: z.array(streetSchema.extend({ id: idSchema })),
  /** There are more than are told. */
  isCut: z.boolean(),
});
export type StreetsFound = z.infer<typeof streetsFoundSchema>;

/** Shorter questions would find half the town. */
export const SHORTEST_STREET_QUERY = 2;
