import { addDays } from '../domain/day.ts';
import { dayOf } from '../domain/day-of.ts';
import { makeStudy, StudyFailure } from '../planning/remedies/make-study.ts';
import { type AreaRoads, openAreaRoads } from '../planning/town-roads.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { isHistoryOpen } from '../records/ledger/demo-history.ts';
import { asOnlyStudent, isPlanning, isStudyDue } from '../records/remedies/study-due.ts';
import { failStudy, keepStudy, noteStudyProgress, openStudy, requestStudy } from '../records/remedies/study-rows.ts';
import { type ActiveTown, findActiveTown } from '../records/towns/active-town.ts';

const LOOK_SECONDS = 5;
/** How often it is looked whether somebody still plans. */
const WAIT_MILLISECONDS = 2000;

type Means = Pick<Platform, 'config' | 'database' | 'bus' | 'blobs' | 'logger'>;

/**
 * Makes the studies of what would close the gaps that were asked for, and asks for one itself every week, in the background until stopped.
 * The rows are the truth: one whose process stopped is begun again, and of several workers one does it. It waits while somebody plans.
 */
export function keepFindingRemedies(platform: Means, roads: AreaRoads = openAreaRoads(platform)): Repeated {
  const stopping = new AbortController();
  const repeated = repeat(
    LOOK_SECONDS,
    () => findRemedies(platform, roads, new Date(), stopping.signal),
    (error) => {
      if (stopping.signal.aborted) return;
      platform.logger.warn({ err: error }, 'what would close the gaps could not be reckoned');
    },
  );
  return {
    async stop() {
      stopping.abort(new Error('the worker stops'));
      await repeated.stop();
      await roads.close();
    },
  };
}

/** Asks for a study of the active town where it is time for one, and makes the one that waits, if any. */
export async function findRemedies(platform: Means, roads: AreaRoads, now: Date, signal: AbortSignal): Promise<void> {
  const { config, database } = platform;
  const town = await findActiveTown(database.prisma);
  if (!town) return;
  const isBeingWritten =
    config.demo && config.demoHistoryMonths > 0 && town.isSynthetic && (await isHistoryOpen(database, town.id));
  const today = dayOf(now, town.timeZone);
  if (!isBeingWritten && (await isStudyDue(database, town.id, today, now))) await requestStudy(database, town.id, null);
  if ((await openStudy(database, town.id)) === null || (await isPlanning(database, town.id))) return;
  await asOnlyStudent(database, town.id, async () => {
    const id = await openStudy(database, town.id);
    if (id !== null) await makeOne(platform, roads, town, id, now, signal);
  });
}

async function makeOne(
  { database, bus, logger }: Means,
  roads: AreaRoads,
  town: ActiveTown,
  id: string,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  let told = -1;
  const onProgress = async (percent: number): Promise<void> => {
    while (await isPlanning(database, town.id)) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, WAIT_MILLISECONDS));
    }
    if (Math.floor(percent) === told) return;
    told = Math.floor(percent);
    await noteStudyProgress(database, id, 'running', told);
  };
  try {
    const to = addDays(dayOf(now, town.timeZone), -1);
    await onProgress(0);
    const study = await makeStudy(database, roads, town, { to, now, signal, onProgress });
    signal.throwIfAborted();
    await keepStudy(database, id, study);
  } catch (error) {
    if (signal.aborted) {
      await noteStudyProgress(database, id, 'queued', 0);
      throw error;
    }
    if (!(error instanceof StudyFailure)) logger.error({ err: error, studyId: id }, 'gaps not studied');
    await failStudy(database, id, error instanceof StudyFailure ? error.code : 'unexpected');
  }
  await bus.publish('ledger', { days: [] });
}
