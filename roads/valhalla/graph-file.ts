/** What a graph says of itself, in `graph.json` beside its tiles. Written last: a directory without it holds no graph. */
import { opendir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RoadError } from '../engine.ts';
import { tileDirectory } from './config.ts';

export interface GraphFile {
  graphId: string;
  valhallaVersion: string;
  /** Junctions and ends of roads. */
  nodes: number;
  /** From how many roads on a piece of network counts as connected. */
  connectedFrom: number;
  /** Streets closed to trucks, or to heavier ones, at some hours only, which no question minds. */
  conditionalWays: number;
  drivesOnLeft: boolean;
}

const EARLIER = { conditionalWays: 0, drivesOnLeft: false };

function fileIn(directory: string): string {
  return join(directory, 'graph.json');
}

/** @throws RoadError `engine-unavailable` */
export async function readGraphFile(directory: string): Promise<GraphFile> {
  let text: string;
  try {
    text = await readFile(fileIn(directory), 'utf8');
  } catch (error) {
    throw new RoadError('engine-unavailable', `There is no road graph in ${directory}.`, { cause: error });
  }
  const graph: unknown = JSON.parse(text);
  // Graphs built by earlier versions say less.
  if (typeof graph === 'object' && graph !== null) Object.assign(graph, { ...EARLIER, ...graph });
  if (!isGraphFile(graph)) throw new RoadError('engine-unavailable', `${fileIn(directory)} describes no road graph.`);
  return graph;
}

/** Whether the directory holds a graph as `buildGraph` leaves it: described, and with tiles. Opens none of it. */
export async function isGraphThere(directory: string): Promise<boolean> {
  try {
    await readGraphFile(directory);
    for await (const entry of await opendir(tileDirectory(directory), { recursive: true })) {
      if (entry.name.endsWith('.gph')) return true;
    }
  } catch {
    // Not there, not readable, or not whole: no graph.
  }
  return false;
}

export async function writeGraphFile(directory: string, graph: GraphFile): Promise<void> {
  await writeFile(fileIn(directory), `${JSON.stringify(graph, null, 2)}\n`);
}

function isGraphFile(value: unknown): value is GraphFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'graphId' in value &&
    typeof value.graphId === 'string' &&
    'connectedFrom' in value &&
    typeof value.connectedFrom === 'number'
  );
}
