import type { Platform } from '../platform/platform.ts';
import { type RoadEngine, RoadError } from '../roads/engine.ts';
import { cachedEngine } from '../roads/matrix-cache.ts';
import { fileMatrixStore } from '../roads/matrix-store.ts';
import { openRoads } from '../roads/open-roads.ts';
import { PlanningFailure } from './failure.ts';

/** The area as far as its roads are concerned. */
interface AreaWithRoads {
  readonly datasetId: string | null;
  /** Names the graph the area was snapped to, `null` before there is one. */
  readonly graphId: string | null;
}

/** The road engines of this process: one at a time, opened at its first use, closed when another graph is used. */
export interface AreaRoads {
  /**
   * Lends the area's engine, with its matrix cache, for the time of `work`. A road server is asked each time which data
   * it has: they can be swapped while this process runs, and an engine is lent on only for the same. One that was found to
   * stand on other data than it was opened for is not lent again.
   * @throws RoadError `engine-unavailable` when it cannot be opened; what `work` throws
   */
  lend<T>(area: AreaWithRoads, work: (engine: RoadEngine) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

interface Held {
  readonly engine: Promise<RoadEngine>;
  users: number;
}

export function openAreaRoads({
  config,
  blobs,
  logger,
}: {
  config: Pick<Platform['config'], 'roadsUrl'>;
  blobs: Platform['blobs'];
  logger: Pick<Platform['logger'], 'warn'>;
}): AreaRoads {
  const held = new Map<string, Held>();
  const store = fileMatrixStore(blobs.path('matrices'));

  const open = (area: AreaWithRoads): Promise<RoadEngine> =>
    openRoads({ roadsUrl: config.roadsUrl, directory: blobs.path(`areas/${area.datasetId}/graph`) });
  const withCache = (engine: RoadEngine): RoadEngine =>
    engine.isGraphKnown
      ? cachedEngine(engine, store, { onStoreError: (error) => logger.warn({ err: error }, 'could not keep a matrix') })
      : engine;
  /** The name of the graph that is to be used now, and how to come by its engine when it is not held. */
  const present = async (area: AreaWithRoads): Promise<{ key: string; open: () => Promise<RoadEngine> }> => {
    // A data set's graph never changes under its id: a new extract is a new data set.
    if (!config.roadsUrl)
      return { key: `${area.datasetId}/${area.graphId}`, open: async () => withCache(await open(area)) };
    const engine = await open(area);
    return { key: engine.graphId, open: async () => withCache(engine) };
  };
  const close = async ({ engine }: Held): Promise<void> => {
    // An engine that never opened has nothing to close; whoever asked for it has been told.
    const opened = await engine.catch(() => null);
    await opened?.close();
  };

  return {
    async lend(area, work) {
      if (area.graphId === null && config.roadsUrl === undefined) {
        throw new PlanningFailure('roads-unavailable', { message: 'the town has no road graph' });
      }
      const graph = await present(area);
      const { key } = graph;
      for (const [other, entry] of [...held]) {
        if (other === key || entry.users > 0) continue;
        held.delete(other);
        await close(entry);
      }
      const entry = held.get(key) ?? { engine: graph.open(), users: 0 };
      held.set(key, entry);
      entry.users += 1;
      try {
        return await work(await entry.engine);
      } catch (error) {
        const isOpen = await entry.engine.then(
          () => true,
          () => false,
        );
        const isOutdated = error instanceof RoadError && error.code === 'graph-changed';
        if ((!isOpen || isOutdated) && held.get(key) === entry) held.delete(key);
        throw error;
      } finally {
        entry.users -= 1;
        if (entry.users === 0 && held.get(key) !== entry) await close(entry);
      }
    },
    async close() {
      const entries = [...held.values()];
      held.clear();
      for (const entry of entries) await close(entry);
    },
  };
}
