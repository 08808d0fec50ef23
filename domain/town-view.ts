import { z } from 'zod';
import { areaViewSchema } from './areas.ts';
import { cooperativeSchema } from './cooperatives.ts';
import { facilitySchema } from './facilities.ts';
import { pointSchema } from './points.ts';
import { truckSchema } from './trucks.ts';
import { unitSchema } from './units.ts';

/** The books a day is planned from and looked at with, each list by code, trucks by number. */
export const townBooksSchema = z.object({
  units: z.array(unitSchema),
  cooperatives: z.array(cooperativeSchema),
  facilities: z.array(facilitySchema),
  points: z.array(pointSchema),
  trucks: z.array(truckSchema),
});
export type TownBooks = z.infer<typeof townBooksSchema>;

/** `GET /api/town`: everything of the active town that does not change from hour to hour. */
export const townViewSchema = townBooksSchema.extend({ area: areaViewSchema });
export type TownView = z.infer<typeof townViewSchema>;
