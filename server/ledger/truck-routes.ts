import { dayOf } from '../../domain/day-of.ts';
import { COMPARED_DAYS } from '../../domain/ledger/overview.ts';
import { spanAsked } from '../../domain/ledger/span.ts';
import { truckLedgerQuerySchema, truckLedgerSchema } from '../../domain/ledger/truck-view.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTrucks } from '../../records/ledger/read-trucks.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { ledgerProblem } from './problems.ts';

export function truckRoutes({ database }: Pick<Platform, 'database'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/ledger/trucks',
      permission: 'trucks.read',
      tag: 'ledger',
      summary:
        'km planned and driven, kg per km, load factor, hours, fuel and CO₂ of trucks; of one of them by day and trip',
      query: truckLedgerQuerySchema,
      answer: truckLedgerSchema,
      problems: { 404: 'No such truck, or none the viewer may see' },
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(database.prisma);
        const today = dayOf(new Date(), town.timeZone);
        const asked = { code: query.code, ...spanAsked(query, today, COMPARED_DAYS) };
        const read = await readTrucks(database, town.id, user, asked);
        if (!read) throw ledgerProblem('no-such-truck');
        return read;
      },
    }),
  ];
}
