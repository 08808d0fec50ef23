import { dayOf } from '../../domain/day-of.ts';
import { facilityLedgerQuerySchema, facilityLedgerSchema } from '../../domain/ledger/facility-view.ts';
import { COMPARED_DAYS } from '../../domain/ledger/overview.ts';
import { spanAsked } from '../../domain/ledger/span.ts';
import type { Platform } from '../../platform/platform.ts';
import { readFacility } from '../../records/ledger/read-facility.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { ledgerProblem } from './problems.ts';

export function facilityRoutes({ database }: Pick<Platform, 'database'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/ledger/facilities',
      permission: 'facilities.read',
      tag: 'ledger',
      summary:
        'What a facility took in day by day against what it may, its tickets and closures, the room a landfill has left',
      query: facilityLedgerQuerySchema,
      answer: facilityLedgerSchema,
      problems: { 404: 'No such facility' },
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(database.prisma);
        const today = dayOf(new Date(), town.timeZone);
        const read = await readFacility(database, town.id, user, {
          code: query.code,
          ...spanAsked(query, today, COMPARED_DAYS),
          today,
        });
        if (!read) throw ledgerProblem('no-such-facility');
        return read;
      },
    }),
  ];
}
