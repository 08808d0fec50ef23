/** Which OpenStreetMap elements the base map shows, in which layer, from which zoom, with which attributes (see README.md). */
import type { OsmTags } from '../osm/types.ts';
import { readAdminLevel, readMeasure } from '../osm/tag-figures.ts';

export type Attributes = Record<string, string | number | boolean>;

export interface MapClass {
  layer: LayerName;
  minZoom: number;
  attributes: Attributes;
}

export const LAYERS = [
  'landuse',
  'water',
  'waterways',
  'buildings',
  'roads',
  'boundaries',
  'places',
  'labels',
] as const;
export type LayerName = (typeof LAYERS)[number];

/** A table from an OSM value to our class and the zoom it is kept from. */
type Classes = Record<string, [name: string, minZoom: number]>;

const ROADS: Classes = {
  motorway: ['motorway', 6],
  trunk: ['trunk', 6],
  primary: ['primary', 8],
  secondary: ['secondary', 9],
  tertiary: ['tertiary', 11],
  unclassified: ['minor', 12],
  residential: ['minor', 12],
  living_street: ['minor', 12],
  road: ['minor', 12],
  service: ['service', 13],
  track: ['track', 13],
  path: ['path', 13],
  footway: ['path', 13],
  pedestrian: ['path', 13],
  cycleway: ['path', 13],
  bridleway: ['path', 13],
  steps: ['path', 13],
};

const LANDUSE: Classes = {
  'landuse=forest': ['forest', 8],
  'natural=wood': ['forest', 8],
  'landuse=grass': ['grass', 12],
  'landuse=meadow': ['grass', 10],
  'landuse=recreation_ground': ['grass', 11],
  'landuse=village_green': ['grass', 12],
  'natural=scrub': ['grass', 10],
  'natural=grassland': ['grass', 10],
  'natural=heath': ['grass', 10],
  'leisure=park': ['grass', 10],
  'leisure=garden': ['grass', 12],
  'landuse=farmland': ['farmland', 9],
  'landuse=orchard': ['farmland', 10],
  'landuse=paddy': ['farmland', 9],
  'landuse=vineyard': ['farmland', 10],
  'landuse=residential': ['residential', 9],
  'landuse=commercial': ['commercial', 10],
  'landuse=retail': ['commercial', 10],
  'landuse=industrial': ['industrial', 9],
  'landuse=quarry': ['quarry', 10],
  'landuse=landfill': ['landfill', 10],
  'landuse=cemetery': ['cemetery', 12],
  'amenity=grave_yard': ['cemetery', 13],
  'amenity=school': ['education', 12],
  'amenity=kindergarten': ['education', 13],
  'amenity=college': ['education', 12],
  'amenity=university': ['education', 12],
  'amenity=hospital': ['health', 12],
  'amenity=clinic': ['health', 13],
  'leisure=pitch': ['sports', 13],
  'leisure=sports_centre': ['sports', 12],
  'leisure=stadium': ['sports', 12],
};

const WATERWAYS: Classes = {
  river: ['river', 8],
  canal: ['canal', 10],
  stream: ['stream', 12],
  ditch: ['ditch', 14],
  drain: ['ditch', 14],
};

const PLACES: Record<string, { rank: number; minZoom: number }> = {
  city: { rank: 1, minZoom: 6 },
  town: { rank: 2, minZoom: 8 },
  suburb: { rank: 3, minZoom: 11 },
  village: { rank: 4, minZoom: 11 },
  quarter: { rank: 5, minZoom: 12 },
  neighbourhood: { rank: 6, minZoom: 13 },
  hamlet: { rank: 7, minZoom: 13 },
  locality: { rank: 8, minZoom: 14 },
};

const LABELS: Classes = {
  'natural=water': ['water', 13],
  'leisure=park': ['green', 13],
  'amenity=school': ['education', 14],
  'amenity=kindergarten': ['education', 15],
  'amenity=college': ['education', 14],
  'amenity=university': ['education', 13],
  'amenity=hospital': ['health', 13],
  'amenity=clinic': ['health', 14],
  'amenity=marketplace': ['market', 13],
  'railway=station': ['station', 13],
  'railway=halt': ['station', 14],
  'amenity=bus_station': ['station', 14],
  'amenity=townhall': ['townhall', 13],
  'landuse=landfill': ['landfill', 13],
  'amenity=place_of_worship': ['worship', 14],
  'landuse=industrial': ['other', 14],
  'tourism=attraction': ['other', 14],
  'historic=monument': ['other', 14],
  'landuse=cemetery': ['other', 15],
};

/** What a line is drawn as: a road, a railway or a waterway, and perhaps a boundary along it. */
export function classifyLine(tags: OsmTags): MapClass[] {
  return [roadOf(tags) ?? railOf(tags) ?? waterwayOf(tags), boundaryOf(tags)].filter((found) => found !== null);
}

/** What an area is filled as: land use, water, a building. `tags` of a closed way or a multipolygon. */
export function classifyArea(tags: OsmTags): MapClass | null {
  if (tags.building && tags.building !== 'no') {
    const height = readMeasure(tags.height);
    return { layer: 'buildings', minZoom: 13, attributes: height === null ? {} : { height } };
  }
  if (tags.natural === 'water' || tags.waterway === 'riverbank' || tags.landuse === 'reservoir') {
    const river = tags.waterway === 'riverbank' || tags.water === 'river' || tags.water === 'canal';
    return { layer: 'water', minZoom: 6, attributes: { class: river ? 'river' : 'lake' } };
  }
  const found = lookUp(LANDUSE, tags);
  return found && { layer: 'landuse', minZoom: found[1], attributes: { class: found[0] } };
}

/** What is written at a point, or inside an area: a place's name, or that of a market, a school … */
export function classifyName(tags: OsmTags): MapClass | null {
  if (!tags.name) return null;
  const kind = tags.place ?? '';
  const place = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
  if (place) {
    const attributes = { name: tags.name, class: kind, rank: place.rank };
    return { layer: 'places', minZoom: place.minZoom, attributes };
  }
  const found = lookUp(LABELS, tags);
  return found && { layer: 'labels', minZoom: found[1], attributes: { name: tags.name, class: found[0] } };
}

/** Whether a closed way with these tags is an area rather than a line that ends where it began. */
export function isArea(tags: OsmTags): boolean {
  if (tags.area === 'yes') return true;
  if (tags.area === 'no' || tags.highway || tags.railway || tags.barrier) return false;
  return true;
}

function roadOf(tags: OsmTags): MapClass | null {
  const value = tags.highway?.replace(/_link$/, '') ?? '';
  const road = Object.hasOwn(ROADS, value) ? ROADS[value] : undefined;
  if (!road || tags.area === 'yes') return null;
  const [name, minZoom] = road;
  return { layer: 'roads', minZoom, attributes: { class: name, ...named(tags), ...onewayOf(tags), ...spanOf(tags) } };
}

function railOf(tags: OsmTags): MapClass | null {
  if (!['rail', 'narrow_gauge', 'light_rail'].includes(tags.railway ?? '')) return null;
  // Sidings and yards only where there is room for them.
  const minZoom = tags.service ? 13 : 8;
  return { layer: 'roads', minZoom, attributes: { class: 'rail', ...named(tags), ...spanOf(tags) } };
}

function waterwayOf(tags: OsmTags): MapClass | null {
  const kind = tags.waterway ?? '';
  const waterway = Object.hasOwn(WATERWAYS, kind) ? WATERWAYS[kind] : undefined;
  if (!waterway || tags.tunnel) return null;
  const [name, minZoom] = waterway;
  return { layer: 'waterways', minZoom, attributes: { class: name, ...(tags.name && { name: tags.name }) } };
}

function boundaryOf(tags: OsmTags): MapClass | null {
  const level = readAdminLevel(tags.admin_level);
  if (tags.boundary !== 'administrative' || level === null || level < 2 || level > 10) return null;
  return { layer: 'boundaries', minZoom: level <= 4 ? 6 : level <= 6 ? 8 : 11, attributes: { level } };
}

function named(tags: OsmTags): Attributes {
  return { ...(tags.name && { name: tags.name }), ...(tags.ref && { ref: tags.ref }) };
}

function onewayOf(tags: OsmTags): Attributes {
  if (tags.oneway === '-1' || tags.oneway === 'reverse') return { oneway: -1 };
  const implied = tags.junction === 'roundabout' || tags.highway === 'motorway';
  const oneway = ['yes', 'true', '1'].includes(tags.oneway ?? '') || (implied && tags.oneway !== 'no');
  return oneway ? { oneway: 1 } : {};
}

function spanOf(tags: OsmTags): Attributes {
  return {
    ...(tags.bridge && tags.bridge !== 'no' && { bridge: true }),
    ...(tags.tunnel && tags.tunnel !== 'no' && { tunnel: true }),
  };
}

function lookUp(classes: Classes, tags: OsmTags): [string, number] | null {
  for (const key of ['amenity', 'leisure', 'landuse', 'natural', 'railway', 'tourism', 'historic']) {
    const name = `${key}=${tags[key]}`;
    const found = tags[key] && Object.hasOwn(classes, name) ? classes[name] : undefined;
    if (found) return found;
  }
  return null;
}
