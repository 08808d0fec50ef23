import { z } from 'zod';
import { idSchema } from './ids.ts';

/** Queues and what a job on them carries. The row it names is the truth; the job only says that there is work. */
export const JOBS = {
  /** Plan a day: the job's id is the run's id, so that one run is never queued twice. */
  'plan-day': z.object({ planId: idSchema, runId: idSchema }),
  /** Import an area: the job's id is the import's id. */
  'import-area': z.object({ importId: idSchema }),
  /** Lay a point or facility that was made or moved onto a road. */
  'snap-place': z.object({ subject: z.enum(['points', 'facilities']), id: idSchema }),
  /** Answer what a plan would come to if something were otherwise: the job's id is the row's. */
  'what-if': z.object({ whatIfId: idSchema }),
  /** Reckon other collection days for a week: the job's id is the proposal's id. */
  'propose-week': z.object({ proposalId: idSchema }),
  /** Make a report: the job's id is the report's id. */
  'make-report': z.object({ reportId: idSchema }),
  /** Every morning: ask for the plan of the day that begins. */
  'plan-daily': z.object({}),
  /** Every hour: delete positions older than they may be kept. */
  'forget-positions': z.object({}),
} as const;
export type JobName = keyof typeof JOBS;
export type JobData<N extends JobName> = z.infer<(typeof JOBS)[N]>;
