import { DEFAULT_REACH_METRES } from '../domain/coverage.ts';
import type { Platform } from '../platform/platform.ts';
import { findActiveTown } from '../records/towns/active-town.ts';
import { answerCoverage } from './coverage/routes.ts';
import type { KeptAnswers } from './http/kept-answers.ts';
import { answerTown } from './town/routes.ts';

/**
 * Makes what every page reads on opening once, before anybody asks: right after a start the first of many readers at once would otherwise
 * make it with cold code and connections that have yet to be opened, and all others would wait for that.
 */
export async function warmUp(platform: Platform, kept: KeptAnswers): Promise<void> {
  const { database, logger } = platform;
  try {
    const town = await findActiveTown(database.prisma);
    if (!town) return;
    await Promise.all([
      ...[true, false].map((showsDevices) => answerTown(database, kept, town, showsDevices)),
      answerCoverage(platform, kept, town, { metres: DEFAULT_REACH_METRES }),
    ]);
  } catch (error) {
    // Whoever asks first will be told, and it is made then.
    logger.warn({ err: error }, 'answers were not made ahead');
  }
}
