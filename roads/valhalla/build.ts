/** Builds Valhalla's road graph from an OpenStreetMap extract, in a process of its own so that its crash is not ours. */
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, availableParallelism, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { VALHALLA_VERSION } from '@valhallajs/valhallajs';
import { RoadError } from '../engine.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { BUILD_SETTINGS, buildConfig, tileDirectory } from './config.ts';
import type { GraphFile } from './graph-file.ts';
import { writeGraphFile } from './graph-file.ts';

export interface BuildGraphOptions {
  /** An `.osm.pbf` file. */
  pbfPath: string;
  /** Where the graph shall be; replaced if it is there. An engine that has it open must be closed before. */
  directory: string;
  signal?: AbortSignal;
  /** Called with the share that is done, 0 to 1. */
  onProgress?: (share: number) => void;
}

/** What Valhalla says when it begins each part of its work, and about how far it has come by then. */
const STAGES: [RegExp, number][] = [
  [/Parsing ways/, 0.1],
  [/Parsing relations/, 0.3],
  [/Parsing nodes/, 0.4],
  [/Creating graph edges/, 0.5],
  [/Building \d+ tiles/, 0.6],
  [/Enhancing local graph/, 0.75],
  [/Validating|validate/, 0.9],
];

/** A piece of network of this many roads is taken for the town's, not for an island; less where the town itself is smaller. */
const CONNECTED_FROM = 50;

/**
 * Builds the graph into a directory beside the one asked for, which it becomes only when it is complete: after a
 * failure, an abort or a crash the old one is still there.
 *
 * @throws OsmFileError if the file is no PBF, or damaged; RoadError `bad-input` if it holds no road;
 *   RoadError `engine-unavailable` if Valhalla cannot run here.
 */
export async function buildGraph({ pbfPath, directory, signal, onProgress }: BuildGraphOptions): Promise<GraphFile> {
  // Valhalla's builder aborts without a usable word on a damaged file: find that out first, and say where.
  await readPbf(pbfPath, {}, { signal });
  onProgress?.(0.05);
  const building = `${resolve(directory)}.building-${randomUUID()}`;
  try {
    await mkdir(tileDirectory(building), { recursive: true });
    const nodes = await runValhalla(building, resolve(pbfPath), signal, onProgress);
    if (nodes === 0) throw new RoadError('bad-input', `${pbfPath} holds no road.`);
    const graph: GraphFile = {
      graphId: await graphIdOf(pbfPath),
      valhallaVersion: VALHALLA_VERSION,
      nodes,
      connectedFrom: Math.max(2, Math.min(CONNECTED_FROM, Math.floor(nodes / 4))),
    };
    await writeGraphFile(building, graph);
    await replaceDirectory(directory, building);
    onProgress?.(1);
    return graph;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function replaceDirectory(directory: string, by: string): Promise<void> {
  const old = `${by}.old`;
  const hadOld = await rename(directory, old).then(
    () => true,
    () => false,
  );
  await rename(by, directory);
  if (hadOld) await rm(old, { recursive: true, force: true });
}

/** Runs Valhalla's builder and gives the number of nodes of the graph. */
async function runValhalla(
  building: string,
  pbfPath: string,
  signal: AbortSignal | undefined,
  onProgress: BuildGraphOptions['onProgress'],
): Promise<number> {
  const configPath = join(building, 'build.json');
  await writeFile(configPath, JSON.stringify(buildConfig(building, availableParallelism())));
  // Its working directory is the building one: Valhalla leaves small files where it stands.
  const builder = spawn(builderPath(), ['-c', configPath, pbfPath], {
    cwd: building,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  let nodes = 0;
  const lastLines: string[] = [];
  const listen = async (lines: AsyncIterable<string>): Promise<void> => {
    for await (const line of lines) {
      lastLines.push(line);
      if (lastLines.length > 5) lastLines.shift();
      nodes = Number(/Node Count = (\d+)/.exec(line)?.[1] ?? nodes);
      const stage = STAGES.find(([text]) => text.test(line));
      if (stage) onProgress?.(stage[1]);
    }
  };
  const ended = new Promise<number | null>((done, failed) => {
    builder.on('error', failed);
    builder.once('close', done);
  });
  try {
    const [code] = await Promise.all([
      ended,
      listen(createInterface({ input: builder.stdout })),
      listen(createInterface({ input: builder.stderr })),
    ]);
    if (code !== 0) throw new RoadError('bad-input', `Valhalla could not build a graph: ${lastLines.join(' ')}`);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RoadError) throw error;
    throw new RoadError('engine-unavailable', `Valhalla's builder does not run here: ${builderPath()}`, {
      cause: error,
    });
  }
  return nodes;
}

function builderPath(): string {
  const packageDirectory = dirname(createRequire(import.meta.url).resolve('@valhallajs/valhallajs'));
  return join(packageDirectory, platform(), arch(), 'valhalla_build_tiles');
}

/** The same extract, Valhalla and settings give the same id; any other of them another. */
async function graphIdOf(pbfPath: string): Promise<string> {
  const hash = createHash('sha256');
  // Not by a pipeline: that ends the hash, and Node 24 takes nothing more then.
  for await (const chunk of createReadStream(pbfPath)) hash.update(chunk as Buffer);
  hash.update(JSON.stringify({ VALHALLA_VERSION, BUILD_SETTINGS }));
  return hash.digest('hex').slice(0, 20);
}
