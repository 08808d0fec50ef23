import { phoneDatabase } from './outbox/database.ts';

/** Photos of places lie beside the day they are of, and go with it. */
const PREFIX = 'place-photo ';
const keyOf = (id: string): string => PREFIX + id;

/** All keys of such photos. */
export const placePhotoKeys = (): IDBKeyRange => IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);

/** The ids of the photos of places that are on this phone. */
export async function keptPlacePhotoIds(): Promise<string[]> {
  const keys = await (await phoneDatabase()).getAllKeys('kept', placePhotoKeys());
  return keys.map((key) => key.slice(PREFIX.length));
}

/** A JPEG as {@link keepPlacePhoto} kept it; `null`: it is not on this phone. */
export async function keptPlacePhoto(id: string): Promise<Blob | null> {
  const bytes = await (await phoneDatabase()).get('kept', keyOf(id));
  return bytes instanceof ArrayBuffer ? new Blob([bytes], { type: 'image/jpeg' }) : null;
}

export async function keepPlacePhoto(id: string, jpeg: ArrayBuffer): Promise<void> {
  await (await phoneDatabase()).put('kept', jpeg, keyOf(id));
}

export async function forgetPlacePhoto(id: string): Promise<void> {
  await (await phoneDatabase()).delete('kept', keyOf(id));
}
