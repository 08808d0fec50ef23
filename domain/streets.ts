import { z } from 'zod';
import { idSchema } from './ids.ts';
import { type LonLat, positionSchema } from './geo.ts';
import { itemAt } from './item-at.ts';

/** A street of the town's map with places along it, at most about 100 m apart, by which what is near to it is found. */
export const streetSchema = z.object({ name: z.string(), places: z.array(positionSchema).min(1) });
export type Street = z.infer<typeof streetSchema>;

/** The place half-way along a street. */
export function middleOf({ places }: Street): LonLat {
  return itemAt(places, Math.floor(places.length / 2));
}

/** `GET /api/public/streets?q=`: streets by name, the best first. */
export const streetsFoundSchema = z.object({
  /** With the ward or commune that its middle lies in: many towns have streets of the same name. */
  streets: z.array(streetSchema.extend({ id: idSchema, unitName: z.string().nullable() })),
  /** There are more than are told. */
  isCut: z.boolean(),
});
export type StreetsFound = z.infer<typeof streetsFoundSchema>;

/** Shorter questions would find half the town. */
export const SHORTEST_STREET_QUERY = 2;
