import type { Day } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { hasTruck } from '../../records/trucks/trucks-of-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import { isAroundDay } from './tolerance.ts';

const WORDS = {
  vi: {
    truckId: 'không có xe này trong khu vực',
    doneAt: 'thời điểm này chưa đến',
    day: 'thời điểm này không thuộc ngày đã nêu',
  },
  en: {
    truckId: 'no such truck in the area',
    doneAt: 'this time has not come yet',
    day: 'this time is of another day than the one named',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** What is wrong with something told of a truck, by the member of the body; nothing where truck, day and time fit one another. */
export async function faultsOfTold(
  { config, database: { prisma } }: Platform,
  town: ActiveTown,
  { truckId, day, doneAt }: { readonly truckId: string; readonly day: Day; readonly doneAt: Date },
  language: Language,
): Promise<{ path: string; message: string }[]> {
  const latest = latestInstantOf(config, town);
  const faults: (keyof (typeof WORDS)['vi'])[] = [];
  if (!(await hasTruck(prisma, town.id, truckId))) faults.push('truckId');
  // A wrong clock says nothing of the day: that phone waits.
  if (doneAt > latest) faults.push('doneAt');
  else if (!isAroundDay(doneAt, day, town.timeZone)) faults.push('day');
  return faults.map((member) => ({ path: `body.${member}`, message: WORDS[language][member] }));
}
