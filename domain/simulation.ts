import { z } from 'zod';
import { daySchema } from './day.ts';

export const simulationRequestSchema = z.strictObject({
  date: daySchema,
  speed: z.number().min(1).max(3600).default(60),
});

export const simulationViewSchema = z.object({
  id: z.uuid(),
  day: daySchema,
  speed: z.number(),
  state: z.enum(['starting', 'running', 'done', 'failed', 'stopped']),
  clock: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type SimulationView = z.infer<typeof simulationViewSchema>;
