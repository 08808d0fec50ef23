import { z } from 'zod';
import { idSchema } from './ids.ts';
import { positionSchema } from './geo.ts';
import { MOST_CREW_FIXES } from './most-crew-fixes.ts';

/** Where the phone of a crew was at one moment. */
export const crewFixSchema = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  position: positionSchema,
  /** Metres per second; `null`: not known. */
  speed: z.number().min(0).max(100).nullable(),
  /** Degrees from north, clockwise; `null`: not known. */
  course: z.number().min(0).max(360).nullable(),
  accuracyMetres: z.number().min(0).max(100_000).nullable(),
});
export type CrewFix = z.infer<typeof crewFixSchema>;

/** `POST /api/positions`: where a truck was, by the phone of its crew while the driver's page was open. */
export const crewPositionsSchema = z.strictObject({
  truckId: idSchema,
  fixes: z.array(crewFixSchema).min(1).max(MOST_CREW_FIXES),
});
export type CrewPositions = z.infer<typeof crewPositionsSchema>;

/** What became of the fixes: new, there already, or dropped because they cannot be true. */
export const crewPositionsAnswerSchema = z.object({ stored: z.int(), known: z.int(), dropped: z.int() });
