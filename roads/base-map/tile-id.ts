/** A tile's number in a PMTiles archive: all lower zooms first, then along a Hilbert curve (PMTiles v3 spec, §4.1). */
export function tileId(z: number, x: number, y: number): number {
  // Tiles of all lower zooms: 1 + 4 + 16 + … = (4^z − 1) / 3.
  let id = (4 ** z - 1) / 3;
  let [tx, ty] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const right = (tx & side) > 0 ? 1 : 0;
    const below = (ty & side) > 0 ? 1 : 0;
    id += side * side * ((3 * right) ^ below);
    if (below === 0) {
      if (right === 1) {
        tx = side - 1 - (tx & (side - 1));
        ty = side - 1 - (ty & (side - 1));
      }
      [tx, ty] = [ty, tx];
    }
  }
  return id;
}

/** Web Mercator's tile that holds a place (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames). */
export function tileAt(lon: number, lat: number, z: number): [x: number, y: number] {
  const count = 2 ** z;
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = ((lon + 180) / 360) * count;
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count;
  const within = (value: number): number => Math.max(0, Math.min(count - 1, Math.floor(value)));
  return [within(x), within(y)];
}

/** The place at tile coordinates that may have fractions: the inverse of {@link tileAt}. */
export function placeAt(x: number, y: number, z: number): [lon: number, lat: number] {
  const count = 2 ** z;
  return [(x / count) * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI];
}
