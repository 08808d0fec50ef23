import { coverageViewSchema, DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { addDays, dayOf } from '../../domain/day.ts';
import { type Standing, standingQuerySchema, standingSchema } from '../../domain/ledger/standing.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCoverageVersion } from '../../records/coverage/version.ts';
import { readStanding } from '../../records/ledger/read-standing.ts';
import { requireActiveTown } from '../active-town.ts';
import { readCoverage } from '../../records/coverage/read-coverage.ts';
import { contentOf, type KeptAnswers } from '../http/kept-answers.ts';
import { type Route, route } from '../http/route.ts';
import { ledgerProblem } from './problems.ts';

export function standingRoutes(platform: Pick<Platform, 'database'>, kept: KeptAnswers): Route[] {
  const { database } = platform;
  return [
    route({
      method: 'get',
      path: '/api/ledger/standing',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'Where a unit, a stream or a cooperative stands: today, month, quarter, year, its parts with their forecasts, months, place, coverage',
      query: standingQuerySchema,
      answer: standingSchema,
      problems: { 404: 'No such unit, stream or cooperative, or none the viewer may see' },
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(database.prisma);
        const now = new Date();
        const today = dayOf(now, town.timeZone);
        const { unit, stream, cooperative, denominator } = query;
        const of = unit
          ? { kind: 'unit' as const, code: unit }
          : stream
            ? { kind: 'stream' as const, code: stream }
            : { kind: 'cooperative' as const, code: cooperative ?? '' };
        const asked = { of, denominator, to: query.to ?? addDays(today, -1) };
        const read = await readStanding(database, town.id, user, asked, { today, language });
        if (!read) throw ledgerProblem('no-such-unit');
        if (of.kind !== 'unit') return read.standing;
        return { ...read.standing, coverage: await coverageOf(asked.to) };

        async function coverageOf(day: string): Promise<Standing['coverage']> {
          const metres = DEFAULT_REACH_METRES;
          // The same answer as that of the page of coverage.
          const answer = await kept.answer(
            `coverage ${town.id} ${day} ${metres} ${today}`,
            () => readCoverageVersion(database, town, day),
            () => readCoverage(platform, town, day, metres, now),
          );
          const { units } = coverageViewSchema.parse(await contentOf(answer));
          const own = units.find(({ unitId }) => read?.unitIds.includes(unitId));
          return own ? { people: own.people, coveredPeople: own.coveredPeople, share: own.share, metres } : null;
        }
      },
    }),
  ];
}
