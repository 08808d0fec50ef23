/**
 * Valhalla's settings, written by us rather than by its Python script, so that nothing but Node is needed.
 * What is not named here has Valhalla's own default.
 */
import { join } from 'node:path';

/** Nothing may reach stdout: it belongs to the program, not to a library. An empty type switches the log off. */
const QUIET = { logging: { type: '' } };

/** The service limits guard a public server against strangers; inside the program they would only cut towns in half. */
const UNLIMITED = 1_000_000_000;
const MODE_LIMITS = {
  max_distance: UNLIMITED,
  max_locations: 100_000,
  max_matrix_location_pairs: UNLIMITED,
};

/**
 * A matrix looks no farther than this, in seconds made longer for roads one would rather not take. Valhalla derives it
 * from `max_matrix_distance`, divided by 56 for trucks and by 7 on foot, and reserves memory in proportion: too small and
 * places up a slow track have no way, unlimited and there is no memory left.
 */
const LONGEST_COST_SECONDS = 100_000;

/** How the graph is built. Part of the graph id: another value makes another graph. */
export const BUILD_SETTINGS = {
  /** A town is small: without hierarchy and shortcuts no search prunes side streets, so figures are exact. */
  hierarchy: false,
  shortcuts: false,
  include_bicycle: false,
  keep_all_osm_node_ids: false,
};

/** Which of the extract's facts the graph is told beside what Valhalla reads itself; another number makes another graph. */
export const SURVEY_VERSION = 1;

/** What one engine may keep of its tiles in memory; a town has about 2 MB of them. */
const TILE_CACHE_BYTES = 256 * 1024 * 1024;

const ACTIONS = ['locate', 'route', 'sources_to_targets', 'isochrone', 'trace_route', 'status'];

/** How a place finds its road where a question does not say otherwise. Metres, degrees, edges. */
const LOCATION_DEFAULTS = {
  radius: 0,
  minimum_reachability: 0,
  search_cutoff: 100,
  node_snap_tolerance: 5,
  street_side_tolerance: 5,
  street_side_max_distance: 1000,
  heading_tolerance: 60,
};

/** Matching a GPS trace; Valhalla's own figures (Newson and Krumm's model), metres. */
const MATCH_DEFAULTS = {
  sigma_z: 4.07,
  gps_accuracy: 5,
  beta: 3,
  max_route_distance_factor: 5,
  max_route_time_factor: 5,
  max_search_radius: 200,
  breakage_distance: 2000,
  interpolation_distance: 10,
  search_radius: 50,
  geometry: false,
  route: true,
  turn_penalty_factor: 0,
};

export interface ValhallaConfig {
  [section: string]: unknown;
}

/**
 * The settings for building a graph into `graphDirectory/tiles`.
 *
 * @param adminDatabase of the country that the roads lie in, where that matters
 */
export function buildConfig(graphDirectory: string, threads: number, adminDatabase?: string): ValhallaConfig {
  return {
    mjolnir: {
      ...BUILD_SETTINGS,
      // The builder's own output is read for its progress.
      logging: { type: 'std_out', color: false },
      tile_dir: tileDirectory(graphDirectory),
      concurrency: threads,
      ...(adminDatabase !== undefined && { admin: adminDatabase }),
      data_processing: { use_admin_db: adminDatabase !== undefined, apply_country_overrides: false },
    },
  };
}

/** The settings for answering from a graph built into `graphDirectory/tiles`. */
export function actorConfig(graphDirectory: string): ValhallaConfig {
  return {
    mjolnir: {
      ...QUIET,
      tile_dir: tileDirectory(graphDirectory),
      max_cache_size: TILE_CACHE_BYTES,
      use_simple_mem_cache: true,
    },
    loki: { ...QUIET, actions: ACTIONS, use_connectivity: false, service_defaults: LOCATION_DEFAULTS },
    odin: { ...QUIET, markup_formatter: { markup_enabled: false } },
    meili: {
      ...QUIET,
      mode: 'truck',
      customizable: ['mode', 'search_radius', 'gps_accuracy', 'turn_penalty_factor', 'breakage_distance'],
      verbose: false,
      default: MATCH_DEFAULTS,
      truck: {},
      pedestrian: {},
      grid: { size: 500, cache_size: 100_240 },
    },
    thor: {
      ...QUIET,
      // Of Valhalla's algorithms the only one whose time grows with the sources alone, not with the pairs.
      source_to_target_algorithm: 'timedistancematrix',
    },
    service_limits: {
      truck: { ...MODE_LIMITS, max_matrix_distance: LONGEST_COST_SECONDS * 56 },
      pedestrian: {
        ...MODE_LIMITS,
        max_matrix_distance: LONGEST_COST_SECONDS * 7,
        min_transit_walking_distance: 1,
        max_transit_walking_distance: 10_000,
      },
      isochrone: {
        max_contours: 4,
        max_time_contour: 600,
        max_distance_contour: 200,
        max_distance: 25_000,
        max_locations: 1,
      },
      trace: {
        max_alternates: 1,
        max_alternates_shape: 100,
        max_distance: UNLIMITED,
        max_gps_accuracy: 200,
        max_search_radius: 200,
        max_shape: 100_000,
      },
      max_alternates: 1,
      // Streets closed for some days.
      max_exclude_locations: 2000,
      max_exclude_polygons_length: 200_000,
      max_radius: 5000,
      max_reachability: 1000,
      max_timedep_distance: 0,
      max_timedep_distance_matrix: 0,
      max_distance_disable_hierarchy_culling: 0,
      allow_hard_exclusions: false,
      status: { allow_verbose: false },
      // Elevation is not used, but Valhalla does not start without these.
      skadi: { max_shape: 1, min_resample: 10 },
    },
  };
}

/** Where a graph's tiles lie inside its directory. */
export function tileDirectory(graphDirectory: string): string {
  return join(graphDirectory, 'tiles');
}
