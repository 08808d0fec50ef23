import { WORKER_PULSE_CHANNEL, WORKER_PULSE_SECONDS } from '../domain/health.ts';
import { JOBS, type JobData, type JobName } from '../domain/jobs.ts';
import type { Tell } from '../platform/child.ts';
import type { Platform } from '../platform/platform.ts';
import { roadServerNotice } from '../platform/road-server.ts';
import type { JobWorker, Processor, WorkerOptions } from '../platform/queue.ts';
import { startAreaImports } from './area/import-area.ts';
import { importInOwnProcess } from './area/import-in-process.ts';
import { keepForgettingComplaints } from './forget-complaints.ts';
import { keepForgettingSessions } from './forget-sessions.ts';
import { keepAlerts } from './keep-alerts.ts';
import { keepLedger } from './close-day.ts';
import { keepDemoHistory } from './demo-history.ts';
import { keepFindingRemedies } from './find-remedies.ts';
import { deliverMail } from './deliver-mail.ts';
import { forgetPositions, keepForgetting } from './forget-positions.ts';
import { keepDailyPlan, planDaily } from './plan-daily.ts';
import { keepMakingReports, makeReport } from './make-report/make-report.ts';
import { planDayWork } from './plan-day/plan-day.ts';
import { keepFollowingUnits } from './follow-units.ts';
import { keepRemindingOfReport } from './remind-report.ts';
import { keepTracksOfDays } from './keep-truck-days.ts';
import { proposeWeekWork } from './propose-week.ts';
import { keepSnapping, snapPlaceWork } from './snap-place/snap-place.ts';
import { keepReadingStreets } from './read-streets.ts';
import { answerWhatIf } from './what-if.ts';

/**
 * A plan whose worker is silent this long goes to another one. Planning gives the process back many times a second, so
 * silence means death; a worker that was only slow finds its attempt taken and stops.
 */
const PLAN_STALLED_SECONDS = 10;

/**
 * Starts a worker process's share of the jobs, their schedules and the pulse by which servers know that a worker is
 * alive. Any number of worker processes may run.
 *
 * @param tell says something to whoever runs the program
 * @returns the function that stops it: running jobs are handed back, to be taken up again here or elsewhere
 */
export async function startWorker(platform: Platform, tell: Tell = () => undefined): Promise<() => Promise<void>> {
  const { config, logger } = platform;
  const notice = roadServerNotice(config);
  if (notice) logger.warn(notice.en);
  const plans = planDayWork(platform);
  const snaps = snapPlaceWork(platform);
  const weeks = proposeWeekWork(platform);
  const take = <N extends JobName>(name: N, process: Processor<JobData<N>>, options: WorkerOptions): JobWorker =>
    platform.queues.createWorker<JobData<N>>(
      name,
      // What stands in the queue may have been written by another version of the program.
      (job) => process({ ...job, data: JOBS[name].parse(job.data) as JobData<N> }),
      {
        onError: (error, jobId) => logger.warn({ err: error, job: name, jobId }, 'job disturbed'),
        ...options,
      },
    );
  const workers = [
    take('plan-day', plans.process, {
      concurrency: config.workerConcurrency,
      stalledAfterSeconds: PLAN_STALLED_SECONDS,
    }),
    take('plan-daily', planDaily(platform), { concurrency: 1 }),
    take('forget-positions', forgetPositions(platform), { concurrency: 1 }),
    take('snap-place', snaps.process, { concurrency: 1 }),
    take('what-if', answerWhatIf(platform), { concurrency: 1 }),
    take('propose-week', weeks.process, { concurrency: 1 }),
    take('make-report', makeReport(platform), { concurrency: 1 }),
    startAreaImports(platform, {}, importInOwnProcess(platform)),
  ];
  const schedules = [
    keepForgetting(platform),
    keepForgettingSessions(platform),
    keepForgettingComplaints(platform),
    keepDailyPlan(platform, tell),
    keepSnapping(platform),
    keepReadingStreets(platform),
    keepLedger(platform),
    keepTracksOfDays(platform),
    keepMakingReports(platform),
    keepAlerts(platform),
    keepFindingRemedies(platform),
    keepFollowingUnits(platform),
  ];
  const history = keepDemoHistory(platform);
  const mail = deliverMail(platform);
  const reminder = keepRemindingOfReport(platform);
  const pulse = keepPulse(platform);
  return async () => {
    pulse.stop();
    await history?.stop();
    await mail?.stop();
    await reminder?.stop();
    await Promise.all(schedules.map((schedule) => schedule.stop()));
    await Promise.all(workers.map((worker) => worker.close()));
    await plans.close();
    await snaps.close();
    await weeks.close();
  };
}

function keepPulse({ bus, logger }: Platform): { stop(): void } {
  const beat = (): void => {
    bus
      .publish(WORKER_PULSE_CHANNEL, { pid: process.pid })
      .catch((error: Error) => logger.warn({ err: error }, 'could not give the pulse'));
  };
  beat();
  const timer = setInterval(beat, WORKER_PULSE_SECONDS * 1000);
  return { stop: () => clearInterval(timer) };
}
