/** The most a phone keeps of them, in bytes. */
const MOST_BYTES = 12_000_000;

/** The photos of places that are on the phone, by their ids. */
export interface PlacePhotoStore {
  ids(): Promise<readonly string[]>;
  /** How large one is; `null`: it is not there any more. */
  bytesOf(id: string): Promise<number | null>;
  keep(id: string, jpeg: ArrayBuffer): Promise<void>;
  forget(id: string): Promise<void>;
}

/**
 * Keeps the photos of `ids`, in their order, and no others: together at most {@link MOST_BYTES}, what is on the phone already counted
 * first, so that nothing is loaded twice.
 *
 * @param load the JPEG of a photo; `null` where there is none any more
 * @throws what `load` or `store` throw; what was kept so far stays
 */
export async function keepPlacePhotos(
  ids: readonly string[],
  store: PlacePhotoStore,
  load: (id: string) => Promise<ArrayBuffer | null>,
  mostBytes = MOST_BYTES,
): Promise<void> {
  const there = new Set(await store.ids());
  for (const id of there) if (!ids.includes(id)) await store.forget(id);
  const kept = new Set<string>();
  let bytes = 0;
  for (const id of ids.filter((one) => there.has(one))) {
    const size = await store.bytesOf(id);
    if (size === null) continue;
    if (bytes + size > mostBytes) {
      await store.forget(id);
      continue;
    }
    bytes += size;
    kept.add(id);
  }
  for (const id of ids) {
    if (kept.has(id)) continue;
    if (bytes >= mostBytes) return;
    const jpeg = await load(id);
    // One that was taken away meanwhile keeps no other from being kept.
    if (!jpeg) continue;
    bytes += jpeg.byteLength;
    if (bytes > mostBytes) return;
    await store.keep(id, jpeg);
  }
}
