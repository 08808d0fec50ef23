import { z } from 'zod';

const partSchema = z.object({ state: z.enum(['ok', 'starting', 'failed']), detail: z.string().nullable() });

/** `GET /api/health`: 200 once planning is possible, 503 before. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  area: z.string().nullable(),
  database: partSchema,
  queue: partSchema,
  roads: partSchema,
  worker: partSchema,
  /** Whether the accounts of the demo are there, where there is to be one. */
  accounts: partSchema,
  /** The disk of the data directory: `low` warns, `failed` means that nothing more can be relied on to be kept. */
  disk: z.object({
    state: z.enum(['ok', 'low', 'failed']),
    detail: z.string().nullable(),
    freeBytes: z.number().nonnegative(),
  }),
});
export type Health = z.infer<typeof healthSchema>;

/** Bus channel on which every worker says that it is alive, at its start and every so many seconds. */
export const WORKER_PULSE_CHANNEL = 'workerPulse';
export const WORKER_PULSE_SECONDS = 3;
