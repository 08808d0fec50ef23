import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { cursorSchema } from '../../domain/cursors.ts';
import { MOST_INT, storedIntInText } from '../../domain/columns.ts';
import { daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { RegisterSubject } from '../../domain/register/subjects.ts';
import type { Platform } from '../../platform/platform.ts';
import { listRecords } from '../../records/register/list-records.ts';
import type { AnyRecord, RegisterContext, SubjectRecords } from '../../records/register/subject-records.ts';
import { changeRecords, createRecord, setRecordActive } from '../../records/register/write-records.ts';
import { requireActiveTown } from '../active-town.ts';
import { tagVersion, versionAsked } from '../http/preconditions.ts';
import { type Route, route } from '../http/route.ts';
import { registerProblem } from './problems.ts';
import { answering } from './register-faults.ts';

/** A subject of the register: how it is kept, and what its records look like to those who read, make and change them. */
export interface Subject<View extends AnyRecord, New extends object, Change extends object> {
  readonly records: SubjectRecords<View, New, Change>;
  readonly view: z.ZodType<View>;
  readonly created: z.ZodType<New>;
  readonly changed: z.ZodType<Change>;
}

/** What is done after records were written and committed: others are told, and what depends on them is worked out. */
export type AfterWrite = (subject: RegisterSubject, views: readonly AnyRecord[]) => Promise<void>;

/** Records at most in one change. */
const BULK_AT_MOST = 1000;

const flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const byId = z.object({ id: idSchema });
const asOf = z.object({ on: daySchema.optional() });
const listQuery = asOf.extend({
  q: z.string().max(200).optional(),
  archived: flag.default(false),
  limit: storedIntInText(1, 1000).default(100),
  cursor: cursorSchema.optional(),
});

/** The town that is served, as somebody asks for its records now. */
export async function contextOf({ database: { prisma } }: Platform, viewer: Viewer): Promise<RegisterContext> {
  const town = await requireActiveTown(prisma);
  return { db: prisma, viewer, townId: town.id, timeZone: town.timeZone, today: dayOf(new Date(), town.timeZone) };
}

/** The routes that every subject of the register has. */
export function subjectRoutes<View extends AnyRecord, New extends object, Change extends object>(
  platform: Platform,
  { records, view, created, changed }: Subject<View, New, Change>,
  afterWrite: AfterWrite,
): Route[] {
  const { prisma } = platform.database;
  const { subject } = records;
  const path = `/api/${subject}` as const;
  const read: Permission = `${subject}.read`;
  const edit: Permission = `${subject}.edit`;
  const tag = 'register';
  const written = async (views: readonly View[]) => {
    await afterWrite(subject, views);
    return views;
  };

  return [
    route({
      method: 'get',
      path,
      permission: read,
      tag,
      summary: `The ${subject} one may see, in order; \`q\` searches with accents or without, \`on\` tells of a day`,
      query: listQuery,
      answer: z.object({ items: z.array(view), nextCursor: z.string().nullable() }),
      handler: async ({ query: { q, archived, on, limit, cursor }, user }) =>
        await listRecords(records, await contextOf(platform, user), {
          q,
          isArchived: archived,
          on,
          limit,
          cursor,
        }),
    }),
    route({
      method: 'post',
      path,
      permission: edit,
      tag,
      summary: `Adds one to the ${subject}`,
      body: created,
      status: 201,
      answer: view,
      handler: async ({ body, user, language, response }) => {
        const context = await contextOf(platform, user);
        const record = await answering(prisma, records, context, { language }, () =>
          createRecord(prisma, records, context, body),
        );
        await written([record]);
        response.setHeader('Location', `${path}/${record.id}`);
        tagVersion(response, record.version);
        return record;
      },
    }),
    route({
      method: 'patch',
      path,
      permission: edit,
      tag,
      summary: `Changes the same fields of several ${subject}, all or none; each at the version it was read at`,
      body: z.strictObject({
        items: z
          .array(z.strictObject({ id: idSchema, version: z.int().min(0).max(MOST_INT) }))
          .min(1)
          .max(BULK_AT_MOST),
        changes: changed,
      }),
      answer: z.object({ items: z.array(view) }),
      problems: { 412: 'Somebody changed one of them in between; `id` and `current` tell which and what it is now' },
      handler: async ({ body: { items, changes }, user, language }) => {
        const context = await contextOf(platform, user);
        const once = [...new Map(items.map((item) => [item.id, { ...item, fields: changes }])).values()];
        const views = await answering(prisma, records, context, { language, place: ['changes'] }, () =>
          changeRecords(prisma, records, context, once),
        );
        return { items: [...(await written(views))] };
      },
    }),
    route({
      method: 'get',
      path: `${path}/:id`,
      permission: read,
      tag,
      summary: `One of the ${subject}, with an ETag`,
      params: byId,
      query: asOf,
      answer: view,
      handler: async ({ params: { id }, query, user, response }) => {
        const context = await contextOf(platform, user);
        const [record] = await records.read(context, 'read', [id], query.on ?? context.today);
        if (!record) throw registerProblem('no-such-record');
        tagVersion(response, record.version);
        return record;
      },
    }),
    route({
      method: 'patch',
      path: `${path}/:id`,
      permission: edit,
      tag,
      summary: `Changes what is sent of one of the ${subject}; wants If-Match`,
      params: byId,
      body: changed,
      answer: view,
      problems: {
        412: 'Somebody changed it in between; `current` is what it is now, `changes` what was changed since',
        428: 'If-Match is missing',
      },
      handler: async ({ params: { id }, body, user, language, request, response }) => {
        const version = versionAsked(request);
        const context = await contextOf(platform, user);
        const views = await answering(prisma, records, context, { language }, () =>
          changeRecords(prisma, records, context, [{ id, version, fields: body }]),
        );
        const record = itemAt(views, 0);
        await written([record]);
        tagVersion(response, record.version);
        return record;
      },
    }),
    ...(
      [
        ['archive', false, `Takes one of the ${subject} out of use; its history stays`],
        ['restore', true, `Takes one of the ${subject} back into use`],
      ] as const
    ).map(([word, isActive, summary]) =>
      route({
        method: 'post',
        path: `${path}/:id/${word}`,
        permission: edit,
        tag,
        summary,
        params: byId,
        answer: view,
        problems: { 409: 'Something active depends on it (`still-in-use`)' },
        handler: async ({ params: { id }, user, language, response }) => {
          const context = await contextOf(platform, user);
          const record = await answering(prisma, records, context, { language }, () =>
            setRecordActive(prisma, records, context, id, isActive),
          );
          await written([record]);
          tagVersion(response, record.version);
          return record;
        },
      }),
    ),
  ];
}
