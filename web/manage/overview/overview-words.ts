import type { TFunction } from 'i18next';
import { COMPLAINT_OVERDUE_DAYS } from '../../../domain/complaints/overdue.ts';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { Overview } from '../../../domain/ledger/overview.ts';
import { UNASSIGNED_UNIT } from '../../../domain/ledger/unassigned.ts';
import type { Format } from '../../ui/format.ts';
import { daysOf, type Span } from '../../ui/period/span.ts';

interface Speaking {
  readonly t: TFunction<'overview'>;
  readonly format: Format;
}

/** Which days the figures are of. */
export function spanWords({ from, to, days }: Overview, { t, format }: Speaking): string {
  return days > 0 && days < daysOf({ from, to })
    ? t('partOfSpan', { to: format.day(to), days })
    : t('span', { to: format.day(to) });
}

/** The rate of all against its target; `null` where there is none. */
export function leadWords({ all }: Pick<Overview, 'all'>, { t, format }: Speaking): string | null {
  if (all === null || all.rate === null) return null;
  return all.target === null
    ? t('allNoTarget', { rate: format.percentTenths(all.rate) })
    : t('all', { rate: format.percentTenths(all.rate), target: format.percent(all.target) });
}

interface ChangeWords {
  readonly key: string;
  readonly isUp: boolean;
  readonly text: string;
}

/** What changed most since the four weeks before, computed; a text alone where that is nothing, or not known. */
export function changeWords(changes: Overview['changes'], { t, format }: Speaking): readonly ChangeWords[] | string {
  if (changes === null) return t('changed.tooShort');
  if (changes.length === 0) return t('changed.none');
  return changes.map(({ unit, before, after, kgPerDay }) => {
    const isUp = kgPerDay > 0;
    const text = t(isUp ? 'changed.up' : 'changed.down', {
      unit: unit.name,
      points: format.tenths(Math.abs(after - before) * 100),
      before: format.percentTenths(before),
      after: format.percentTenths(after),
      kg: format.kg(Math.abs(kgPerDay)),
    });
    return { key: unit.code, isUp, text };
  });
}

/** How well the last four weeks are known, a sentence each. */
export function qualityWords(quality: Overview['quality'], { t, format }: Speaking): readonly string[] {
  const { mass, scheduled, unreported, inferred, unassignedKg, estimatedMost } = quality;
  const shares = massShares(mass);
  const sentences = [
    shares === null
      ? t('quality.none')
      : t('quality.mass', {
          weighed: format.percentTenths(shares.weighed),
          measured: format.percentTenths(shares.measured),
          estimated: format.percentTenths(shares.estimated),
        }),
  ];
  if (estimatedMost.length > 0) {
    const units = estimatedMost.map(({ unit, share }) => `${unit.name} ${format.percentTenths(share)}`).join(' · ');
    sentences.push(t('quality.most', { units }));
  }
  if (scheduled > 0) {
    const open = t('quality.unreported', { open: format.count(unreported), scheduled: format.count(scheduled) });
    sentences.push(inferred > 0 ? `${open} ${t('quality.inferred', { count: inferred })}` : open);
  }
  if (unassignedKg > 0) sentences.push(t('quality.unassigned', { kg: format.kg(unassignedKg) }));
  return sentences;
}

/** Something that waits, with the way to the list it is worked off in. */
interface ToDoWords {
  readonly text: string;
  readonly to: '/manage/reports' | '/manage/rates' | '/manage/quality' | '/evidence';
  readonly search?: { readonly tab: 'doubts' | 'complaints' } | Span | typeof UNASSIGNED;
}

const UNASSIGNED = { unit: UNASSIGNED_UNIT, stream: 'household-other' } as const;

/** @param seesVisits whether whoever reads it may see the visits */
export function toDoWords(
  { toDo, quality }: Pick<Overview, 'toDo' | 'quality'>,
  seesVisits: boolean,
  { t, format }: Speaking,
): readonly ToDoWords[] {
  const { report } = toDo;
  const [tickets, complaints, months] = [toDo.doubtfulTickets ?? 0, toDo.overdueComplaints ?? 0, toDo.openMonths ?? 0];
  const overdue = { count: complaints, days: COMPLAINT_OVERDUE_DAYS };
  const items: (ToDoWords | false | null)[] = [
    report !== null &&
      !report.isMade && {
        text: t('toDo.report', { year: String(report.year), before: format.day(report.before) }),
        to: '/manage/reports',
      },
    quality.unreported > 0 &&
      seesVisits && {
        text: t('toDo.unreported'),
        to: '/manage/quality',
        search: { from: quality.from, to: quality.to },
      },
    quality.unassignedKg > 0 && { text: t('toDo.unassigned'), to: '/manage/rates', search: UNASSIGNED },
    tickets > 0 && { text: t('toDo.doubts', { count: tickets }), to: '/evidence', search: { tab: 'doubts' } },
    complaints > 0 && { text: t('toDo.complaints', overdue), to: '/evidence', search: { tab: 'complaints' } },
    months > 0 && { text: t('toDo.months', { count: months }), to: '/manage/rates' },
  ];
  return items.filter((item) => typeof item === 'object' && item !== null);
}
