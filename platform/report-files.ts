import type { JobData } from '../domain/jobs.ts';
import type { ReportFormat } from '../domain/reports/requests.ts';
import type { Platform } from './platform.ts';

/** The key of a report's file. */
export function reportKey(reportId: string, format: ReportFormat): string {
  return `reports/${reportId}.${format}`;
}

/** Puts the job of a report on the queue unless it is there. */
export async function addReportJob(platform: Pick<Platform, 'queues'>, reportId: string): Promise<void> {
  const queue = platform.queues.createQueue<JobData<'make-report'>>('make-report');
  await queue.add({ reportId }, { jobId: reportId });
}
