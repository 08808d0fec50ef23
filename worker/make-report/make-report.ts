import { createHash } from 'node:crypto';
import { dayOf } from '../../domain/day-of.ts';
import type { JobData } from '../../domain/jobs.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import { buildReport } from '../../domain/reports/build-report.ts';
import { formOn } from '../../domain/reports/forms.ts';
import type { Report } from '../../domain/reports/report.ts';
import { type ReportFormat, REPORT_FORMATS } from '../../domain/reports/requests.ts';
import { addReportJob, reportKey } from '../../platform/report-files.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Processor } from '../../platform/queue.ts';
import { type Repeated, repeat } from '../../platform/repeat.ts';
import { readTown } from '../../records/towns/active-town.ts';
import { countDirtyDays } from '../../records/ledger/dirty-days.ts';
import { gatherReport } from '../../records/reports/gather-report.ts';
import {
  noteFailure,
  noteMade,
  noteProgress,
  openReports,
  type ReportToMake,
  reportToMake,
} from '../../records/reports/report-rows.ts';

const SWEEP_SECONDS = 30;
/** How long days of the ledger that are being recomputed are waited for, and how often they are looked at. */
const PATIENCE_SECONDS = 300;
const LOOK_MILLISECONDS = 500;

/** A report that has no figures says it was written then. */
const NO_FIGURES_AT = '2000-01-01T00:00:00.000Z';

/**
 * The processor of `make-report` jobs: waits until the days asked for are computed, gathers them at one instant, and writes the file.
 * The same books give the same bytes, whenever and wherever that is done.
 */
export function makeReport(
  platform: Pick<Platform, 'database' | 'blobs' | 'logger'>,
): Processor<JobData<'make-report'>> {
  const { database, blobs, logger } = platform;
  return async ({ data: { reportId }, signal, lastAttempt }) => {
    const row = await reportToMake(database.prisma, reportId);
    if (!row) return;
    try {
      await noteProgress(database, reportId, 'running', 10);
      if (!(await areDaysComputed(platform, row, signal)))
        return await noteFailure(database, reportId, 'being-computed');
      await noteProgress(database, reportId, 'running', 30);
      const data = await gatherReport(database.prisma, row);
      signal.throwIfAborted();
      await noteProgress(database, reportId, 'running', 60);
      const report = buildReport(data, LANGUAGES.find((language) => language === row.language) ?? 'vi');
      const format = REPORT_FORMATS.find((known) => known === row.format) ?? 'docx';
      const file = await writeReport(report, format, data.cutOff ?? NO_FIGURES_AT);
      await blobs.put(reportKey(reportId, format), file);
      const form = formOn(data.kind, data.to);
      await noteMade(database, reportId, {
        ...{ cutOff: data.cutOff, ruleVersion: data.ruleVersion, form: `${form.kind}-${form.version}` },
        ...{ checksum: createHash('sha256').update(file).digest('hex'), sizeBytes: file.length },
      });
    } catch (error) {
      if (signal.aborted || !lastAttempt) {
        await noteProgress(database, reportId, 'queued', 0);
        throw error;
      }
      logger.error({ err: error, reportId }, 'report not made');
      await noteFailure(database, reportId, 'unexpected');
    }
  };
}

/** Writes a report as a file that says it was written at an instant. The writers are loaded when first needed: they are large. */
export async function writeReport(report: Report, format: ReportFormat, at: string): Promise<Buffer> {
  if (format === 'docx') return await (await import('./write-docx.ts')).writeDocx(report, at);
  if (format === 'pdf') return await (await import('./write-pdf.ts')).writePdf(report, at);
  return await (await import('./write-xlsx.ts')).writeXlsx(report, at);
}

async function areDaysComputed(
  { database: { pool, prisma } }: Pick<Platform, 'database'>,
  { townId, from, to }: ReportToMake,
  signal: AbortSignal,
): Promise<boolean> {
  const { timeZone } = await readTown(prisma, townId);
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  while ((await countDirtyDays(pool, townId, dayOf(new Date(), timeZone), from, to)) > 0) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    signal.throwIfAborted();
  }
  return true;
}

/** Gives reports that wait by their row but have no job one, at once and every half minute until stopped. */
export function keepMakingReports(platform: Platform): Repeated {
  return repeat(
    SWEEP_SECONDS,
    async () => {
      const queue = platform.queues.createQueue<JobData<'make-report'>>('make-report');
      for (const id of await openReports(platform.database.prisma)) {
        const job = await queue.state(id);
        if (job !== 'failed' && job !== 'completed' && job !== 'unknown') continue;
        await queue.remove(id);
        await addReportJob(platform, id);
      }
    },
    (error) => platform.logger.warn({ err: error }, 'sweep for lost reports failed'),
  );
}
