/** Reads just enough of a Mapbox vector tile for the tests: layers, attributes and the first point of each feature. */
import { PbfReader } from 'pbf';

export interface TileFeature {
  attributes: Record<string, string | number | boolean>;
  /** 1 point, 2 line, 3 polygon. */
  type: number;
}

export function readTile(bytes: Uint8Array): Record<string, TileFeature[]> {
  const layers: Record<string, TileFeature[]> = {};
  new PbfReader(bytes).readFields((tag, result, pbf) => {
    if (tag === 3) readLayer(pbf, result);
  }, layers);
  return layers;
}

function readLayer(pbf: PbfReader, layers: Record<string, TileFeature[]>): void {
  const layer = {
    name: '',
    keys: [] as string[],
    values: [] as (string | number | boolean)[],
    features: [] as { tags: number[]; type: number }[],
  };
  pbf.readMessage((tag, result, reader) => {
    if (tag === 1) result.name = reader.readString();
    else if (tag === 2) result.features.push(readFeature(reader));
    else if (tag === 3) result.keys.push(reader.readString());
    else if (tag === 4) result.values.push(readValue(reader));
  }, layer);
  layers[layer.name] = layer.features.map(({ tags, type }) => {
    const attributes: TileFeature['attributes'] = {};
    for (let index = 0; index < tags.length; index += 2) {
      attributes[layer.keys[tags[index]]] = layer.values[tags[index + 1]];
    }
    return { attributes, type };
  });
}

function readFeature(pbf: PbfReader): { tags: number[]; type: number } {
  const feature = { tags: [] as number[], type: 0 };
  pbf.readMessage((tag, result, reader) => {
    if (tag === 2) reader.readPackedVarint(result.tags);
    else if (tag === 3) result.type = reader.readVarint();
  }, feature);
  return feature;
}

function readValue(pbf: PbfReader): string | number | boolean {
  const value: { is: string | number | boolean } = { is: '' };
  pbf.readMessage((tag, result, reader) => {
    if (tag === 1) result.is = reader.readString();
    else if (tag === 2) result.is = reader.readFloat();
    else if (tag === 3) result.is = reader.readDouble();
    else if (tag === 4 || tag === 5) result.is = reader.readVarint(true);
    else if (tag === 6) result.is = reader.readSVarint();
    else if (tag === 7) result.is = reader.readBoolean();
  }, value);
  return value.is;
}
