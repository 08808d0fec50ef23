/**
 * A road engine that works out no pair twice. Pairs are kept by road graph, profile, place (to a tenth of a metre) and heading,
 * so that one point added to a thousand costs one row and one column. Memory: 8 bytes a pair and a quarter (256 places at most) for growth,
 * so about 12 MiB for 1,000 places of one profile.
 */
import { createHash } from 'node:crypto';
import type { Block, Matrix, MatrixOptions, Pose, Profile, RoadEngine } from './engine.ts';
import { MatrixSheet, roundedPose } from './matrix-sheet.ts';
import type { MatrixStore } from './matrix-store.ts';

export interface MatrixCacheOptions {
  /** Places kept a profile; the ones used longest ago go first. 4,000 unless told (about 200 MB). */
  maxPlaces?: number;
  /** Kept in memory over all profiles; the profiles used longest ago go first. 256 MiB unless told. */
  maxBytes?: number;
  /** Told when the store fails: the answer is right all the same, only it will be worked out again some day. */
  onStoreError: (error: unknown) => void;
}

const USUAL_MAX_PLACES = 4000;
const USUAL_MAX_BYTES = 256 * 1024 * 1024;
/** Between more places than this, few to many are not kept: their table would be large, and empty but for this share of it. */
const MOST_SPARSE = 1000;
const LEAST_SHARE = 0.25;

export interface CachedRoadEngine extends RoadEngine {
  /** Settles when everything worked out so far is in the store. */
  saved(): Promise<void>;
}

/** Wraps an engine; everything but `matrix` and `block` goes straight through. Closing it saves, then closes the engine. */
export function cachedEngine(engine: RoadEngine, store: MatrixStore, options: MatrixCacheOptions): CachedRoadEngine {
  const cache = new MatrixCache(engine, store, options);
  return {
    kind: engine.kind,
    graphId: engine.graphId,
    isGraphKnown: engine.isGraphKnown,
    reachKind: engine.reachKind,
    mindsClosedRoads: engine.mindsClosedRoads,
    matrix: async (locations, profile, matrixOptions): Promise<Matrix> => ({
      size: locations.length,
      ...(await cache.block(locations, locations, profile, matrixOptions)),
    }),
    block: (sources, targets, profile, blockOptions) => cache.block(sources, targets, profile, blockOptions),
    streets: (...question) => engine.streets(...question),
    route: (...question) => engine.route(...question),
    reach: (...question) => engine.reach(...question),
    snap: (...question) => engine.snap(...question),
    matchTrace: (...question) => engine.matchTrace(...question),
    requireSameGraph: (...question) => engine.requireSameGraph(...question),
    saved: () => cache.saved(),
    close: async () => {
      await cache.saved();
      await engine.close();
    },
  };
}

/** A profile's sheet and the questions waiting for it. */
interface Shelf {
  key: string;
  sheet: MatrixSheet;
  /** Settles when the last question in the queue is answered. */
  queue: Promise<unknown>;
  saving: Promise<void>;
}

class MatrixCache {
  private readonly engine: RoadEngine;
  private readonly store: MatrixStore;
  private readonly options: MatrixCacheOptions;
  private readonly maxPlaces: number;
  /** The shelf used last is the last. */
  private readonly shelves = new Map<string, Promise<Shelf>>();
  /** Saving goes on after a shelf has been let go of. */
  private readonly saves = new Set<Promise<void>>();

  constructor(engine: RoadEngine, store: MatrixStore, options: MatrixCacheOptions) {
    this.engine = engine;
    this.store = store;
    this.options = options;
    this.maxPlaces = options.maxPlaces ?? USUAL_MAX_PLACES;
  }

  async block(
    sources: readonly Pose[],
    targets: readonly Pose[],
    profile: Profile,
    options: MatrixOptions = {},
  ): Promise<Block> {
    if (this.isTooLarge(sources, targets)) return await this.engine.block(sources, targets, profile, options);
    const shelf = await this.shelfOf(profile);
    options.signal?.throwIfAborted();
    const known = takeIfKnown(shelf.sheet, sources, targets);
    if (known) {
      options.onProgress?.(1);
      return known;
    }
    // One question at a time a profile: the next one finds what this one worked out.
    const answer = shelf.queue.then(() => this.answer(shelf, sources, targets, profile, options));
    shelf.queue = answer.catch(() => undefined);
    return await answer;
  }

  /** Whether the square table that would keep the answer has no room, or hardly anything in it. */
  private isTooLarge(sources: readonly Pose[], targets: readonly Pose[]): boolean {
    const most = sources.length + targets.length;
    if (most <= Math.min(this.maxPlaces, MOST_SPARSE)) return false;
    const places = distinctPlaces(sources, targets);
    if (places > this.maxPlaces) return true;
    return places > MOST_SPARSE && sources.length * targets.length < places * places * LEAST_SHARE;
  }

  private async answer(
    shelf: Shelf,
    sources: readonly Pose[],
    targets: readonly Pose[],
    profile: Profile,
    { signal, onProgress }: MatrixOptions,
  ): Promise<Block> {
    signal?.throwIfAborted();
    const { sheet } = shelf;
    const rows = sheet.indexesOf(sources);
    const columns = sources === targets ? rows : sheet.indexesOf(targets);
    const blocks = unknownBlocks(sheet, unique(rows), unique(columns));
    const cells = blocks.reduce((sum, block) => sum + block.rows.length * block.columns.length, 0);
    let shareDone = 0;
    for (const block of blocks) {
      const share = (block.rows.length * block.columns.length) / cells;
      const found = await this.engine.block(
        block.rows.map((index) => sheet.poseOf(index)),
        block.columns.map((index) => sheet.poseOf(index)),
        profile,
        { signal, onProgress: (part) => onProgress?.(shareDone + share * part) },
      );
      // Kept under the name of the graph, figures of another would be taken for its own for ever.
      await this.engine.requireSameGraph({ signal });
      sheet.fill(block.rows, block.columns, found);
      shareDone += share;
    }
    const answer = sheet.take(rows, columns);
    if (sheet.size > this.maxPlaces) sheet.keepNewest(this.maxPlaces);
    if (blocks.length > 0) this.save(shelf);
    onProgress?.(1);
    return answer;
  }

  private async shelfOf(profile: Profile): Promise<Shelf> {
    const key = `${this.engine.graphId}-${profileKey(profile)}`;
    const shelf = this.shelves.get(key) ?? this.loadShelf(key);
    this.shelves.delete(key);
    this.shelves.set(key, shelf);
    const ready = await shelf;
    await this.letGoOfOldest();
    return ready;
  }

  private async loadShelf(key: string): Promise<Shelf> {
    let sheet: MatrixSheet | null = null;
    try {
      const bytes = await this.store.load(key);
      sheet = bytes && (await MatrixSheet.decode(bytes));
    } catch (error) {
      this.options.onStoreError(error);
    }
    return { key, sheet: sheet ?? new MatrixSheet(), queue: Promise.resolve(), saving: Promise.resolve() };
  }

  private async letGoOfOldest(): Promise<void> {
    const maxBytes = this.options.maxBytes ?? USUAL_MAX_BYTES;
    const shelves = await Promise.all(this.shelves.values());
    let bytes = shelves.reduce((sum, { sheet }) => sum + sheet.bytes, 0);
    for (const { key, sheet } of shelves.slice(0, -1)) {
      if (bytes <= maxBytes) return;
      this.shelves.delete(key);
      bytes -= sheet.bytes;
    }
  }

  /** Saves what the shelf holds when its turn comes; the answer does not wait for it. */
  private save(shelf: Shelf): void {
    shelf.saving = shelf.saving
      .then(async () => this.store.save(shelf.key, await shelf.sheet.encode()))
      .catch((error: unknown) => this.options.onStoreError(error));
    const { saving } = shelf;
    this.saves.add(saving);
    void saving.then(() => this.saves.delete(saving));
  }

  /** Settles when everything worked out so far is in the store. */
  async saved(): Promise<void> {
    await Promise.all(this.saves);
  }
}

function distinctPlaces(sources: readonly Pose[], targets: readonly Pose[]): number {
  return new Set([...sources, ...targets].map((pose) => roundedPose(pose).key)).size;
}

function takeIfKnown(sheet: MatrixSheet, sources: readonly Pose[], targets: readonly Pose[]): Block | null {
  if (!sheet.holds(sources) || (sources !== targets && !sheet.holds(targets))) return null;
  const rows = sheet.indexesOf(sources);
  const columns = sources === targets ? rows : sheet.indexesOf(targets);
  return unknownBlocks(sheet, unique(rows), unique(columns)).length === 0 ? sheet.take(rows, columns) : null;
}

interface IndexBlock {
  rows: number[];
  columns: number[];
}

/**
 * At most two blocks that cover every unknown cell: the rows of which mostly nothing is known, whole; and of the other
 * rows the columns in which something is missing. For points added to known ones that is their rows and their columns.
 */
function unknownBlocks(sheet: MatrixSheet, rows: number[], columns: number[]): IndexBlock[] {
  const wholeRows: number[] = [];
  const otherRows: number[] = [];
  const otherColumns = new Set<number>();
  for (const row of rows) {
    const missing = sheet.unknownIn(row, columns);
    if (missing.length === 0) continue;
    if (missing.length * 2 > columns.length) {
      wholeRows.push(row);
      continue;
    }
    otherRows.push(row);
    for (const column of missing) otherColumns.add(column);
  }
  return [
    { rows: wholeRows, columns },
    { rows: otherRows, columns: [...otherColumns] },
  ].filter((block) => block.rows.length > 0);
}

function unique(indexes: number[]): number[] {
  return [...new Set(indexes)];
}

/** The same for profiles that say the same, in whatever order. */
function profileKey(profile: Profile): string {
  const sorted = Object.entries(profile)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
