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
import { retagWays } from '../osm/retag-ways.ts';
import { BUILD_SETTINGS, buildConfig, SURVEY_VERSION, tileDirectory } from './config.ts';
import type { GraphFile } from './graph-file.ts';
import { writeGraphFile } from './graph-file.ts';
import { writeLeftHandCountry } from './left-hand.ts';
import { type ExtractSurvey, surveyExtract } from './survey-extract.ts';

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
  const survey = await surveyExtract(pbfPath, signal);
  onProgress?.(0.05);
  const building = `${resolve(directory)}.building-${randomUUID()}`;
  try {
    await mkdir(tileDirectory(building), { recursive: true });
    const extract = await heardExtract(pbfPath, building, survey, signal);
    const admins = await adminsOf(building, survey, signal);
    const nodes = await buildTiles(building, extract, admins, { signal, onProgress });
    if (nodes === 0) throw new RoadError('bad-input', `${pbfPath} holds no road.`);
    const graph: GraphFile = {
      graphId: await graphIdOf(pbfPath),
      valhallaVersion: VALHALLA_VERSION,
      nodes,
      connectedFrom: Math.max(2, Math.min(CONNECTED_FROM, Math.floor(nodes / 4))),
      conditionalWays: survey.conditionalWays,
      drivesOnLeft: survey.drivesOnLeft,
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

/** The extract as Valhalla hears all of it: itself, or a copy whose ways say what barriers on them do. */
async function heardExtract(
  pbfPath: string,
  building: string,
  { measured }: ExtractSurvey,
  signal?: AbortSignal,
): Promise<string> {
  if (measured.size === 0) return resolve(pbfPath);
  const copy = join(building, 'extract.osm.pbf');
  await retagWays(pbfPath, copy, measured, signal);
  return copy;
}

/** The database by which Valhalla knows that people drive on the left; none where they drive on the right, which it takes for granted. */
async function adminsOf(
  building: string,
  { drivesOnLeft, bounds }: ExtractSurvey,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!drivesOnLeft || !bounds) return undefined;
  const database = join(building, 'admins.sqlite');
  const country = await writeLeftHandCountry(building, bounds);
  await runValhalla('valhalla_build_admins', building, country, database, signal, () => undefined);
  return database;
}

/** Builds the graph's tiles and gives the number of its nodes. */
async function buildTiles(
  building: string,
  pbfPath: string,
  admins: string | undefined,
  { signal, onProgress }: Pick<BuildGraphOptions, 'signal' | 'onProgress'>,
): Promise<number> {
  let nodes = 0;
  await runValhalla('valhalla_build_tiles', building, pbfPath, admins, signal, (line) => {
    nodes = Number(/Node Count = (\d+)/.exec(line)?.[1] ?? nodes);
    const stage = STAGES.find(([text]) => text.test(line));
    if (stage) onProgress?.(stage[1]);
  });
  for (const left of ['extract.osm.pbf', 'country.osm.pbf', 'admins.sqlite']) {
    await rm(join(building, left), { force: true });
  }
  return nodes;
}

/** Runs one of Valhalla's programs to its end and hands on what it prints, line by line. */
async function runValhalla(
  program: string,
  building: string,
  pbfPath: string,
  admins: string | undefined,
  signal: AbortSignal | undefined,
  onLine: (line: string) => void,
): Promise<void> {
  const configPath = join(building, 'build.json');
  await writeFile(configPath, JSON.stringify(buildConfig(building, availableParallelism(), admins)));
  // Its working directory is the building one: Valhalla leaves small files where it stands.
  const builder = spawn(pathOf(program), ['-c', configPath, pbfPath], {
    cwd: building,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const lastLines: string[] = [];
  const listen = async (lines: AsyncIterable<string>): Promise<void> => {
    for await (const line of lines) {
      lastLines.push(line);
      if (lastLines.length > 5) lastLines.shift();
      onLine(line);
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
    throw new RoadError('engine-unavailable', `Valhalla's builder does not run here: ${pathOf(program)}`, {
      cause: error,
    });
  }
}

function pathOf(program: string): string {
  const packageDirectory = dirname(createRequire(import.meta.url).resolve('@valhallajs/valhallajs'));
  return join(packageDirectory, platform(), arch(), program);
}

/** The same extract, Valhalla and settings give the same id; any other of them another. */
async function graphIdOf(pbfPath: string): Promise<string> {
  const hash = createHash('sha256');
  // Not by a pipeline: that ends the hash, and Node 24 takes nothing more then.
  for await (const chunk of createReadStream(pbfPath)) hash.update(chunk as Buffer);
  hash.update(JSON.stringify({ VALHALLA_VERSION, BUILD_SETTINGS, SURVEY_VERSION }));
  return hash.digest('hex').slice(0, 20);
}
