/** The base map of an imported area: vector tiles in one PMTiles file, so that the map needs no server from outside. */
import { GeoJSONVT, type GeoJSONVTFeature, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { itemAt } from '../../domain/item-at.ts';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { LAYERS, type LayerName } from './classify.ts';
import { PmtilesWriter } from './pmtiles-writer.ts';
import { type Bounds, boundsOf, type MapFeature, readFeatures } from './read-features.ts';
import { tileAt, tileId } from './tile-id.ts';

const MIN_ZOOM = 6;
/** Above it clients enlarge these tiles, which at 4096 units a tile is exact to 0.3 m. */
const MAX_ZOOM = 15;
const EXTENT = 4096;

/** What OpenStreetMap's licence asks to be shown (https://www.openstreetmap.org/copyright). */
const OSM_ATTRIBUTION = '© OpenStreetMap contributors';

export interface BuildBaseMapOptions {
  pbfPath: string;
  /** West, south, east, north; the whole extract unless told. */
  bbox?: Bounds;
  outFile: string;
  /** What the map must show of its data's origin; OpenStreetMap's unless told. A synthetic area says that it is one. */
  attribution?: string;
  name?: string;
  signal?: AbortSignal;
  /** Called with the share that is done, 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface BaseMap {
  bounds: Bounds;
  tiles: number;
  bytes: number;
}

/** The part of the work that reading the extract takes. */
const READING_SHARE = 0.3;

/**
 * Builds the file; it appears under its name only when it is complete, replacing one that is there.
 *
 * @throws OsmFileError for an extract that cannot be read; RangeError if it holds nothing to show.
 */
export async function buildBaseMap(options: BuildBaseMapOptions): Promise<BaseMap> {
  const { pbfPath, bbox, outFile, signal, onProgress } = options;
  const features = await readFeatures(pbfPath, {
    bbox,
    signal,
    onProgress: (share) => onProgress?.(share * READING_SHARE),
  });
  const bounds = bbox ?? boundsOf(features.filter((f) => f.layer === 'roads').map((feature) => feature.geometry));
  if (features.length === 0 || !Number.isFinite(bounds[0])) throw new RangeError(`${pbfPath} holds nothing to show.`);

  const layers = indexLayers(features);
  const tiles = tilesOf(bounds);
  const writer = await PmtilesWriter.create(outFile);
  try {
    for (const [done, { id, z, x, y }] of tiles.entries()) {
      signal?.throwIfAborted();
      const content = encodeTile(layers, features, z, x, y);
      if (content) await writer.add(id, content);
      onProgress?.(READING_SHARE + (1 - READING_SHARE) * ((done + 1) / tiles.length));
    }
  } catch (error) {
    await writer.discard();
    throw error;
  }
  const { tiles: written, bytes } = await writer.finish({
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    bounds,
    metadata: {
      name: options.name ?? 'Base map',
      format: 'pbf',
      type: 'baselayer',
      attribution: options.attribution ?? OSM_ATTRIBUTION,
      vector_layers: LAYERS.map((layer) => describeLayer(layer, features)),
    },
  });
  return { bounds, tiles: written, bytes };
}

/** One index a layer; a feature's id is its place in `features`, which knows the zoom it is shown from. */
function indexLayers(features: MapFeature[]): Map<LayerName, GeoJSONVT> {
  const indexes = new Map<LayerName, GeoJSONVT>();
  for (const layer of LAYERS) {
    const collection = {
      type: 'FeatureCollection' as const,
      features: features.flatMap((feature, id) =>
        feature.layer === layer
          ? [{ type: 'Feature' as const, id, properties: feature.attributes, geometry: feature.geometry }]
          : [],
      ),
    };
    if (collection.features.length === 0) continue;
    indexes.set(
      layer,
      new GeoJSONVT(collection, { maxZoom: MAX_ZOOM, indexMaxZoom: MIN_ZOOM, extent: EXTENT, buffer: 80 }),
    );
  }
  return indexes;
}

function encodeTile(
  indexes: Map<LayerName, GeoJSONVT>,
  features: MapFeature[],
  z: number,
  x: number,
  y: number,
): Uint8Array | null {
  const layers: Record<string, GeoJSONVTTile> = {};
  for (const [layer, index] of indexes) {
    const tile = index.getTile(z, x, y);
    const all: GeoJSONVTFeature[] = tile?.features ?? [];
    const shown = all.filter((feature) => itemAt(features, Number(feature.id)).minZoom <= z).map(withoutId);
    if (tile && shown.length > 0) layers[layer] = Object.assign({}, tile, { features: shown });
  }
  if (Object.keys(layers).length === 0) return null;
  return fromGeojsonVt(layers, { version: 2, extent: EXTENT });
}

function withoutId(feature: GeoJSONVTFeature): GeoJSONVTFeature {
  return { ...feature, id: undefined };
}

/** All tiles of all zooms that touch the box, in the archive's order. */
function tilesOf(bounds: Bounds): { id: number; z: number; x: number; y: number }[] {
  const tiles = [];
  for (let z = MIN_ZOOM; z <= MAX_ZOOM; z++) {
    const [left, top] = tileAt(bounds[0], bounds[3], z);
    const [right, bottom] = tileAt(bounds[2], bounds[1], z);
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) tiles.push({ id: tileId(z, x, y), z, x, y });
    }
  }
  return tiles.sort((a, b) => a.id - b.id);
}

function describeLayer(layer: LayerName, features: MapFeature[]) {
  const fields: Record<string, string> = {};
  let minZoom = MAX_ZOOM;
  for (const feature of features) {
    if (feature.layer !== layer) continue;
    minZoom = Math.min(minZoom, feature.minZoom);
    for (const [key, value] of Object.entries(feature.attributes)) {
      const type = typeof value;
      fields[key] = type === 'number' ? 'Number' : type === 'boolean' ? 'Boolean' : 'String';
    }
  }
  return { id: layer, fields, minzoom: Math.max(MIN_ZOOM, minZoom), maxzoom: MAX_ZOOM };
}
