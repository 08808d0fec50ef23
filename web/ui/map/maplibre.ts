import 'maplibre-gl/dist/maplibre-gl.css';
import * as maplibre from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import workerUrl from 'virtual:map-worker-url';
import { FLAT_STYLE, flatStyle } from './flat-style.ts';

maplibre.setWorkerUrl(workerUrl);
/** Reads PMTiles; a file that is to be read in another way than from its address is added to it. */
export const pmtilesProtocol = new Protocol();
maplibre.addProtocol('pmtiles', pmtilesProtocol.tile);
maplibre.addProtocol(FLAT_STYLE, async ({ url }, { signal }) => {
  const response = await fetch(url.slice(`${FLAT_STYLE}://`.length), { signal });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return { data: flatStyle(await response.json()) };
});

/** MapLibre, able to read PMTiles and with its worker served by this site. */
export { maplibre, workerUrl };
