import { coverageViewSchema, DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { addDays } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { comparisonQuerySchema, comparisonSchema } from '../../domain/ledger/comparison.ts';
import { type Standing, type StandingOf, standingQuerySchema, standingSchema } from '../../domain/ledger/standing.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCoverageVersion } from '../../records/coverage/version.ts';
import { readComparison } from '../../records/ledger/read-comparison.ts';
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
      path: '/api/ledger/comparison',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'Some days held against others: rates in points and kg a day, of the town, a unit, a stream or a cooperative',
      query: comparisonQuerySchema,
      answer: comparisonSchema,
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(database.prisma);
        const { from, to, beforeFrom, beforeTo, denominator } = query;
        const asked = { now: { from, to }, before: { from: beforeFrom, to: beforeTo }, of: whoOf(query), denominator };
        return await readComparison(database, town.id, user, asked, {
          today: dayOf(new Date(), town.timeZone),
          language,
        });
      },
    }),
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
        const of = whoOf(query) ?? { kind: 'cooperative', code: '' };
        const asked = { of, denominator: query.denominator, to: query.to ?? addDays(today, -1) };
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

/** Whose figures are asked for; `null`: everybody's. */
function whoOf({
  unit,
  stream,
  cooperative,
}: {
  readonly unit?: string | undefined;
  readonly stream?: string | undefined;
  readonly cooperative?: string | undefined;
}): StandingOf | null {
  if (unit !== undefined) return { kind: 'unit', code: unit };
  if (stream !== undefined) return { kind: 'stream', code: stream };
  return cooperative === undefined ? null : { kind: 'cooperative', code: cooperative };
}
