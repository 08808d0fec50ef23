import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';

export const simulationRequestSchema = z.strictObject({
  date: daySchema,
  speed: z.number().min(1).max(3600).default(60),
  /** With traffic, hold-ups and crews slower or faster than planned; else everything happens at its planned time. */
  traffic: z.boolean().default(false),
});

export const SIMULATION_STATES = ['starting', 'running', 'done', 'failed', 'stopped'] as const;

export const simulationViewSchema = z.object({
  id: idSchema,
  day: daySchema,
  speed: z.number(),
  state: z.enum(SIMULATION_STATES),
  clock: z.iso.datetime().nullable(),
  failure: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type SimulationView = z.infer<typeof simulationViewSchema>;

/**
 * What the simulator prints on its standard output about once a second, one JSON object a line; other lines are for people.
 * The server starts it as `demo/simulate/main.ts --date DAY --speed N --url http://…` with DATA_DIR and
 * DEMO_PASSWORD in its environment, stops it with SIGTERM, and reads exit code 0 as a day driven to its end. Its IPC channel
 * closes when the server is gone.
 */
export const simulatorLineSchema = z.object({ clock: z.iso.datetime() });

/** What a position is marked with that no truck has been at: the simulator says so of its own. */
export const SIMULATED_ATTRIBUTE = 'simulated';
