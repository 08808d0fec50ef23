import 'maplibre-gl/dist/maplibre-gl.css';
import * as maplibre from 'maplibre-gl';
import { Protocol } from 'pmtiles';
import workerUrl from 'virtual:map-worker-url';

maplibre.setWorkerUrl(workerUrl);
/** Reads PMTiles; a file that is to be read in another way than from its address is added to it. */
export const pmtilesProtocol = new Protocol();
maplibre.addProtocol('pmtiles', pmtilesProtocol.tile);

/** MapLibre, able to read PMTiles and with its worker served by this site. */
export { maplibre, workerUrl };
