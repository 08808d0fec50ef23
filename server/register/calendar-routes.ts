import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { calendarDaySchema, monthSchema } from '../../domain/collection-calendar.ts';
import type { Platform } from '../../platform/platform.ts';
import { readPointCalendar, readStreetCalendar, readUnitCalendar } from '../../records/points/point-calendar.ts';
import { type Route, route } from '../http/route.ts';
import { wording } from './register-faults.ts';
import { contextOf } from './subject-routes.ts';

const CALENDARS = [
  { subject: 'points', read: readPointCalendar, of: 'at a point' },
  { subject: 'units', read: readUnitCalendar, of: 'in a ward or commune, at how many of its points' },
  { subject: 'streets', read: readStreetCalendar, of: 'along a street, at how many points' },
] as const;

/** Collection days as a month's calendar. */
export function calendarRoutes(platform: Platform): Route[] {
  return CALENDARS.map(({ subject, read, of }) =>
    route({
      method: 'get',
      path: `/api/${subject}/:id/calendar`,
      permission: subject === 'units' ? 'units.read' : 'points.read',
      tag: 'register',
      summary: `What is collected on each day of a month ${of}; this month unless told`,
      params: z.object({ id: idSchema }),
      query: z.object({ month: monthSchema.optional() }),
      answer: z.object({ month: monthSchema, days: z.array(calendarDaySchema) }),
      handler: async ({ params: { id }, query, user, language }) => {
        const context = await contextOf(platform, user);
        const month = query.month ?? context.today.slice(0, 7);
        return { month, days: await wording(language, () => read(context, id, month)) };
      },
    }),
  );
}
