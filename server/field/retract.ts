import type { Language } from '../../domain/languages.ts';
import type { RetractionInput } from '../../domain/retractions.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeRetraction } from '../../records/retractions/retractions.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { hasTruck } from '../../records/trucks/trucks-of-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import type { SignedIn } from '../http/route.ts';
import { checkMayReport } from './may-report.ts';
import { fieldProblem } from './problems.ts';

const NOT_YET = { vi: 'thời điểm này chưa đến', en: 'this time has not come yet' } as const satisfies Record<
  Language,
  string
>;

/**
 * Takes a report back; committed when it returns. The same again changes nothing, and the report may come later.
 *
 * @throws Problem `not-your-truck`, `event-does-not-fit`, `retraction-differs`
 */
export async function retract(
  platform: Platform,
  town: ActiveTown,
  asker: SignedIn,
  input: RetractionInput,
  language: Language,
): Promise<{ id: string; fieldEventId: string }> {
  const { prisma } = platform.database;
  await checkMayReport(prisma, town, asker, [input]);
  if (!(await hasTruck(prisma, town.id, input.truckId))) throw fieldProblem('not-your-truck');
  const latest = latestInstantOf(platform.config, town);
  if (new Date(input.doneAt) > latest) {
    throw fieldProblem('event-does-not-fit', {}, { errors: [{ path: 'body.doneAt', message: NOT_YET[language] }] });
  }
  const retracted = await writeRetraction(prisma, { town, viewer: asker }, input);
  if (retracted === 'differs') throw fieldProblem('retraction-differs');
  if (retracted.length > 0) {
    try {
      await platform.bus.publish('retractions', [...retracted]);
    } catch (error) {
      platform.logger.warn({ err: error }, 'retraction not announced');
    }
  }
  return { id: input.id, fieldEventId: input.fieldEventId };
}
