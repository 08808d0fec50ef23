/** A record as its table's columns hold it, with days as text. */
export type Fields = Readonly<Record<string, unknown>>;

/** A record at hand. */
export interface KeptRow {
  readonly id: string;
  /** What tells it from the others of its subject for people: its code, or what stands for one. */
  readonly key: string;
  /** False once archived. */
  readonly isActive: boolean;
  readonly fields: Fields;
}

/** A record as it shall be: fields that are not named stay as they are. */
export interface WantedRow {
  readonly key: string;
  readonly fields: Fields;
}

export interface ChangedRow {
  readonly id: string;
  readonly key: string;
  /** Of both only the fields that differ. */
  readonly before: Fields;
  readonly after: Fields;
}

/** What has to be written so that the records at hand become those that are wanted. */
export interface RowDifference {
  readonly added: readonly WantedRow[];
  /** Archived ones that are wanted again have `isActive` among what differs. */
  readonly changed: readonly ChangedRow[];
  readonly archived: readonly KeptRow[];
  readonly unchanged: readonly KeptRow[];
}

/**
 * The difference by key between the records at hand and those that are wanted.
 *
 * @param spared `null`: nothing is archived; else keys of records that are not archived although they are not wanted
 */
export function differenceOf(
  kept: readonly KeptRow[],
  wanted: readonly WantedRow[],
  spared: ReadonlySet<string> | null,
): RowDifference {
  const byKey = new Map(kept.map((row) => [row.key, row]));
  const added: WantedRow[] = [];
  const changed: ChangedRow[] = [];
  const unchanged: KeptRow[] = [];
  for (const row of wanted) {
    const there = byKey.get(row.key);
    if (!there) added.push(row);
    else {
      const fields = there.isActive ? row.fields : { ...row.fields, isActive: true };
      const change = changeOf(there, fields);
      if (change) changed.push(change);
      else unchanged.push(there);
    }
  }
  const named = new Set(wanted.map((row) => row.key));
  const archived =
    spared === null ? [] : kept.filter((row) => row.isActive && !named.has(row.key) && !spared.has(row.key));
  return { added, changed, archived, unchanged };
}

/** What changes of a record when it gets these fields; `null` when nothing does. */
function changeOf({ id, key, fields }: KeptRow, wanted: Fields): ChangedRow | null {
  const differing = Object.keys(wanted).filter((name) => !isSame(fields[name] ?? null, wanted[name] ?? null));
  if (differing.length === 0) return null;
  const pick = (of: Fields) => Object.fromEntries(differing.map((name) => [name, of[name] ?? null]));
  return { id, key, before: pick(fields), after: pick(wanted) };
}

/** Whether two values are the same to JSON, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  const [one, other] = [a as Fields, b as Fields];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => isSame(one[name], other[name]));
}
