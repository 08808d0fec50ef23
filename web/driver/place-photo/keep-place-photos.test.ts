import { expect, it } from 'vitest';
import { keepPlacePhotos, type PlacePhotoStore } from './keep-place-photos.ts';

/** A phone with photos of these sizes, in bytes, and a server where every photo has 40, `gone` none. */
function phone(sizes: Readonly<Record<string, number>> = {}, gone: readonly string[] = []) {
  const kept = new Map(Object.entries(sizes));
  const loaded: string[] = [];
  const store: PlacePhotoStore = {
    ids: async () => [...kept.keys()],
    bytesOf: async (id) => kept.get(id) ?? null,
    keep: async (id, jpeg) => void kept.set(id, jpeg.byteLength),
    forget: async (id) => void kept.delete(id),
  };
  const load = async (id: string) => {
    loaded.push(id);
    return gone.includes(id) ? null : new ArrayBuffer(40);
  };
  return { kept, loaded, keep: (ids: readonly string[]) => keepPlacePhotos(ids, store, load, 100) };
}

it('keeps photos in the order of the way as long as they fit, and loads none again', async () => {
  const { kept, loaded, keep } = phone();
  await keep(['a', 'b', 'c', 'd']);
  expect([...kept.keys()]).toEqual(['a', 'b']);
  await keep(['a', 'b']);
  expect(loaded).toEqual(['a', 'b', 'c']);
});

it('counts what is on the phone already: new ones only fill the room that it leaves', async () => {
  const { kept, loaded, keep } = phone({ c: 70 });
  await keep(['a', 'b', 'c']);
  expect([...kept]).toEqual([['c', 70]]);
  expect(loaded).toEqual(['a']);
  const full = phone({ a: 60, b: 40 });
  await full.keep(['a', 'b', 'c']);
  expect(full.loaded).toEqual([]);
});

it('lets go of other days’ photos before it counts, and of what is over the limit already', async () => {
  const { kept, keep } = phone({ old: 90, a: 40 });
  await keep(['a', 'b']);
  expect([...kept.keys()]).toEqual(['a', 'b']);
  const over = phone({ a: 70, b: 50, c: 20 });
  await over.keep(['a', 'b', 'c']);
  expect([...over.kept.keys()]).toEqual(['a', 'c']);
});

it('one that is gone on the server keeps no other from being kept', async () => {
  const { kept, keep } = phone({}, ['a']);
  await keep(['a', 'b', 'c']);
  expect([...kept.keys()]).toEqual(['b', 'c']);
});
