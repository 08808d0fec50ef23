import type { AreaView } from '../../domain/areas.ts';
import { bboxSchema } from '../../domain/geo.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What {@link areaView} needs of a town's row. */
export const AREA_COLUMNS = {
  id: true,
  slug: true,
  name: true,
  timeZone: true,
  isActive: true,
  isSynthetic: true,
  datasets: { where: { isActive: true }, select: { id: true, attribution: true, bbox: true } },
  _count: { select: { units: true, points: { where: { onceOn: null } }, trucks: true, facilities: true } },
} as const satisfies Prisma.TownSelect;

/** A town as people see it on its map. @throws for one that has no map data set */
export function areaView(row: Prisma.TownGetPayload<{ select: typeof AREA_COLUMNS }>): AreaView {
  const {
    _count: counts,
    datasets: [dataset],
    ...town
  } = row;
  if (!dataset) throw new Error(`${town.slug} has no map`);
  return {
    ...town,
    attribution: dataset.attribution,
    bbox: bboxSchema.parse(dataset.bbox),
    counts,
  };
}
