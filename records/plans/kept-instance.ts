/** For a query of a revision: what it solved, which one before it may keep. */
export const instanceSelect = { instance: true, instanceOf: { select: { instance: true } } } as const;

type Kept = Uint8Array<ArrayBuffer> | null;

/** The gzipped JSON of what a revision solved. @throws where neither keeps it, which the database refuses */
export function instanceIn(row: { readonly instance: Kept; readonly instanceOf: { readonly instance: Kept } | null }) {
  const instance = row.instance ?? row.instanceOf?.instance;
  if (!instance) throw new Error('a revision was kept without what it solved');
  return instance;
}
