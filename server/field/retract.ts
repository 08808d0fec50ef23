import type { Language } from '../../domain/languages.ts';
import type { RetractionInput } from '../../domain/retractions.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeRetractions } from '../../records/retractions/retractions.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { truckIdsOf } from '../../records/trucks/trucks-of-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import type { SignedIn } from '../http/route.ts';
import { checkMayReport } from './may-report.ts';
import { fieldProblem } from './problems.ts';

const NOT_YET = { vi: 'thời điểm này chưa đến', en: 'this time has not come yet' } as const satisfies Record<
  Language,
  string
>;

/**
 * Takes reports back, all of them or none; committed when it returns. The same again changes nothing, and a report may come later.
 *
 * @throws Problem `not-your-truck`, `event-does-not-fit`, `retraction-differs`
 */
export async function retract(
  platform: Platform,
  town: ActiveTown,
  asker: SignedIn,
  inputs: readonly RetractionInput[],
  language: Language,
  /** Where in what was sent the time of one stands. */
  pathOf: (index: number) => string,
): Promise<void> {
  const { prisma } = platform.database;
  await checkMayReport(prisma, town, asker, inputs);
  const trucks = await truckIdsOf(prisma, town.id);
  if (inputs.some(({ truckId }) => !trucks.has(truckId))) throw fieldProblem('not-your-truck');
  const latest = latestInstantOf(platform.config, town);
  const errors = inputs.flatMap(({ doneAt }, index) =>
    new Date(doneAt) > latest ? [{ path: pathOf(index), message: NOT_YET[language] }] : [],
  );
  if (errors.length > 0) throw fieldProblem('event-does-not-fit', {}, { errors });
  const retracted = await writeRetractions(prisma, { town, viewer: asker }, inputs);
  if (retracted === 'differs') throw fieldProblem('retraction-differs');
  if (retracted.length > 0) {
    try {
      await platform.bus.publish('retractions', [...retracted]);
    } catch (error) {
      platform.logger.warn({ err: error }, 'retraction not announced');
    }
  }
}
