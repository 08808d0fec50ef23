/** The named streets of a base map, read back from its tiles: whatever map a town has, its streets can be had from it. */
import { type FileHandle, open } from 'node:fs/promises';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import type { Street } from '../../domain/streets.ts';
import { straightMetres } from '../../domain/straight-line.ts';
import type { Position } from '../engine.ts';
import { readNamedRoads } from './read-named-roads.ts';
import { tileAt } from './tile-id.ts';

/** How far apart the places are that stand for a street. */
const STEP_METRES = 100;
/** Two places within such a square are one: about 55 m. */
const SAME_PLACE_DEGREES = 0.0005;
/** Pieces of one name in this square or in one beside it are one street; farther apart they are two of one name. About 550 m. */
const ONE_STREET_DEGREES = 0.005;

/**
 * The streets that have a name, each with places along it at most {@link STEP_METRES} apart. Pieces of one name are one
 * street unless they lie far from one another.
 *
 * @param path of the PMTiles file
 * @throws Error if there is none, or it is no PMTiles file
 */
export async function readStreets(path: string, signal?: AbortSignal): Promise<Street[]> {
  const file = await open(path);
  try {
    const archive = new PMTiles(new FileSource(path, file));
    const { maxZoom, minLon, minLat, maxLon, maxLat } = await archive.getHeader();
    const [left, top] = tileAt(minLon, maxLat, maxZoom);
    const [right, bottom] = tileAt(maxLon, minLat, maxZoom);
    const placesByName = new Map<string, Map<string, Position>>();
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        signal?.throwIfAborted();
        const tile = await archive.getZxy(maxZoom, x, y);
        for (const { name, line } of tile ? readNamedRoads(new Uint8Array(tile.data), maxZoom, x, y) : []) {
          const places = placesByName.get(name) ?? new Map<string, Position>();
          placesByName.set(name, places);
          for (const place of placesAlong(line)) places.set(squareOf(place, SAME_PLACE_DEGREES).join(), place);
        }
      }
    }
    return [...placesByName].flatMap(([name, places]) =>
      partFarOnes([...places.values()]).map((together) => ({ name, places: together })),
    );
  } finally {
    await file.close();
  }
}

class FileSource implements Source {
  private readonly path: string;
  private readonly file: FileHandle;

  constructor(path: string, file: FileHandle) {
    this.path = path;
    this.file = file;
  }

  getKey(): string {
    return this.path;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.file.read(bytes, 0, length, offset);
    return { data: bytes.buffer.slice(0, bytesRead) };
  }
}

/** Its beginning, its end, and places between them. */
function placesAlong(line: readonly Position[]): Position[] {
  const [first, ...others] = line;
  if (!first) return [];
  const places = [first];
  let from = first;
  for (const to of others) {
    const steps = Math.ceil(straightMetres(from, to) / STEP_METRES);
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      places.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
    from = to;
  }
  return places.map(([lon, lat]) => [roundDegrees(lon), roundDegrees(lat)]);
}

/** To a tenth of a metre: more digits only take room. */
function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function squareOf([lon, lat]: Position, degrees: number): [x: number, y: number] {
  return [Math.floor(lon / degrees), Math.floor(lat / degrees)];
}

/** Parts places into those that lie together. */
function partFarOnes(places: readonly Position[]): Position[][] {
  const squares = new Map<string, Position[]>();
  for (const place of places) {
    const key = squareOf(place, ONE_STREET_DEGREES).join();
    squares.set(key, [...(squares.get(key) ?? []), place]);
  }
  const parts: Position[][] = [];
  for (const start of [...squares.keys()]) {
    const part: Position[] = [];
    const reached = [start];
    for (let key = reached.pop(); key !== undefined; key = reached.pop()) {
      const here = squares.get(key);
      if (!here) continue;
      squares.delete(key);
      part.push(...here);
      const [x = 0, y = 0] = key.split(',').map(Number);
      for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) reached.push(`${x + dx},${y + dy}`);
    }
    if (part.length > 0) parts.push(part);
  }
  return parts;
}
