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
