/**
 * Which truck may go where, when trucks differ in size and the optimizer knows one matrix.
 *
 * Sizes on shift are ordered into *classes* that contain each other: class k is as high, wide and heavy as the largest of
 * the k+1 smallest sizes. A place has the class of the largest trucks that may stop there. A truck may serve a place of its
 * own class or a larger one; every leg between two places is measured for the smaller of their classes, so no truck is ever
 * sent along a road it may not use. docs/decisions/ tells why.
 */

/** Outer measures of a truck as road signs limit them. */
export interface Size {
  readonly heightMetres: number;
  readonly widthMetres: number;
  /** Gross. */
  readonly weightTonnes: number;
}

/** Limits of an approach, `null` = none. */
export interface SizeLimits {
  readonly maxHeightMetres: number | null;
  readonly maxWidthMetres: number | null;
  readonly maxWeightTonnes: number | null;
}

/** Class of a place that no truck on shift is small enough for. */
export const NO_CLASS = -1;

/** The classes of a fleet, from the smallest; each contains the one before. At least one truck. */
export function sizeClasses(trucks: readonly Size[]): Size[] {
  const ascending = [...trucks].sort(
    (a, b) => a.weightTonnes - b.weightTonnes || a.widthMetres - b.widthMetres || a.heightMetres - b.heightMetres,
  );
  const classes: Size[] = [];
  for (const truck of ascending) {
    const last = classes.at(-1);
    if (last && contains(last, truck)) continue;
    classes.push({
      heightMetres: Math.max(truck.heightMetres, last?.heightMetres ?? 0),
      widthMetres: Math.max(truck.widthMetres, last?.widthMetres ?? 0),
      weightTonnes: Math.max(truck.weightTonnes, last?.weightTonnes ?? 0),
    });
  }
  return classes;
}

/** The smallest class a truck belongs to. */
export function classOfTruck(classes: readonly Size[], truck: Size): number {
  return classes.findIndex((size) => contains(size, truck));
}

/** The largest class within the limits, {@link NO_CLASS} where even the smallest is too large. */
export function classWithin(classes: readonly Size[], limits: SizeLimits): number {
  return classes.findLastIndex(
    (size) =>
      size.heightMetres <= (limits.maxHeightMetres ?? Number.POSITIVE_INFINITY) &&
      size.widthMetres <= (limits.maxWidthMetres ?? Number.POSITIVE_INFINITY) &&
      size.weightTonnes <= (limits.maxWeightTonnes ?? Number.POSITIVE_INFINITY),
  );
}

function contains(outer: Size, inner: Size): boolean {
  return (
    outer.heightMetres >= inner.heightMetres &&
    outer.widthMetres >= inner.widthMetres &&
    outer.weightTonnes >= inner.weightTonnes
  );
}
