import { distance, isInside, TOWN_SIZE, type Xy } from './plane.ts';

const CELL_METRES = 4;

/** Which ground is taken, on a grid of four metres; what lies outside the town's box counts as taken. */
export class Occupancy {
  private readonly columns = Math.ceil(TOWN_SIZE[0] / CELL_METRES);
  private readonly rows = Math.ceil(TOWN_SIZE[1] / CELL_METRES);
  private readonly taken = new Uint8Array(this.columns * this.rows);

  /** Takes a strip of `halfWidth` metres on both sides of a segment. */
  takeStrip(a: Xy, b: Xy, halfWidth: number): void {
    const steps = Math.max(1, Math.ceil(distance(a, b) / CELL_METRES));
    const reach = Math.ceil(halfWidth / CELL_METRES);
    for (let step = 0; step <= steps; step++) {
      const [x, y] = [a[0] + ((b[0] - a[0]) * step) / steps, a[1] + ((b[1] - a[1]) * step) / steps];
      const [column, row] = [Math.floor(x / CELL_METRES), Math.floor(y / CELL_METRES)];
      for (let dx = -reach; dx <= reach; dx++) {
        for (let dy = -reach; dy <= reach; dy++) {
          if (Math.hypot(dx, dy) * CELL_METRES <= halfWidth) this.mark(column + dx, row + dy);
        }
      }
    }
  }

  takeRing(ring: readonly Xy[]): void {
    for (const [column, row] of this.cellsIn(ring)) this.mark(column, row);
  }

  isFree(ring: readonly Xy[]): boolean {
    for (const [column, row] of this.cellsIn(ring)) {
      if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return false;
      if (this.taken[row * this.columns + column] === 1) return false;
    }
    return true;
  }

  private mark(column: number, row: number): void {
    if (column >= 0 && row >= 0 && column < this.columns && row < this.rows)
      this.taken[row * this.columns + column] = 1;
  }

  private *cellsIn(ring: readonly Xy[]): Generator<Xy> {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    for (let row = Math.floor(Math.min(...ys) / CELL_METRES); row * CELL_METRES <= Math.max(...ys); row++) {
      for (let column = Math.floor(Math.min(...xs) / CELL_METRES); column * CELL_METRES <= Math.max(...xs); column++) {
        if (isInside([(column + 0.5) * CELL_METRES, (row + 0.5) * CELL_METRES], ring)) yield [column, row];
      }
    }
  }
}
