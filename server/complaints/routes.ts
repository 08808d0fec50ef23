import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import {
  type ComplaintDetail,
  complaintAnswerSchema,
  complaintDetailSchema,
  complaintListSchema,
  complaintPointSchema,
  complaintQuerySchema,
  type NewComplaint,
  newComplaintSchema,
  publicComplaintSchema,
  REPORTED_DAYS,
} from '../../domain/complaints/complaints.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Platform } from '../../platform/platform.ts';
import { listComplaints, readComplaint, readOwnComplaint } from '../../records/complaints/read-complaints.ts';
import { answerComplaint, keepComplaint, placeComplaint } from '../../records/complaints/write-complaints.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { spendTry } from '../http/spend-try.ts';
import { complaintProblem } from './problems.ts';

/**
 * From one address. A carrier has thousands of phones behind one, and a truck that does not come is complained of by a whole street; what
 * is written is looked at by people, so it is counted over longer and more narrowly than what is read.
 */
const WRITES = { tries: 60, seconds: 600 };
const READS = { tries: 1_200, seconds: 60 };

const tag = 'complaints';
const byId = z.object({ id: idSchema });

/** What residents complain of: written on the public page or by an office that was told, answered by who answers for the place. */
export function complaintRoutes({ database: { prisma }, rateLimits }: Platform): Route[] {
  const writes = rateLimits.open('complaints', WRITES.tries, WRITES.seconds);
  const reads = rateLimits.open('complaints-read', READS.tries, READS.seconds);
  const keep = async (viewer: Viewer | null, complaint: NewComplaint): Promise<void> => {
    const town = await requireActiveTown(prisma);
    const to = dayOf(new Date(), town.timeZone);
    const from = addDays(to, -REPORTED_DAYS[viewer ? 'office' : 'public']);
    if (complaint.day < from || complaint.day > to) {
      throw complaintProblem('day-out-of-range', { from: written(from), to: written(to) });
    }
    if ((await keepComplaint(prisma, town, viewer, complaint)) === 'no-place') throw complaintProblem('no-such-place');
  };
  const detail = async (viewer: Viewer, id: string): Promise<ComplaintDetail> => {
    const town = await requireActiveTown(prisma);
    const read = await readComplaint(prisma, town.id, viewer, id, dayOf(new Date(), town.timeZone));
    if (!read) throw complaintProblem('no-such-complaint');
    return read;
  };
  const own = async (id: string) => {
    const town = await requireActiveTown(prisma);
    const read = await readOwnComplaint(prisma, town.id, id);
    if (!read) throw complaintProblem('no-such-complaint');
    return read;
  };
  return [
    route({
      method: 'post',
      path: '/api/public/complaints',
      permission: 'public',
      tag: 'public',
      summary:
        'A resident reports that rubbish was not collected, late or spilled, without an account; the same again changes nothing',
      body: newComplaintSchema,
      status: 201,
      answer: publicComplaintSchema,
      problems: { 422: 'No such point or street, or a day too long ago or to come' },
      handler: async ({ body, request }) => {
        await spendTry(writes, request.ip ?? '');
        await keep(null, body);
        return await own(body.id);
      },
    }),
    route({
      method: 'get',
      path: '/api/public/complaints/:id',
      permission: 'public',
      tag: 'public',
      summary: 'What became of a complaint, for whoever sent it and so knows its id; nothing of people',
      params: byId,
      answer: publicComplaintSchema,
      handler: async ({ params, request, response }) => {
        await spendTry(reads, request.ip ?? '');
        response.setHeader('Cache-Control', 'private, no-store');
        return await own(params.id);
      },
    }),
    route({
      method: 'get',
      path: '/api/complaints',
      permission: 'complaints.read',
      tag,
      summary: 'Complaints of one’s own units or cooperative, the latest first; without telephone numbers',
      query: complaintQuerySchema,
      answer: complaintListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        return await listComplaints(prisma, town.id, user, query);
      },
    }),
    route({
      method: 'post',
      path: '/api/complaints',
      permission: 'complaints.edit',
      tag,
      summary: 'Writes down one that came by telephone or letter; the same again changes nothing',
      body: newComplaintSchema,
      status: 201,
      answer: complaintDetailSchema,
      problems: { 422: 'No such point or street, one of others, or a day too long ago or to come' },
      handler: async ({ body, user }) => {
        await keep(user, body);
        return await detail(user, body.id);
      },
    }),
    route({
      method: 'get',
      path: '/api/complaints/:id',
      permission: 'complaints.read',
      tag,
      summary: 'A complaint with the visits of its point on that day; the telephone number for who calls back',
      params: byId,
      answer: complaintDetailSchema,
      handler: async ({ params, user }) => await detail(user, params.id),
    }),
    route({
      method: 'post',
      path: '/api/complaints/:id/answer',
      permission: 'complaints.edit',
      tag,
      summary:
        'Answers a complaint with a sentence and whether it is justified, which closes it; or corrects one’s answer',
      params: byId,
      body: complaintAnswerSchema,
      answer: complaintDetailSchema,
      problems: { 409: 'Somebody else has answered it, and the viewer is of a part of the town' },
      handler: async ({ params: { id }, body, user }) => {
        const town = await requireActiveTown(prisma);
        const done = await answerComplaint(prisma, town.id, user, id, body);
        if (done === 'none') throw complaintProblem('no-such-complaint');
        if (done === 'by-others') throw complaintProblem('answered-by-others');
        return await detail(user, id);
      },
    }),
    route({
      method: 'post',
      path: '/api/complaints/:id/point',
      permission: 'complaints.edit',
      tag,
      summary: 'Says which point a complaint is of, and so whose it is',
      params: byId,
      body: complaintPointSchema,
      answer: complaintDetailSchema,
      problems: { 422: 'No such point, or one of others' },
      handler: async ({ params: { id }, body, user }) => {
        const town = await requireActiveTown(prisma);
        const done = await placeComplaint(prisma, town.id, user, id, body.pointId);
        if (done === 'none') throw complaintProblem('no-such-complaint');
        if (done === 'no-place') throw complaintProblem('no-such-place');
        return await detail(user, id);
      },
    }),
  ];
}

/** A day as people write it here, in both languages. */
const written = (day: Day): string => day.split('-').reverse().join('/');
