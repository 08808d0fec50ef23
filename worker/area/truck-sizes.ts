import type { PointRow } from '../../domain/area-files/points-file.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { Profile, TruckProfile } from '../../roads/engine.ts';

export type TruckSize = Pick<TruckProfile, 'heightMetres' | 'widthMetres' | 'weightTonnes'>;

/** Stands for the fleet while an area has none: a small compactor truck. */
export const ASSUMED_TRUCK: TruckSize = { heightMetres: 2.4, widthMetres: 2, weightTonnes: 5 };

/** The distinct sizes of trucks, the heaviest first. */
export function sizesOf(trucks: readonly TruckSize[]): TruckSize[] {
  const sizes = new Map(
    trucks.map(({ heightMetres, widthMetres, weightTonnes }) => [
      `${weightTonnes} ${widthMetres} ${heightMetres}`,
      { heightMetres, widthMetres, weightTonnes },
    ]),
  );
  return [...sizes.values()].sort(
    (a, b) => b.weightTonnes - a.weightTonnes || b.widthMetres - a.widthMetres || b.heightMetres - a.heightMetres,
  );
}

export function isSameSize(a: TruckSize, b: TruckSize): boolean {
  return a.heightMetres === b.heightMetres && a.widthMetres === b.widthMetres && a.weightTonnes === b.weightTonnes;
}

/** Whether a truck may pass the limits of a point's approach. */
export function fits(size: TruckSize, point: PointRow): boolean {
  return (
    size.weightTonnes <= (point.maxWeightTonnes ?? Number.POSITIVE_INFINITY) &&
    size.widthMetres <= (point.maxWidthMetres ?? Number.POSITIVE_INFINITY) &&
    size.heightMetres <= (point.maxHeightMetres ?? Number.POSITIVE_INFINITY)
  );
}

/** Whether a truck carries anything that is there. */
export function carriesAny(truck: TruckRow, streams: readonly TruckRow['streams'][number][]): boolean {
  return streams.some((stream) => truck.streams.includes(stream));
}

export function profileOf(size: TruckSize): Profile {
  return { kind: 'truck', ...size };
}
