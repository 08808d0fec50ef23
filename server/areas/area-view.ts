import type { AreaView } from '../../domain/areas.ts';
import { bboxSchema } from '../../domain/geo.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** What {@link areaView} needs of an area's row. */
export const AREA_COLUMNS = {
  id: true,
  slug: true,
  name: true,
  timeZone: true,
  isActive: true,
  isSynthetic: true,
  attribution: true,
  bbox: true,
  _count: { select: { units: true, points: true, trucks: true, facilities: true } },
} as const satisfies Prisma.AreaSelect;

/** An area's row as people see it. */
export function areaView(row: Prisma.AreaGetPayload<{ select: typeof AREA_COLUMNS }>): AreaView {
  const { _count: counts, bbox, ...area } = row;
  return { ...area, bbox: bboxSchema.parse(bbox), counts };
}
