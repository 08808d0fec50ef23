import type { LedgerUnit } from '../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../domain/ledger/unassigned.ts';
import type { Language } from '../../domain/languages.ts';
import { SETTINGS } from '../../domain/units.ts';
import type { Prisma } from '../../prisma/client/client.ts';

const UNASSIGNED_NAMES: Readonly<Record<Language, string>> = { vi: 'Chưa phân bổ', en: 'Unassigned' };

/** How the ledger names units, and the unassigned line. */
export async function unitNames(
  prisma: Prisma.TransactionClient,
  townId: string,
  language: Language,
): Promise<(unitId: string | null) => LedgerUnit> {
  const units = await prisma.unit.findMany({
    where: { townId },
    select: { id: true, code: true, name: true, setting: true },
  });
  const byId = new Map(
    units.map(({ id, code, name, setting }) => [
      id,
      { code, name, setting: SETTINGS.find((known) => known === setting) ?? null },
    ]),
  );
  const unassigned = { code: UNASSIGNED_UNIT, name: UNASSIGNED_NAMES[language], setting: null };
  return (unitId) => (unitId === null ? unassigned : (byId.get(unitId) ?? unassigned));
}
