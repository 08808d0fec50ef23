import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { storedIntInText } from '../../domain/columns.ts';
import { changeSubjectSchema, changeViewSchema } from '../../domain/changes.ts';
import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import { REGISTER_SUBJECTS, type RegisterSubject } from '../../domain/register/subjects.ts';
import type { Platform } from '../../platform/platform.ts';
import { fieldNames } from '../../records/changes/field-names.ts';
import { readChanges } from '../../records/changes/read-changes.ts';
import { isThere } from '../../records/register/is-there.ts';
import { generalProblem } from '../http/general-problems.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';
import { contextOf } from '../register/subject-routes.ts';

/** Whoever may read some record may read its history. */
const READERS: readonly Permission[] = [
  ...REGISTER_SUBJECTS.map((subject): Permission => `${subject}.read`),
  'changes.read',
];

/** What was changed, by whom and when. */
export function changeRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  return [
    route({
      method: 'get',
      path: '/api/changes',
      permission: READERS,
      tag: 'changes',
      summary:
        'What was changed of one record, or of all of a subject, the newest first; `names` tells whom fields name',
      query: z.object({
        subject: changeSubjectSchema,
        id: z.string().min(1).max(64).optional(),
        limit: storedIntInText(1, 200).default(50),
        cursor: idSchema.optional(),
      }),
      answer: z.object({
        items: z.array(changeViewSchema),
        names: z.record(z.string(), z.string()),
        nextCursor: z.string().nullable(),
      }),
      handler: async ({ query: { subject, id, limit, cursor }, user }) => {
        const context = await contextOf(platform, user);
        const isSeen =
          isOfRegister(subject) && id !== undefined ? await isThere(context, subject, id) : mayReadAll(user, subject);
        if (!isSeen) throw generalProblem('not-found');
        const townId = subject === 'accounts' ? undefined : context.townId;
        const page = await readChanges(prisma, user, { subject, subjectId: id, townId }, { limit, cursor });
        return { ...page, names: await fieldNames(prisma, page.items) };
      },
    }),
  ];
}

function isOfRegister(subject: string): subject is RegisterSubject {
  return (REGISTER_SUBJECTS as readonly string[]).includes(subject);
}

/** What is no record of the register, or a whole subject: for those who may read the town's changes. */
function mayReadAll(user: SignedIn, subject: string): boolean {
  return holdsForTown(user, 'changes.read') && (subject !== 'accounts' || may(user, 'accounts.read'));
}
