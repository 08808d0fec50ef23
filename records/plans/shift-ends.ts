import { z } from 'zod';
import { revisionEditsSchema } from '../../domain/plan-edits.ts';
import { replanRequestSchema } from '../../domain/replans/replans.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { lineOfRevision } from './line-of-revision.ts';

/** When a shift ends in a revision: as the books say, or as somebody edited it or said that its crew leaves. */
export type ShiftEndOf = (shift: { readonly shiftId: string; readonly truckId: string }, inBooks: Date) => Date;

const editsSchema = revisionEditsSchema.pick({ changes: true }).strip().nullable();
const optionsSchema = z.object({ replan: replanRequestSchema.pick({ leaving: true }).strip() }).nullable();

/** Reads what was said of shifts' ends in a revision and those that it was made from. */
export async function readShiftEnds(
  prisma: Pick<Prisma.TransactionClient, '$queryRaw'>,
  revisionId: string,
): Promise<ShiftEndOf> {
  const rows = await prisma.$queryRaw<{ edits: unknown; options: unknown }[]>`
    ${lineOfRevision(revisionId)}
    SELECT CASE WHEN line.edits ? 'changes' THEN line.edits END AS edits,
           CASE WHEN run.options->'replan' ? 'leaving' THEN run.options END AS options
      FROM line LEFT JOIN "PlanRun" run ON run.id = line."runId"
     WHERE line.edits ? 'changes' OR run.options->'replan' ? 'leaving' ORDER BY line.back DESC`;
  const said = rows.map(({ edits, options }) => ({
    changes: editsSchema.parse(edits)?.changes ?? [],
    leaving: optionsSchema.parse(options)?.replan.leaving ?? [],
  }));
  return ({ shiftId, truckId }, inBooks) => {
    let end = inBooks;
    for (const { changes, leaving } of said) {
      for (const change of changes) {
        if (change.kind === 'shift-end' && change.shift === shiftId) end = new Date(change.at);
      }
      for (const { truck, at } of leaving) if (truck === truckId && new Date(at) < end) end = new Date(at);
    }
    return end;
  };
}
