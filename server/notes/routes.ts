import { z } from 'zod';
import { type Day, daySchema } from '../../domain/day.ts';
import { dayNotesSchema, handoverSchema, newNoteSchema, noteDoneSchema } from '../../domain/notes/notes.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeDayNote, readDayNotes, writeDayNote } from '../../records/notes/day-notes.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { noteProblem } from './problems.ts';

const params = z.object({ date: daySchema });

/** What dispatchers leave each other of a day. Each write answers all notes of the day then. */
export function noteRoutes({ database: { prisma }, bus, logger }: Platform): Route[] {
  const notesOf = async (townId: string, day: Day) => ({ items: await readDayNotes(prisma, townId, day) });
  const announced = async (townId: string, day: Day) => {
    bus.publish('notes', { day }).catch((error: unknown) => logger.warn({ err: error }, 'notes not announced'));
    return await notesOf(townId, day);
  };
  return [
    route({
      method: 'get',
      path: '/api/day/:date/notes',
      permission: 'alerts.read',
      tag: 'plans',
      summary: 'Notes of a day, and of the week before what nobody has dealt with; the newest first',
      params,
      answer: dayNotesSchema,
      handler: async ({ params: { date } }) => await notesOf((await requireActiveTown(prisma)).id, date),
    }),
    route({
      method: 'post',
      path: '/api/day/:date/notes',
      permission: 'alerts.edit',
      tag: 'plans',
      summary: 'Leaves a note of the day, or of a truck or a point on it',
      params,
      body: newNoteSchema,
      answer: dayNotesSchema,
      handler: async ({ params: { date: day }, body, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        const isKept = await writeDayNote(prisma, { townId, day, by: user.id }, 'note', body);
        if (!isKept) throw noteProblem('no-such-thing');
        return await announced(townId, day);
      },
    }),
    route({
      method: 'post',
      path: '/api/day/:date/notes/done',
      permission: 'alerts.edit',
      tag: 'plans',
      summary: 'Says that a note has been dealt with: it is not carried to the next day',
      params,
      body: noteDoneSchema,
      answer: dayNotesSchema,
      handler: async ({ params: { date: day }, body: { id }, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        if (!(await closeDayNote(prisma, { townId, by: user.id }, id, new Date()))) throw noteProblem('no-such-note');
        return await announced(townId, day);
      },
    }),
    route({
      method: 'post',
      path: '/api/day/:date/handover',
      permission: 'alerts.edit',
      tag: 'plans',
      summary: 'Takes the day over from whoever steered it before',
      params,
      body: handoverSchema,
      answer: dayNotesSchema,
      handler: async ({ params: { date: day }, body: { text }, user }) => {
        const { id: townId } = await requireActiveTown(prisma);
        await writeDayNote(prisma, { townId, day, by: user.id }, 'handover', { text });
        return await announced(townId, day);
      },
    }),
  ];
}
