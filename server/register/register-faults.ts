import type { RegisterContext, AnyRecord, SubjectRecords } from '../../records/register/subject-records.ts';
import type { Language } from '../../domain/languages.ts';
import { FieldFault, NoSuchRecord, StaleRecord, StillInUse } from '../../domain/register/faults.ts';
import { readChanges } from '../../records/changes/read-changes.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { generalProblem } from '../http/general-problems.ts';
import type { Problem } from '../http/problem.ts';
import { pointerTo } from '../http/pointer.ts';
import { DEPENDENTS, FIELD_FAULT_WORDS, registerProblem } from './problems.ts';

/** A field's fault as a problem that points at it. @param place where the fields stood in the body */
function fieldProblem(fault: FieldFault, language: Language, place: readonly string[] = []): Problem {
  const path = [...place, fault.field];
  const message = FIELD_FAULT_WORDS[fault.code][language].replace('{value}', fault.value);
  const error = { path: ['body', ...path].join('.'), pointer: pointerTo(path), message, code: fault.code };
  return generalProblem('input-invalid', {}, { errors: [error] });
}

/** What keeps a record from being archived, in words. */
function inUseProblem({ by }: StillInUse, language: Language): Problem {
  const texts = Object.entries(by).map(([subject, count]) =>
    (DEPENDENTS[subject]?.[language] ?? `${subject} ({count})`).replace('{count}', String(count)),
  );
  return registerProblem('still-in-use', { by: texts.join(', ') }, { by });
}

/** The record as it is now, and what others changed of it since the version that was asked for, the newest first. */
async function staleProblem<View extends AnyRecord>(
  prisma: PrismaClient,
  records: SubjectRecords<View, never, never>,
  context: RegisterContext,
  { id, version }: StaleRecord,
): Promise<Problem> {
  const [current] = await records.read(context, 'read', [id], context.today);
  if (!current) return registerProblem('no-such-record');
  const about = { subject: records.subject, subjectId: id };
  const { items } = await readChanges(prisma, context.viewer, about, { limit: 50 });
  const since = items.filter(({ actor }) => actor !== null).slice(0, Math.max(0, current.version - version));
  return generalProblem('stale', {}, { id, current, changes: since });
}

/** Runs a write of the register and words what it refuses. */
export async function answering<View extends AnyRecord, T>(
  prisma: PrismaClient,
  records: SubjectRecords<View, never, never>,
  context: RegisterContext,
  { language, place }: { readonly language: Language; readonly place?: readonly string[] },
  work: () => Promise<T>,
): Promise<T> {
  return await wording(
    language,
    async () => {
      try {
        return await work();
      } catch (error) {
        throw error instanceof StaleRecord ? await staleProblem(prisma, records, context, error) : error;
      }
    },
    place,
  );
}

/** The same for what has no version. */
export async function wording<T>(language: Language, work: () => Promise<T>, place?: readonly string[]): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FieldFault) throw fieldProblem(error, language, place);
    if (error instanceof StillInUse) throw inUseProblem(error, language);
    if (error instanceof NoSuchRecord) throw registerProblem('no-such-record', {}, { id: error.id });
    throw error;
  }
}
