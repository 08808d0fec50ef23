import { area, difference, featureCollection, intersect, multiPolygon, union } from '@turf/turf';
import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { MOST_INT } from '../columns.ts';
import { daySchema } from '../day.ts';
import { type Surface, surfaceSchema } from '../geo.ts';
import { FieldFault } from './faults.ts';
import { newUnitSchema } from './units.ts';

const MOST_UNITS = 200;

/**
 * Units that end and those that stand in their place from a day on: several become one, one becomes several, or boundaries between
 * them move. Of a single new unit the ground may be left out: then it is that of the former ones together; so may its
 * population, which then is their sum.
 */
export const unitReformSchema = z.strictObject({
  /** The first day of the new units; the former hold until the day before. */
  on: daySchema,
  /** The former units, each at the version it was read at. */
  units: z
    .array(z.strictObject({ id: idSchema, version: z.int().min(0).max(MOST_INT) }))
    .min(1)
    .max(MOST_UNITS),
  into: z
    .array(
      newUnitSchema.pick({ code: true, name: true, kind: true, setting: true }).extend({
        population: newUnitSchema.shape.population.optional(),
        populationSource: newUnitSchema.shape.populationSource,
        geometry: surfaceSchema.optional(),
      }),
    )
    .min(1)
    .max(MOST_UNITS),
});
export type UnitReform = z.infer<typeof unitReformSchema>;

/** So much of the former ground may be left over or lie beside it: boundaries are drawn anew by hand. */
const MOST_STRAY_SHARE = 0.005;

/**
 * The ground of each new unit.
 *
 * @throws FieldFault where several are without ground, where they leave more than 0.5 % of the former ground or take more than
 *   that from beside it, or lie on each other by more
 */
export function groundsOfReform(
  former: readonly Surface[],
  into: readonly { geometry?: Surface | undefined }[],
): Surface[] {
  const before = together(former);
  if (into.length === 1 && into[0]?.geometry === undefined) return [before.geometry];
  const grounds = into.map(({ geometry }) => {
    if (geometry === undefined) throw new FieldFault('geometry', 'missing-ground');
    return geometry;
  });
  const after = together(grounds);
  const whole = area(before);
  const stray = (from: typeof before, without: typeof before) => {
    const left = difference(featureCollection([from, without]));
    return left === null ? 0 : area(left);
  };
  const left = stray(before, after);
  if (left > MOST_STRAY_SHARE * whole) throw new FieldFault('geometry', 'leaves-ground', squareKilometres(left));
  const beside = stray(after, before);
  if (beside > MOST_STRAY_SHARE * whole) throw new FieldFault('geometry', 'beside-ground', squareKilometres(beside));
  const onEachOther = grounds.reduce((sum, ground) => sum + area(asMulti(ground)), 0) - area(after);
  if (onEachOther > MOST_STRAY_SHARE * whole) {
    throw new FieldFault('geometry', 'on-each-other', squareKilometres(onEachOther));
  }
  return grounds;
}

/**
 * The ground of former units parted by what was drawn around a piece of it: what lies within, and the rest. The two cover
 * the former ground exactly, however generously it was drawn around.
 *
 * @returns `null` where the drawn ground holds nothing of it, or all
 */
export function partGround(former: readonly Surface[], drawn: Surface): { within: Surface; rest: Surface } | null {
  const whole = together(former);
  const around = asMulti(drawn);
  const within = intersect(featureCollection([whole, around]));
  const rest = difference(featureCollection([whole, around]));
  return within && rest ? { within: asMulti(within.geometry).geometry, rest: asMulti(rest.geometry).geometry } : null;
}

function together(grounds: readonly Surface[]) {
  const all = grounds.map(asMulti);
  const [first] = all;
  if (!first) throw new RangeError('no ground');
  const one = all.length === 1 ? first : union(featureCollection(all));
  return one ? asMulti(one.geometry) : first;
}

function asMulti(ground: Surface | { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown }) {
  const coordinates = ground.type === 'Polygon' ? [ground.coordinates] : ground.coordinates;
  const feature = multiPolygon(coordinates as MultiPolygon['coordinates']);
  return { ...feature, geometry: feature.geometry as Extract<Surface, { type: 'MultiPolygon' }> };
}

function squareKilometres(squareMetres: number): string {
  return (squareMetres / 1_000_000).toFixed(2);
}
