import { z } from 'zod';
import { storedInt } from './columns.ts';
import { instantSchema } from './day.ts';
import { idSchema } from './ids.ts';

/** The longest rest that somebody puts in, in seconds. */
const LONGEST_REST_SECONDS = 4 * 3600;

const ofShift = { truck: idSchema, shift: idSchema };

/** What is changed of a truck's route beside who is visited when. */
export const routeChangeSchema = z.discriminatedUnion('kind', [
  /** The shift ends earlier or later on this day. */
  z.strictObject({ kind: z.literal('shift-end'), ...ofShift, at: instantSchema }),
  /** A trip, numbered in its shift from 1, unloads elsewhere. */
  z.strictObject({ kind: z.literal('site'), ...ofShift, trip: storedInt(1), facility: idSchema }),
  /** It unloads behind a visit, where it does best, and goes on with the rest of the trip. */
  z.strictObject({ kind: z.literal('unload'), ...ofShift, after: idSchema }),
  /** The crew rests behind a visit. */
  z.strictObject({
    ...{ kind: z.literal('rest'), ...ofShift, after: idSchema },
    seconds: storedInt(60, LONGEST_REST_SECONDS),
  }),
]);
export type RouteChange = z.infer<typeof routeChangeSchema>;
