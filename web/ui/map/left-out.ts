/** Parts of the map's library that no map here needs, by their places among its sources. */
export const LEFT_OUT_PARTS: readonly string[] = [
  // The earth as a ball, and what is behind its edge.
  'geo/projection/globe_camera_helper',
  'geo/projection/globe_covering_tiles_details_provider',
  'geo/projection/globe_projection',
  'geo/projection/globe_transform',
  'geo/projection/vertical_perspective_camera_helper',
  'geo/projection/vertical_perspective_projection',
  'geo/projection/vertical_perspective_transform',
  'webgl/draw/draw_sky',
  // Ground with heights.
  'render/terrain',
  'tile/terrain_tile_manager',
  'tile/tile_manager_raster_dem',
  'webgl/render_to_texture',
  'webgl/draw/draw_terrain',
  // Layers of heights and of densities: a style of somebody else's is drawn without them, see `flatStyle`.
  'data/bucket/heatmap_bucket',
  'style/style_layer/color_relief_style_layer',
  'style/style_layer/heatmap_style_layer',
  'style/style_layer/hillshade_style_layer',
  'webgl/draw/draw_color_relief',
  'webgl/draw/draw_heatmap',
  'webgl/draw/draw_hillshade',
  // What those who work on the library itself look at.
  'webgl/draw/draw_collision_debug',
  'webgl/draw/draw_debug',
  // Tiles in a form of their own that no style here names.
  'source/vector_tile_mlt',
  // Buttons and balloons: a page has its own.
  'ui/control/fullscreen_control',
  'ui/control/geolocate_control',
  'ui/control/globe_control',
  'ui/control/logo_control',
  'ui/control/navigation_control',
  'ui/control/terrain_control',
  'ui/popup',
];
/** Programs for the graphics card of those parts. */
const SHADERS =
  /\/shaders\/glsl\/(_projection_globe|atmosphere|collision_|color_relief|debug|depth|heatmap|hillshade|sky|terrain)\w*\.(vertex|fragment)\.glsl\.g\.ts$/;

/**
 * Stands in for a module of the map's library that is left out of what a browser loads: the same names, of which those that tell
 * whether something `is…` of this kind say no, those that `draw…` draw nothing, and all others throw an error with their name.
 *
 * @param place of the module below the library's sources
 * @param code of the module
 * @returns `null` where the module is needed as it is
 */
export function leftOut(place: string, code: string): string | null {
  if (SHADERS.test(`/${place}`)) return `export default '';`;
  if (!LEFT_OUT_PARTS.includes(place.replace(/\.ts$/, ''))) return null;
  return exportedNames(code)
    .map((name) => {
      if (/^is[A-Z]/.test(name)) return `export const ${name} = () => false;`;
      if (/^draw[A-Z]/.test(name)) return `export const ${name} = () => {};`;
      return `export function ${name}() { throw new Error('${name} is left out of this map: web/ui/map/left-out.ts'); }`;
    })
    .join('\n');
}

function exportedNames(code: string): string[] {
  const declared = [...code.matchAll(/^export (?:abstract )?(?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  const listed = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) => (names ?? '').split(','));
  return [...declared, ...listed]
    .map((name) => name?.trim() ?? '')
    .filter((name) => name !== '' && !name.startsWith('type '));
}
