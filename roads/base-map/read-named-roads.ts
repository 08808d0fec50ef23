/** Reads from a vector tile (https://github.com/mapbox/vector-tile-spec/tree/master/2.1) the roads that have a name. */
import { PbfReader } from 'pbf';
import type { Position } from '../engine.ts';
import { placeAt } from './tile-id.ts';

export interface NamedRoad {
  /** In NFC. */
  name: string;
  /** Its part in the tile. */
  line: Position[];
}

interface Layer {
  name: string;
  extent: number;
  keys: string[];
  /** Texts; anything else is of no matter here and `null`. */
  values: (string | null)[];
  features: { tags: number[]; commands: number[] }[];
}

/** Railways are drawn among the roads, but nobody lives in them. */
const NO_STREETS = new Set(['rail']);

/** @param tile not compressed, the one of this zoom, column and row */
export function readNamedRoads(tile: Uint8Array, z: number, x: number, y: number): NamedRoad[] {
  const layers: Layer[] = [];
  new PbfReader(tile).readFields((tag, result: Layer[], pbf) => {
    if (tag === 3) result.push(readLayer(pbf));
  }, layers);
  return layers
    .filter((layer) => layer.name === 'roads')
    .flatMap((layer) =>
      layer.features.flatMap(({ tags, commands }) => {
        const { name, class: kind } = textsOf(tags, layer);
        if (!name || NO_STREETS.has(kind ?? '')) return [];
        const toPlace = ([px, py]: [number, number]): Position =>
          placeAt(x + px / layer.extent, y + py / layer.extent, z);
        return linesOf(commands).map((line) => ({ name, line: line.map(toPlace) }));
      }),
    );
}

function readLayer(pbf: PbfReader): Layer {
  return pbf.readMessage(
    (tag, layer: Layer, reader) => {
      if (tag === 1) layer.name = reader.readString();
      else if (tag === 2) layer.features.push(readFeature(reader));
      else if (tag === 3) layer.keys.push(reader.readString());
      else if (tag === 4) layer.values.push(readText(reader));
      else if (tag === 5) layer.extent = reader.readVarint();
    },
    { name: '', extent: 4096, keys: [], values: [], features: [] },
  );
}

function readFeature(pbf: PbfReader): Layer['features'][number] {
  return pbf.readMessage(
    (tag, feature: Layer['features'][number], reader) => {
      if (tag === 2) reader.readPackedVarint(feature.tags);
      else if (tag === 4) reader.readPackedVarint(feature.commands);
    },
    { tags: [], commands: [] },
  );
}

function readText(pbf: PbfReader): string | null {
  const value: { text: string | null } = { text: null };
  pbf.readMessage((tag, result: typeof value, reader) => {
    if (tag === 1) result.text = reader.readString();
  }, value);
  return value.text;
}

function textsOf(tags: readonly number[], { keys, values }: Layer): { name?: string; class?: string } {
  const texts: Record<string, string> = {};
  for (let i = 0; i + 1 < tags.length; i += 2) {
    const key = keys[tags[i] ?? -1];
    const text = values[tags[i + 1] ?? -1] ?? null;
    if (key !== undefined && text !== null) texts[key] = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  }
  return texts;
}

const MOVE_TO = 1;
const LINE_TO = 2;

/** The lines that a feature's commands draw, in the tile's units. */
function linesOf(commands: readonly number[]): [number, number][][] {
  const lines: [number, number][][] = [];
  let at: [number, number] = [0, 0];
  for (let i = 0; i < commands.length; ) {
    const header = commands[i] ?? 0;
    const [command, count] = [header & 7, header >> 3];
    i++;
    if (command !== MOVE_TO && command !== LINE_TO) continue;
    for (let step = 0; step < count; step++, i += 2) {
      const [east, south] = [commands[i], commands[i + 1]];
      if (east === undefined || south === undefined) break;
      at = [at[0] + unzigzag(east), at[1] + unzigzag(south)];
      if (command === MOVE_TO) lines.push([at]);
      else lines.at(-1)?.push(at);
    }
  }
  return lines.filter((line) => line.length > 1);
}

function unzigzag(value: number): number {
  return (value >> 1) ^ -(value & 1);
}
