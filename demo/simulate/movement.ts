import type { LonLat } from '../../domain/geo.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { RouteView, StopView } from '../../domain/plans.ts';

/** Where a truck is and how it moves. */
export interface Motion {
  position: LonLat;
  /** Metres per second. */
  speed: number;
  /** Degrees from north, clockwise; `null` while it stands. */
  course: number | null;
}

/** A piece of a truck's day in which it stands, or drives along one leg at an even pace. Instants in milliseconds. */
interface Piece {
  from: number;
  to: number;
  line: LonLat[];
  /** Metres from the line's beginning to each of its places. */
  metres: number[];
}

/** A truck's planned day as movement along its route. */
export class PlannedMovement {
  private readonly pieces: Piece[];

  constructor(route: Pick<RouteView, 'stops'>) {
    this.pieces = piecesOf(route.stops);
  }

  /** When it sets out and when it is back, milliseconds since 1970. */
  get span(): { from: number; to: number } {
    return { from: this.pieces[0]?.from ?? 0, to: this.pieces.at(-1)?.to ?? 0 };
  }

  /** Where it is at an instant; before and after its day it stands where that begins and ends. `null` without any stop. */
  at(instant: number): Motion | null {
    const piece = this.pieces.find(({ to }) => instant < to) ?? this.pieces.at(-1);
    if (!piece) return null;
    const length = piece.metres.at(-1) ?? 0;
    const isMoving = length > 0 && instant >= piece.from && instant < piece.to;
    const share = Math.min(1, Math.max(0, (instant - piece.from) / Math.max(1, piece.to - piece.from)));
    const { position, course } = along(piece, length * share);
    return {
      position,
      speed: isMoving ? (length * 1000) / (piece.to - piece.from) : 0,
      course: isMoving ? course : null,
    };
  }
}

function piecesOf(stops: readonly StopView[]): Piece[] {
  const pieces: Piece[] = [];
  let here: LonLat | null = null;
  let departed = 0;
  for (const stop of stops) {
    const arrived = Date.parse(stop.arrivesAt);
    const leaves = Date.parse(stop.departsAt);
    const line: LonLat[] = stop.geometry?.coordinates ?? [here ?? stop.position];
    if (here !== null && arrived > departed) pieces.push(piece(departed, arrived, line));
    here = line.at(-1) ?? stop.position;
    if (leaves > arrived) pieces.push(piece(arrived, leaves, [here]));
    departed = leaves;
  }
  return pieces;
}

function piece(from: number, to: number, line: LonLat[]): Piece {
  let reached = 0;
  let before: LonLat | undefined;
  const metres = line.map((place) => {
    if (before) reached += metresBetween(before, place);
    before = place;
    return reached;
  });
  return { from, to, line, metres };
}

function along({ line, metres }: Piece, distance: number): { position: LonLat; course: number | null } {
  const next = metres.findIndex((reached) => reached > distance);
  if (next < 1) {
    const last = itemAt(line, line.length - 1);
    const before = line.at(-2);
    return { position: last, course: before ? courseOf(before, last) : null };
  }
  const [a, b] = [itemAt(line, next - 1), itemAt(line, next)];
  const [fromMetres, toMetres] = [itemAt(metres, next - 1), itemAt(metres, next)];
  const share = (distance - fromMetres) / (toMetres - fromMetres);
  return { position: [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], course: courseOf(a, b) };
}

const METRES_PER_DEGREE = 111_195;

/** Metres between two places not far apart (equirectangular approximation). */
export function metresBetween(a: LonLat, b: LonLat): number {
  const { east, north } = offset(a, b);
  return Math.hypot(east, north);
}

/** The place `east` and `north` metres from another. */
export function moved([lon, lat]: LonLat, east: number, north: number): LonLat {
  return [lon + east / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + north / METRES_PER_DEGREE];
}

function offset(a: LonLat, b: LonLat): { east: number; north: number } {
  const east = (b[0] - a[0]) * METRES_PER_DEGREE * Math.cos((a[1] * Math.PI) / 180);
  return { east, north: (b[1] - a[1]) * METRES_PER_DEGREE };
}

function courseOf(a: LonLat, b: LonLat): number {
  const { east, north } = offset(a, b);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
