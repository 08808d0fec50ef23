/** What a JSON text may hold at most. */
export interface JsonBounds {
  /** How deep lists and objects may nest. */
  readonly depth: number;
  /** How many lists and objects may stand in the lists and objects of the document: of a FeatureCollection, its features. */
  readonly members: number;
}

/**
 * Which of the bounds a JSON text exceeds; `null`: none. Asked before parsing: a file of nothing but `[` would take some eighty times
 * its size in memory, and one of a million empty features more than that in faults.
 */
export function boundExceeded(text: string, { depth: deepest, members: most }: JsonBounds): keyof JsonBounds | null {
  let depth = 0;
  let members = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isInString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) isInString = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      if (++depth > deepest) return 'depth';
      if (depth === MEMBER_DEPTH && ++members > most) return 'members';
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--;
  }
  return null;
}

/** The document is the first, its lists the second. */
const MEMBER_DEPTH = 3;
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((c) => c.charCodeAt(0));
