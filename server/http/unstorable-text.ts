/** A way into a value: the step taken last, and the way before it. */
interface Way {
  readonly step: string;
  readonly before: Way | null;
}

/**
 * Where a value from outside holds text that the database cannot keep and no page can show: NUL, which its text columns
 * refuse, and halves of surrogate pairs, which are no characters.
 *
 * @param value parsed JSON, or the parameters of an address; however deep it is nested
 * @returns the way to each such text or name of a member, at most 20
 */
export function findUnstorableText(value: unknown): string[][] {
  const found: string[][] = [];
  // No recursion: a body of brackets is nested deeper than a stack.
  const left: { value: unknown; way: Way | null }[] = [{ value, way: null }];
  for (let next = left.pop(); next && found.length < MOST_FOUND; next = left.pop()) {
    const { value: each, way } = next;
    if (typeof each === 'string' && isUnstorable(each)) found.push(stepsOf(way));
    if (typeof each !== 'object' || each === null) continue;
    for (const [name, member] of Object.entries(each)) {
      if (isUnstorable(name)) found.push(stepsOf(way));
      if (typeof member === 'string' || typeof member === 'object') {
        left.push({ value: member, way: { step: name, before: way } });
      }
    }
  }
  return found;
}

const MOST_FOUND = 20;

/** Whether a text holds NUL or half a surrogate pair. */
function isUnstorable(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text);
}

function stepsOf(way: Way | null): string[] {
  const steps: string[] = [];
  for (let at = way; at; at = at.before) steps.push(at.step);
  return steps.toReversed();
}
