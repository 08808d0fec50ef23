import { PMTiles } from 'pmtiles';
import type { LonLat } from '../../../domain/geo.ts';
import { KeptSource, wholeKey } from './kept-source.ts';
import { type MapStore, mapStore } from './map-store.ts';
import { tilesAround } from './tiles-around.ts';

/** The most a phone keeps of a base map, in bytes. */
const MOST_MAP_BYTES = 15_000_000;

/**
 * Keeps the base map for a way without a network: the whole of a small town's, and of a larger one the tiles around the way, the
 * coarsest first, up to {@link MOST_MAP_BYTES}. What is there already is not loaded again; other maps go.
 *
 * @param url absolute address of the PMTiles file
 * @throws where there is no network or no room: what was kept so far stays
 */
export async function keepMap(url: string, way: readonly LonLat[], signal: AbortSignal): Promise<void> {
  await forgetOthers(mapStore, url);
  if ((await mapStore.keys()).includes(wholeKey(url))) return;
  const size = await sizeOf(url, signal);
  if (size <= MOST_MAP_BYTES) {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    await mapStore.put(wholeKey(url), await response.arrayBuffer());
    return;
  }
  const source = new KeptSource(url, mapStore, { keeps: true });
  const tiles = new PMTiles(source);
  const { minZoom, maxZoom } = await tiles.getHeader();
  let bytes = 0;
  for (const [z, x, y] of tilesAround(way, { min: minZoom, max: maxZoom })) {
    if (signal.aborted) return;
    bytes += (await tiles.getZxy(z, x, y, signal))?.data.byteLength ?? 0;
    // Tiles are kept as they are in the file, packed: smaller than what is counted here.
    if (bytes > MOST_MAP_BYTES) return;
  }
}

async function forgetOthers(store: MapStore, url: string): Promise<void> {
  const others = (await store.keys()).filter((key) => !key.startsWith(`${url} `));
  if (others.length > 0) await store.remove(others);
}

/** Bytes of the whole file. */
async function sizeOf(url: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { headers: { Range: 'bytes=0-0' }, signal });
  const size = Number(response.headers.get('Content-Range')?.split('/')[1]);
  if (response.status !== 206 || !Number.isFinite(size)) throw new Error(`${url} gives no ranges`);
  return size;
}
