import { fold } from '../../domain/area-files/fold.ts';
import { CURSOR_PART, cursorOf, placeIn } from '../../domain/cursors.ts';
import type { Day } from '../../domain/day.ts';
import type { AnyRecord, IndexEntry, RegisterContext, SubjectRecords } from './subject-records.ts';

export interface ListRequest {
  /** Words that must all occur, with accents or without. */
  readonly q?: string | undefined;
  readonly isArchived: boolean;
  /** As of this day; today unless told. */
  readonly on?: Day | undefined;
  readonly limit: number;
  /** Where the page before ended, as its `nextCursor` said. */
  readonly cursor?: string | undefined;
}

/**
 * A page of a subject's records in the order of their keys. Paging through gives every record once that was there all the time,
 * whatever comes and goes in between.
 */
export async function listRecords<View extends AnyRecord>(
  records: Pick<SubjectRecords<View, never, never>, 'index' | 'read'>,
  context: RegisterContext,
  { q, isArchived, on = context.today, limit, cursor }: ListRequest,
): Promise<{ items: View[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : placeIn(cursor);
  const words = fold(q ?? '')
    .split(' ')
    .filter(Boolean);
  const fitting = (await records.index(context, { isArchived, on }))
    .filter(({ texts }) => words.length === 0 || holdsAll(texts, words))
    .map((entry) => ({ id: entry.id, place: placeOf(entry) }))
    .filter(({ place }) => after === null || place > after)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = fitting.slice(0, limit);
  const read = await records.read(
    context,
    'read',
    page.map(({ id }) => id),
    on,
  );
  const byId = new Map(read.map((view) => [view.id, view]));
  const last = page.at(-1);
  return {
    items: page.flatMap(({ id }) => byId.get(id) ?? []),
    nextCursor: last && fitting.length > limit ? cursorOf(last.place) : null,
  };
}

function holdsAll(texts: IndexEntry['texts'], words: readonly string[]): boolean {
  const folded = texts.map((text) => (text === null ? '' : foldedOf(text)));
  return words.every((word) => folded.some((text) => text.includes(word)));
}

/** Folding costs more than all else of a search, and the same texts come again with every letter typed. */
const FOLDED_AT_MOST = 100_000;
const foldedTexts = new Map<string, string>();

function foldedOf(text: string): string {
  const known = foldedTexts.get(text);
  if (known !== undefined) return known;
  if (foldedTexts.size >= FOLDED_AT_MOST) foldedTexts.clear();
  const folded = fold(text);
  foldedTexts.set(text, folded);
  return folded;
}

/** Where a record stands in its list, as one text that sorts: `P2` comes before `P10`. */
function placeOf({ key, id }: IndexEntry): string {
  return [...key.map((part) => sortable(part)), id].join(CURSOR_PART);
}

function sortable(part: string | number): string {
  return String(part).replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(15, '0'));
}
