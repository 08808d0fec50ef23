import { z } from 'zod';

const secondSchema = z.int().min(0).max(172_800);

/** `[startSecond, endSecond]` from local midnight; an end above 86,400 lies on the next day. */
export const dayWindowSchema = z
  .tuple([secondSchema, secondSchema])
  .refine(([start, end]) => start <= end, 'a window ends before it starts');
export type DayWindow = z.infer<typeof dayWindowSchema>;

/** Ascending and disjoint; empty = any time. */
export const dayWindowsSchema = z
  .array(dayWindowSchema)
  .refine(
    (windows) => windows.every((w, i) => i === 0 || windows[i - 1][1] < w[0]),
    'windows overlap or are not in order',
  );
