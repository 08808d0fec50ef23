/** Valhalla inside this process: the native engine of `@valhallajs/valhallajs`, answering on libuv's threads. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Actor } from '@valhallajs/valhallajs';
import type { RoadEngine } from '../engine.ts';
import { RoadError } from '../engine.ts';
import { actorConfig } from './config.ts';
import type { Ask, ValhallaAction } from './engine.ts';
import { ValhallaRoads } from './engine.ts';
import { toRoadError } from './failures.ts';
import { readGraphFile } from './graph-file.ts';

/** An answer is parsed in one turn of the event loop: small enough that nothing else waits long for it. */
const CELLS_PER_QUESTION = 150_000;

/** A day's stops of one truck in one question. */
const PLACES_PER_ROUTE = 200;

/** Node's own default for `UV_THREADPOOL_SIZE`. */
const USUAL_POOL_THREADS = 4;

/**
 * Opens the graph that `buildGraph` made in this directory. The directory must stay as it is until `close`.
 *
 * @throws RoadError `engine-unavailable` if there is no usable graph, or no Valhalla for this machine.
 */
export async function openValhalla(directory: string): Promise<RoadEngine> {
  const graph = await readGraphFile(directory);
  return new ValhallaRoads({
    kind: 'valhalla',
    graphId: graph.graphId,
    isGraphKnown: true,
    presentGraph: () => readGraphFile(directory),
    ask: askActor(actorOf(directory, graph.graphId)),
    parallel: usualParallel(),
    cellsPerQuestion: CELLS_PER_QUESTION,
    maxColumns: CELLS_PER_QUESTION,
    placesPerRoute: PLACES_PER_ROUTE,
    connectedFrom: graph.connectedFrom,
  });
}

/** A core each, but always one thread of the pool left for files and name look-ups. */
function usualParallel(): number {
  const poolThreads = Number.parseInt(process.env.UV_THREADPOOL_SIZE ?? '', 10) || USUAL_POOL_THREADS;
  return Math.max(1, Math.min(availableParallelism(), poolThreads - 1));
}

/**
 * The actors of this process by graph. Valhalla never gives an actor's memory back (about 15 MB), so a graph that is
 * opened again gets the one it had.
 */
const actors = new Map<string, Actor>();

function actorOf(directory: string, graphId: string): Actor {
  const key = `${graphId} ${resolve(directory)}`;
  const actor = actors.get(key) ?? newActor(directory);
  actors.set(key, actor);
  return actor;
}

function newActor(directory: string): Actor {
  try {
    return new Actor(JSON.stringify(actorConfig(directory)));
  } catch (error) {
    throw new RoadError('engine-unavailable', `Valhalla cannot open the road graph in ${directory}.`, { cause: error });
  }
}

/** Asks the graph in this directory, in Valhalla's own words. */
export async function askNative(directory: string): Promise<Ask> {
  const { graphId } = await readGraphFile(directory);
  return askActor(actorOf(directory, graphId));
}

function askActor(actor: Actor): Ask {
  const actions: Record<ValhallaAction, (question: string) => Promise<string>> = {
    sources_to_targets: (question) => actor.matrix(question),
    route: (question) => actor.route(question),
    isochrone: (question) => actor.isochrone(question),
    locate: (question) => actor.locate(question),
    trace_route: (question) => actor.traceRoute(question),
  };
  return async (action, question, signal) => {
    signal?.throwIfAborted();
    let answer: string;
    try {
      answer = await actions[action](JSON.stringify(question));
    } catch (error) {
      throw toRoadError(error instanceof Error ? error.message : String(error), error);
    }
    signal?.throwIfAborted();
    return JSON.parse(answer);
  };
}
