import { z } from 'zod';
import { type Day, daySchema } from '../../domain/day.ts';
import { holidayChangeSchema, type HolidayView, holidayViewSchema } from '../../domain/holidays.ts';
import { storedIntInText } from '../../domain/columns.ts';
import type { Language } from '../../domain/languages.ts';
import type { Platform } from '../../platform/platform.ts';
import { decideHoliday, forgetHoliday, listHolidays } from '../../records/holidays/holidays.ts';
import type { RegisterContext } from '../../records/register/subject-records.ts';
import { type Route, route } from '../http/route.ts';
import { announceRecords } from '../register/after-write.ts';
import { wording } from '../register/register-faults.ts';
import { contextOf } from '../register/subject-routes.ts';
import { nationalHolidays } from './national-holidays.ts';

const tag = 'register';
const byDay = z.object({ day: daySchema });

/** The country's public holidays and the town's own days off. */
export function holidayRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  return [
    route({
      method: 'get',
      path: '/api/holidays',
      permission: 'holidays.read',
      tag,
      summary: 'Public holidays of a year and what the town does on them, with its own days off; this year unless told',
      query: z.object({ year: storedIntInText(1900, 2199).optional() }),
      answer: z.object({ items: z.array(holidayViewSchema) }),
      handler: async ({ query, user, language }) => {
        const context = await contextOf(platform, user);
        return { items: await readYear(context, query.year ?? Number(context.today.slice(0, 4)), language) };
      },
    }),
    route({
      method: 'put',
      path: '/api/holidays/:day',
      permission: 'holidays.edit',
      tag,
      summary: 'Says what the town does on a day: works, has it off, or collects on another day instead',
      params: byDay,
      body: holidayChangeSchema,
      answer: holidayViewSchema,
      handler: async ({ params: { day }, body, user, language }) => {
        const context = await contextOf(platform, user);
        await wording(language, () => decideHoliday(prisma, context, day, body));
        await announceRecords(platform, 'holidays', []);
        return await readDay(context, day, language);
      },
    }),
    route({
      method: 'delete',
      path: '/api/holidays/:day',
      permission: 'holidays.edit',
      tag,
      summary: 'Takes back what the town has said of a day: it collects as on any other',
      params: byDay,
      answer: byDay,
      handler: async ({ params: { day }, user, language }) => {
        const context = await contextOf(platform, user);
        await wording(language, () => forgetHoliday(prisma, context, day));
        await announceRecords(platform, 'holidays', []);
        return { day };
      },
    }),
  ];
}

async function readYear(context: RegisterContext, year: number, language: Language): Promise<HolidayView[]> {
  const [national, decided] = await Promise.all([
    nationalHolidays(year, language),
    listHolidays(context, { from: `${year}-01-01`, to: `${year}-12-31` }),
  ]);
  const byCountry = new Map(national.map(({ day, name }) => [day, name]));
  const byTown = new Map(decided.map((one) => [one.day, one]));
  return [...new Set([...byCountry.keys(), ...byTown.keys()])].sort().map((day) => {
    const own = byTown.get(day);
    return {
      day,
      name: own?.name ?? byCountry.get(day) ?? day,
      isNational: byCountry.has(day),
      isDecided: own !== undefined,
      isOff: own?.isOff ?? false,
      replacementDay: own?.replacementDay ?? null,
    };
  });
}

async function readDay(context: RegisterContext, day: Day, language: Language): Promise<HolidayView> {
  const found = (await readYear(context, Number(day.slice(0, 4)), language)).find((one) => one.day === day);
  if (!found) throw new Error(`${day} was decided and is not there`);
  return found;
}
