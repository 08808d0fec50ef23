import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { cleanText } from '../../domain/cells/text.ts';
import { dayOf } from '../../domain/day-of.ts';
import { dutyChangeSchema, dutyListSchema, newDutiesSchema } from '../../domain/duties/duties.ts';
import { dutyFileName, MOST_DUTY_FILE_MEGABYTES, MOST_DUTY_FILES } from '../../domain/duties/files.ts';
import type { Language } from '../../domain/languages.ts';
import type { Platform } from '../../platform/platform.ts';
import { addDuties, changeDuty, listDuties } from '../../records/duties/duties.ts';
import { dutyFileKey, findDutyFile, keepDutyFile, mayAttach, removeDutyFile } from '../../records/duties/duty-files.ts';
import { requireActiveTown } from '../active-town.ts';
import { generalProblem } from '../http/general-problems.ts';
import { versionAsked } from '../http/preconditions.ts';
import { receiveFile } from '../http/receive-file.ts';
import { rawRoute, type Route, route, type SignedIn } from '../http/route.ts';
import { fileTypeOf } from './file-type.ts';
import { dutyProblem } from './problems.ts';

const tag = 'duties';
const byId = z.object({ id: idSchema });
const byFile = z.object({ id: idSchema, fileId: idSchema });

/** The indicators and tasks of the resolution: who answers for what, until when, how far it is. */
export function dutyRoutes({ database: { prisma }, blobs }: Pick<Platform, 'database' | 'blobs'>): Route[] {
  const list = async (viewer: SignedIn, language: Language) => {
    const town = await requireActiveTown(prisma);
    const today = dayOf(new Date(), town.timeZone);
    return { today, items: await listDuties(prisma, { townId: town.id, viewer }, { today, language }) };
  };
  const change = async (
    viewer: SignedIn,
    asked: { id: string; version: number },
    to: Parameters<typeof changeDuty>[3],
  ): Promise<void> => {
    const town = await requireActiveTown(prisma);
    const done = await changeDuty(prisma, { townId: town.id, viewer }, asked, to);
    if (done === 'none') throw generalProblem('not-found');
    if (done === 'stale') throw generalProblem('stale');
  };
  return [
    route({
      method: 'get',
      path: '/api/duties',
      permission: 'duties.read',
      tag,
      summary: 'Indicators and tasks of the resolution, those of waste with the figures of the ledger',
      answer: dutyListSchema,
      handler: ({ user, language }) => list(user, language),
    }),
    route({
      method: 'post',
      path: '/api/duties',
      permission: 'duties.edit',
      tag,
      summary: 'Enters indicators or tasks',
      body: newDutiesSchema,
      status: 201,
      answer: dutyListSchema,
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        await addDuties(prisma, { townId: town.id, viewer: user }, body.items);
        return await list(user, language);
      },
    }),
    route({
      method: 'patch',
      path: '/api/duties/:id',
      permission: 'duties.edit',
      tag,
      summary: 'Changes one; If-Match names the version it is based on',
      params: byId,
      body: dutyChangeSchema,
      answer: dutyListSchema,
      handler: async ({ params: { id }, body, user, language, request }) => {
        await change(user, { id, version: versionAsked(request) }, body);
        return await list(user, language);
      },
    }),
    route({
      method: 'post',
      path: '/api/duties/:id/archive',
      permission: 'duties.edit',
      tag,
      summary: 'Takes one off the table; its history stays. If-Match names the version',
      params: byId,
      answer: dutyListSchema,
      handler: async ({ params: { id }, user, language, request }) => {
        await change(user, { id, version: versionAsked(request) }, 'archive');
        return await list(user, language);
      },
    }),
    route({
      method: 'post',
      path: '/api/duties/:id/files',
      permission: 'duties.edit',
      tag,
      summary:
        'Attaches evidence: a PDF, a picture, a DOCX or XLSX, known by its content. The same file again changes nothing',
      params: byId,
      upload: {
        contentType: 'multipart/form-data',
        schema: z.object({ file: z.string().meta({ format: 'binary' }) }),
      },
      answer: dutyListSchema,
      problems: {
        409: `It has ${MOST_DUTY_FILES} files already`,
        413: `Larger than ${MOST_DUTY_FILE_MEGABYTES} MB`,
        422: 'No such kind of file',
      },
      handler: async ({ params: { id: dutyId }, user, language, request }) => {
        const town = await requireActiveTown(prisma);
        const asked = { townId: town.id, viewer: user, dutyId };
        if (!(await mayAttach(prisma, asked))) throw generalProblem('not-found');
        const megabytes = MOST_DUTY_FILE_MEGABYTES;
        const { file } = await receiveFile(request, megabytes, {
          tooLarge: (name) => dutyProblem('file-too-large', { name, megabytes }),
          broken: () => dutyProblem('file-upload-broken'),
        });
        if (!file) throw dutyProblem('file-missing');
        const type = fileTypeOf(file.bytes);
        if (!type) throw dutyProblem('file-type-unknown', { name: file.name });
        const kept = { id: uuidv7(), name: dutyFileName(cleanText(file.name), type), type };
        const key = dutyFileKey({ ...kept, townId: town.id });
        // The content first: a row without one would be evidence that is none.
        await blobs.put(key, file.bytes);
        const digest = createHash('sha256').update(file.bytes).digest('hex');
        const done = await keepDutyFile(prisma, asked, { ...kept, digest, sizeBytes: file.bytes.length });
        if (done !== 'kept') await blobs.delete(key);
        if (done === 'none') throw generalProblem('not-found');
        if (done === 'full') throw dutyProblem('files-full', { count: MOST_DUTY_FILES });
        return await list(user, language);
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/duties/:id/files/:fileId',
      permission: 'duties.read',
      tag,
      summary: 'A file of evidence, to be kept and not shown by the browser',
      params: byFile,
      answerType: 'application/octet-stream',
      handler: async ({ params: { id: dutyId, fileId }, user, response }) => {
        const town = await requireActiveTown(prisma);
        const file = await findDutyFile(prisma, { townId: town.id, viewer: user, dutyId }, fileId);
        const content = file && (await blobs.get(dutyFileKey(file)));
        if (!file || !content) throw generalProblem('not-found');
        response.attachment(file.name);
        response.set('Cache-Control', 'private, no-cache').set('X-Content-Type-Options', 'nosniff');
        response.type(file.type).send(content);
      },
    }),
    route({
      method: 'post',
      path: '/api/duties/:id/files/:fileId/remove',
      permission: 'duties.edit',
      tag,
      summary: 'Takes a file off and forgets its content; that there was one stays in the history',
      params: byFile,
      answer: dutyListSchema,
      handler: async ({ params: { id: dutyId, fileId }, user, language }) => {
        const town = await requireActiveTown(prisma);
        const file = await removeDutyFile(prisma, { townId: town.id, viewer: user, dutyId }, fileId);
        if (!file) throw generalProblem('not-found');
        await blobs.delete(dutyFileKey(file));
        return await list(user, language);
      },
    }),
  ];
}
