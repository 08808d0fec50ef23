import { v7 as uuidv7 } from 'uuid';
import {
  type WhatIfAnswer,
  type WhatIfCase,
  whatIfAnswerSchema,
  whatIfCasesSchema,
  WHAT_IF_STATES,
  type WhatIfView,
} from '../../domain/what-ifs/what-ifs.ts';
import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** So long answers are kept: nobody comes back to them later. */
const KEPT_MILLISECONDS = 7 * 86_400_000;

/** Writes down what is asked of a revision, and forgets what was asked long ago. @returns its id */
export async function askWhatIf(
  prisma: PrismaClient,
  asked: {
    readonly townId: string;
    readonly planId: string;
    readonly revisionId: string;
    readonly cases: readonly WhatIfCase[];
    readonly requestedBy: string;
  },
  now: Date,
): Promise<string> {
  const { cases, ...row } = asked;
  await prisma.whatIf.deleteMany({
    where: { townId: asked.townId, requestedAt: { lt: new Date(now.getTime() - KEPT_MILLISECONDS) } },
  });
  const id = uuidv7();
  await prisma.whatIf.create({ data: { ...row, id, cases: [...cases] } });
  return id;
}

/** What is asked, as long as nobody has answered it. */
export async function whatIfToAnswer(
  prisma: PrismaClient,
  id: string,
): Promise<{ readonly revisionId: string; readonly cases: readonly WhatIfCase[] } | null> {
  const row = await prisma.whatIf.findFirst({ where: { id, state: 'queued' } });
  return row && { revisionId: row.revisionId, cases: whatIfCasesSchema.parse(row.cases) };
}

/** Keeps the answer; `null` where there is none to be had. */
export async function keepWhatIf(prisma: PrismaClient, id: string, answer: WhatIfAnswer | null): Promise<void> {
  await prisma.whatIf.updateMany({
    where: { id, state: 'queued' },
    data: answer ? { state: 'done', answer } : { state: 'failed' },
  });
}

/** What was asked of a town's plan, and the answer as far as it is there; `null` where nothing of that id was. */
export async function readWhatIf(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  id: string,
): Promise<WhatIfView | null> {
  const row = await prisma.whatIf.findFirst({
    where: { id, townId, planId },
    include: { revision: { select: { number: true } } },
  });
  return (
    row && {
      id,
      state: z.enum(WHAT_IF_STATES).parse(row.state),
      revisionNumber: row.revision.number,
      cases: whatIfCasesSchema.parse(row.cases),
      answer: row.answer === null ? null : whatIfAnswerSchema.parse(row.answer),
    }
  );
}
