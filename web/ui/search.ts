import { foldAccents } from '../../domain/fold-accents.ts';

interface Searchable {
  /** What may be matched, the most telling first (a code, a name, its unit). */
  texts: readonly string[];
}

/**
 * Those of `entries` in which every word of `query` begins some word, the best first: the whole query at the beginning of
 * a text, then words at the beginning of words; ties keep their order. An empty query finds nothing.
 */
export function searchByText<T extends Searchable>(entries: readonly T[], query: string, limit: number): T[] {
  const folded = foldAccents(query);
  if (folded === '') return [];
  const words = folded.split(' ');
  const found: { entry: T; rank: number; at: number }[] = [];
  entries.forEach((entry, at) => {
    const texts = entry.texts.map(foldAccents);
    const all = texts.flatMap((text) => text.split(' '));
    if (!words.every((word) => all.some((candidate) => candidate.startsWith(word)))) return;
    const first = texts.findIndex((text) => text.startsWith(folded));
    const within = texts.findIndex((text) => text.includes(folded));
    found.push({ entry, at, rank: first >= 0 ? first : within >= 0 ? 10 + within : 20 });
  });
  return found
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, limit)
    .map((f) => f.entry);
}
