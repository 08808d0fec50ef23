import type { Day } from '../../domain/day.ts';
import { dateToDay } from '../../domain/day.ts';
import { densityOn, fullKg } from '../../domain/fill-level.ts';
import type { PointBriefing } from '../../domain/own-route.ts';
import { streamSchema } from '../../domain/streams.ts';
import { SETTINGS } from '../../domain/units.ts';
import { z } from 'zod';
import type { PrismaClient } from '../../prisma/client/client.ts';

const settingSchema = z.enum(SETTINGS);
const factorSettingSchema = z.enum([...SETTINGS, 'any']);

/** What the office tells a crew of points on its way, as it is on a day; only those it tells something of. */
export async function readPointBriefings(
  prisma: PrismaClient,
  townId: string,
  pointIds: readonly string[],
  day: Day,
): Promise<PointBriefing[]> {
  const [points, rows] = await Promise.all([
    prisma.collectionPoint.findMany({
      where: { townId, id: { in: [...new Set(pointIds)] } },
      select: {
        ...{ id: true, containers: true, containerLitres: true, note: true, access: true, photoId: true },
        streams: { select: { stream: true } },
        unit: { select: { setting: true } },
      },
    }),
    prisma.factor.findMany({ where: { townId, kind: 'density', isActive: true }, orderBy: { id: 'asc' } }),
  ]);
  const factors = rows.map(({ setting, stream, value, validFrom }) => ({
    ...{ kind: 'density' as const, value, validFrom: dateToDay(validFrom) },
    setting: factorSettingSchema.parse(setting),
    stream: streamSchema.nullable().parse(stream),
  }));
  return points.flatMap(({ id: pointId, streams, unit, ...told }) => {
    const setting = settingSchema.parse(unit.setting);
    const full = fullKg({ ...told, streams: streams.map(({ stream }) => streamSchema.parse(stream)) }, (stream) =>
      densityOn(factors, stream, setting, day),
    );
    const isTold = told.containers > 0 || told.note !== null || told.access !== null || told.photoId !== null;
    return isTold ? [{ ...told, pointId, fullKg: full }] : [];
  });
}

/** The office's words for the crew about points, as they are now. */
export async function readPointWords(
  prisma: PrismaClient,
  pointIds: readonly string[],
): Promise<{ id: string; note: string | null; access: string | null }[]> {
  return await prisma.collectionPoint.findMany({
    where: { id: { in: [...pointIds] } },
    select: { id: true, note: true, access: true },
  });
}
