import { type DutyFileType, MOST_DUTY_FILES } from '../../domain/duties/files.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { DutyFile, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';

/** Where the content of a file lies among the blobs. */
export function dutyFileKey({ townId, id, type }: Pick<DutyFile, 'townId' | 'id' | 'type'>): string {
  return `duties/${townId}/${id}.${type}`;
}

interface Asked {
  readonly townId: string;
  readonly viewer: Viewer;
  readonly dutyId: string;
}

/** Whether there is such an indicator or task that the viewer may change. */
export async function mayAttach(prisma: PrismaClient, asked: Asked): Promise<boolean> {
  return (await prisma.duty.count({ where: ofDuty(asked, 'duties.edit') })) > 0;
}

/**
 * Keeps what is known of a file whose content is kept already; the same content twice is one.
 *
 * @returns `there` where the duty has it already, `full` where it takes no more, `none` where there is no such duty
 */
export async function keepDutyFile(
  prisma: PrismaClient,
  asked: Asked,
  file: {
    readonly id: string;
    readonly name: string;
    readonly type: DutyFileType;
    readonly sizeBytes: number;
    readonly digest: string;
  },
): Promise<'kept' | 'there' | 'full' | 'none'> {
  const { townId, viewer, dutyId } = asked;
  return await prisma.$transaction(async (db) => {
    // Whoever attaches to the same one waits: the files are counted by one after the other.
    const { count } = await db.duty.updateMany({
      where: ofDuty(asked, 'duties.edit'),
      data: { updatedAt: new Date(), updatedBy: viewer.id },
    });
    if (count === 0) return 'none';
    const there = await db.dutyFile.findMany({ where: { dutyId }, select: { digest: true } });
    if (there.some(({ digest }) => digest === file.digest)) return 'there';
    if (there.length >= MOST_DUTY_FILES) return 'full';
    await db.dutyFile.create({ data: { ...file, townId, dutyId, addedBy: viewer.id } });
    await recordChange(db, {
      ...{ townId, subject: 'duties', subjectId: dutyId, actorUserId: viewer.id, kind: 'changed' },
      ...{ before: { file: null }, after: { file: file.name } },
    });
    return 'kept';
  });
}

/** A file of an indicator or task that the viewer may see; `null` where there is none such. */
export async function findDutyFile(prisma: PrismaClient, asked: Asked, id: string): Promise<DutyFile | null> {
  return await prisma.dutyFile.findFirst({ where: { id, duty: ofDuty(asked, 'duties.read') } });
}

/** Takes a file off an indicator or task; its content can go then. @returns it, or `null` where there was none such */
export async function removeDutyFile(prisma: PrismaClient, asked: Asked, id: string): Promise<DutyFile | null> {
  const { townId, viewer, dutyId } = asked;
  return await prisma.$transaction(async (db) => {
    const file = await db.dutyFile.findFirst({ where: { id, duty: ofDuty(asked, 'duties.edit') } });
    if (!file) return null;
    // Of two who remove it at once the second finds nothing left.
    if ((await db.dutyFile.deleteMany({ where: { id, dutyId } })).count === 0) return null;
    await recordChange(db, {
      ...{ townId, subject: 'duties', subjectId: dutyId, actorUserId: viewer.id, kind: 'changed' },
      ...{ before: { file: file.name }, after: { file: null } },
    });
    return file;
  });
}

function ofDuty({ townId, viewer, dutyId }: Asked, permission: 'duties.read' | 'duties.edit') {
  return { AND: [whereOf(viewer, permission), { id: dutyId, townId, isActive: true }] };
}
