import type { JobData } from '../../domain/jobs.ts';
import { addImportJob } from '../../records/area-imports/area-import.ts';
import type { Platform } from '../../platform/platform.ts';
import { isImportOpen, openImports } from '../../records/area-imports/import-states.ts';
import { forgetAbandonedUploads, forgetLeftFiles } from './forget-files.ts';
import { isImportHeld } from './import-hold.ts';

/** An import that ended this lately may still have its worker at its files. */
const SETTLED_MILLISECONDS = 60_000;

/** An upload that takes longer has been given up. */
const LONGEST_UPLOAD_MILLISECONDS = 24 * 3600 * 1000;

/**
 * One look after what crashes of queue, server or worker left of imports: those that wait or run by their row but have no
 * job get one, and files of ended ones and of uploads that were broken off go. Harmless when several workers do it: a job is named by its import.
 */
export async function sweepImports(platform: Platform, now = new Date()): Promise<void> {
  await requeueLostImports(platform);
  await forgetLeftFiles(platform, new Date(now.getTime() - SETTLED_MILLISECONDS));
  await forgetAbandonedUploads(platform, new Date(now.getTime() - LONGEST_UPLOAD_MILLISECONDS));
}

async function requeueLostImports(platform: Platform): Promise<void> {
  const { prisma } = platform.database;
  const queue = platform.queues.createQueue<JobData<'import-area'>>('import-area');
  for (const id of await openImports(prisma)) {
    const job = await queue.state(id);
    if (job !== 'failed' && job !== 'completed' && job !== 'unknown') continue;
    // A worker may be at it without its job: what the queue knew is gone, or another worker had the job in vain.
    if (await isImportHeld(platform, id)) continue;
    // Looked at after its job: a row says how an import ended before its job ends.
    if (!(await isImportOpen(prisma, id))) continue;
    await queue.remove(id);
    await addImportJob(platform, id);
    platform.logger.warn({ importId: id, job }, 'area import had lost its job and got a new one');
  }
}
