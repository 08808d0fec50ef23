import type { Stream } from '../../../domain/stream-names.ts';
import type { TallyInput } from '../../../domain/tallies/tallies.ts';

/** A gathering point as this phone knows it. */
export interface KnownPoint {
  readonly id: string;
  readonly name: string;
}

/** What stands in the form, as it was written. */
export interface TallyDraft {
  readonly point: KnownPoint | null;
  readonly team: string;
  readonly stream: Stream;
  readonly how: 'loads' | 'kg';
  readonly loads: string;
  readonly litres: string;
  readonly kg: string;
  readonly note: string;
}

/** What is missing, by the field. */
export type TallyFault = 'point' | 'team' | 'loads' | 'litres' | 'kg';

/** What a draft tells of a day, as it is sent but for its id and time; or everything that is missing in it. */
export function tallyOf(
  draft: TallyDraft,
): { readonly told: Omit<TallyInput, 'id' | 'day' | 'doneAt'> } | { readonly faults: readonly TallyFault[] } {
  const { point, team, stream, note } = draft;
  const isLoads = draft.how === 'loads';
  const loads = wholeOf(draft.loads);
  const litres = wholeOf(draft.litres);
  const kg = wholeOf(draft.kg);
  const missing: readonly (TallyFault | false)[] = [
    point === null && 'point',
    team.trim() === '' && 'team',
    isLoads && loads === null && 'loads',
    isLoads && (litres === null || litres === 0) && 'litres',
    !isLoads && kg === null && 'kg',
  ];
  const faults = missing.filter((fault) => fault !== false);
  if (faults.length > 0 || point === null) return { faults };
  const amount = isLoads ? { loads, loadLitres: litres } : { kg };
  return { told: { pointId: point.id, team: team.trim(), stream, ...amount, note: note.trim() || null } };
}

function wholeOf(text: string): number | null {
  const digits = text.replaceAll(/[\s.,]/g, '');
  return /^\d{1,5}$/.test(digits) ? Number(digits) : null;
}

const KEY = 'tuyen-xanh.tally';

/** What a team enters day by day is there again: its point, its name, its carts. Only what was counted is not. */
export function lastTally(): TallyDraft {
  const empty: TallyDraft = {
    ...{ point: null, team: '', stream: 'household-other', how: 'loads', loads: '', litres: '500', kg: '', note: '' },
  };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    // Half written: the team writes it once more.
    return empty;
  }
}

/** As many points as a team goes to by turns. */
const MOST_POINTS = 5;

/** The points told of last on this phone, the latest first: they can be chosen without a network. */
export function lastPoints(): KnownPoint[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { points?: KnownPoint[] } | null;
    return Array.isArray(kept?.points) ? kept.points : [];
  } catch {
    return [];
  }
}

/** See {@link lastTally} and {@link lastPoints}. */
export function keepTally({ point, team, stream, how, litres }: TallyDraft): void {
  const others = lastPoints().filter(({ id }) => id !== point?.id);
  const points = [...(point ? [point] : []), ...others].slice(0, MOST_POINTS);
  try {
    localStorage.setItem(KEY, JSON.stringify({ point, team, stream, how, litres, points }));
  } catch {
    // No room: it is written once more tomorrow.
    localStorage.removeItem(KEY);
  }
}
