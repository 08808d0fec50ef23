import { z } from 'zod';
import { csv } from '../../domain/area-files/write-csv.ts';
import { addDays } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { forecastQuerySchema, forecastSchema } from '../../domain/ledger/forecast-view.ts';
import { ledgerMonthListSchema, monthSchema, reopenMonthSchema } from '../../domain/ledger/months.ts';
import { overviewQuerySchema, overviewSchema } from '../../domain/ledger/overview.ts';
import { DAYS_CSV_COLUMNS, ratesQuerySchema, ratesSchema, spanQuerySchema } from '../../domain/ledger/rates.ts';
import { whyQuerySchema, whySchema } from '../../domain/ledger/why.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeMonth, readMonths, reopenMonth } from '../../records/ledger/months.ts';
import { readDays } from '../../records/ledger/read-days.ts';
import { readForecast } from '../../records/ledger/read-forecast.ts';
import { readOverview } from '../../records/ledger/read-overview.ts';
import { readRates } from '../../records/ledger/read-rates.ts';
import { readWhy } from '../../records/ledger/read-why.ts';
import { requireActiveTown } from '../active-town.ts';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { facilityRoutes } from './facility-routes.ts';
import { ledgerProblem } from './problems.ts';
import { qualityRoutes } from './quality-routes.ts';
import { standingRoutes } from './standing-routes.ts';
import { truckRoutes } from './truck-routes.ts';

const byMonth = z.object({ month: monthSchema });

export function ledgerRoutes(platform: Platform, kept: KeptAnswers): Route[] {
  const { database } = platform;
  const { prisma } = database;
  return [
    ...facilityRoutes(platform),
    ...qualityRoutes(platform),
    ...standingRoutes(platform, kept),
    ...truckRoutes(platform),
    route({
      method: 'get',
      path: '/api/ledger/rates',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'Generated, collected and treated kg of a stretch of service days, the rate by the denominator asked for, its target and gap',
      query: ratesQuerySchema,
      answer: ratesSchema,
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        return await readRates(database, town.id, user, query, { today, language });
      },
    }),
    route({
      method: 'get',
      path: '/api/ledger/overview',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'The year until a day by unit and stream, the months before, what changed, how well it is known, what is to do',
      query: overviewQuerySchema,
      answer: overviewSchema,
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const asked = { to: query.to ?? addDays(today, -1), denominator: query.denominator };
        return await readOverview(database, town.id, user, asked, { today, language });
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/ledger/days.csv',
      permission: 'ledger.read',
      tag: 'ledger',
      summary: 'The same by service day, unit and stream, as a file; kg are whole',
      query: spanQuerySchema,
      answerType: 'text/csv',
      handler: async ({ query, user, response }) => {
        const town = await requireActiveTown(prisma);
        const lines = await readDays(prisma, town.id, user, query.from, query.to);
        response.setHeader('Content-Type', 'text/csv; charset=utf-8');
        response.setHeader('Content-Disposition', 'attachment; filename="days.csv"');
        response.send(
          csv(
            DAYS_CSV_COLUMNS,
            lines.map((line) => DAYS_CSV_COLUMNS.map((column) => line[column])),
          ),
        );
      },
    }),
    route({
      method: 'get',
      path: '/api/ledger/why',
      permission: 'ledger.read',
      tag: 'ledger',
      summary: 'What a figure is made of, down to tickets, visits and reports',
      query: whyQuerySchema,
      answer: whySchema,
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const why = await readWhy(database, town.id, user, query, { today, language });
        if (!why) throw ledgerProblem('no-such-unit');
        return why;
      },
    }),
    route({
      method: 'get',
      path: '/api/ledger/forecast',
      permission: 'ledger.read',
      tag: 'ledger',
      summary:
        'Where the year’s rate of a unit and stream will stand on a day, with the interval it is in four of five times',
      query: forecastQuerySchema,
      answer: forecastSchema,
      handler: async ({ query, user, language }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const forecast = await readForecast(prisma, town.id, user, { ...query, on: query.on }, { today, language });
        if (!forecast) throw ledgerProblem('no-such-unit');
        return forecast;
      },
    }),
    route({
      method: 'get',
      path: '/api/ledger/months',
      permission: 'ledger.close',
      tag: 'ledger',
      summary: 'Months of the ledger, the latest first: open or closed, and what came late',
      answer: ledgerMonthListSchema,
      handler: async () => {
        const town = await requireActiveTown(prisma);
        return { items: await readMonths(database, town.id, dayOf(new Date(), town.timeZone)) };
      },
    }),
    route({
      method: 'post',
      path: '/api/ledger/months/:month/close',
      permission: 'ledger.close',
      tag: 'ledger',
      summary: 'Closes a month that is over: its figures move no more',
      params: byMonth,
      answer: ledgerMonthListSchema,
      problems: { 409: 'The month is not over, or days of it are being computed' },
      handler: async ({ params, user }) => {
        const town = await requireActiveTown(prisma);
        const today = dayOf(new Date(), town.timeZone);
        const asked = { townId: town.id, actorUserId: user.id, month: params.month };
        const done = await closeMonth(database, asked, today);
        if (done !== 'closed') throw ledgerProblem(done === 'not-over' ? 'month-not-over' : 'month-being-computed');
        return { items: await readMonths(database, town.id, today) };
      },
    }),
    route({
      method: 'post',
      path: '/api/ledger/months/:month/reopen',
      permission: 'ledger.close',
      tag: 'ledger',
      summary: 'Opens a closed month again, with the reason: what came late is computed now',
      params: byMonth,
      body: reopenMonthSchema,
      answer: ledgerMonthListSchema,
      handler: async ({ params, body, user }) => {
        const town = await requireActiveTown(prisma);
        const asked = { townId: town.id, actorUserId: user.id, month: params.month };
        await reopenMonth(database, asked, body.reason);
        return { items: await readMonths(database, town.id, dayOf(new Date(), town.timeZone)) };
      },
    }),
  ];
}
