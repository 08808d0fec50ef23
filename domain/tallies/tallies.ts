import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { cleanText } from '../cells/text.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { daySchema, instantOfAnyOffsetSchema } from '../day.ts';
import { streamSchema } from '../streams.ts';
import { wholeCharacters } from '../text.ts';

/** `POST /api/tallies`: what a handcart team brought to a gathering point in a day. `id` is the device's own UUIDv7. */
export const tallyInputSchema = z
  .strictObject({
    id: deviceIdSchema,
    pointId: idSchema,
    day: daySchema,
    /** Compared with the team's others of the day: however its letters are composed, it is one. */
    team: z.string().overwrite(cleanText).min(1).max(80),
    stream: streamSchema.default('household-other'),
    /** Loads and the litres that one of them holds … */
    loads: z.int().min(0).max(500).nullish(),
    loadLitres: z.int().min(1).max(5000).nullish(),
    /** … or the kg, where they were weighed. */
    kg: z.int().min(0).max(50_000).nullish(),
    note: z.string().overwrite(wholeCharacters).trim().max(400).nullish(),
    doneAt: instantOfAnyOffsetSchema,
  })
  .refine(
    ({ loads, loadLitres, kg }) => (kg ?? null) !== null || ((loads ?? null) !== null && (loadLitres ?? null) !== null),
    { message: 'expected loads with the litres of one, or kg', path: ['kg'] },
  );
export type TallyInput = z.infer<typeof tallyInputSchema>;

/** A tally as it counts now: the latest told of a team, point, stream and day. */
export const tallyViewSchema = z.object({
  id: idSchema,
  pointId: idSchema,
  pointName: z.string(),
  day: daySchema,
  team: z.string(),
  stream: streamSchema,
  loads: z.int().nullable(),
  loadLitres: z.int().nullable(),
  kg: z.int().nullable(),
  note: z.string().nullable(),
  doneAt: z.iso.datetime(),
});
export type TallyView = z.infer<typeof tallyViewSchema>;
/** `POST /api/tallies/{id}/withdraw`: which one counts no more. */
export const tallyWithdrawnSchema = z.object({ id: idSchema });
export const tallyListSchema = z.object({ items: z.array(tallyViewSchema) });
