import { RESOLUTION_DUTIES } from '../../domain/duties/resolution.ts';
import { dayToDate } from '../../domain/day.ts';
import {
  DEMO_CONTAINER_LITRES,
  DEMO_FACTORS,
  DEMO_SMALL_CONTAINERS,
  DEMO_SOURCE,
  DEMO_SURVEY,
  demoGeneratorAt,
} from '../../domain/register/demo-figures.ts';
import { streamSchema } from '../../domain/streams.ts';
import { emptyWeightKg } from '../../domain/tickets/empty-weight.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** Figures of the demo count from a day before everything in it. */
const SINCE = dayToDate('2020-01-01');

/**
 * Gives the demo's made-up town what its files do not hold: factors and generators that say they are illustrative, names of crews
 * by what they do, the trucks' empty weights, how large containers are, and what its treatment plant, its landfill and its transfer station treat. A town that has a factor is left alone.
 *
 * @returns whether anything was written
 */
export async function fillDemoRegister(prisma: PrismaClient, townId: string): Promise<boolean> {
  return await prisma.$transaction(
    async (db) => {
      if ((await db.factor.count({ where: { townId } })) > 0) return false;
      await db.factor.createMany({
        data: DEMO_FACTORS.map((factor) => ({ ...factor, townId, validFrom: SINCE, source: DEMO_SOURCE })),
      });
      const points = await db.collectionPoint.findMany({
        where: { townId, onceOn: null },
        select: { code: true, name: true, kind: true, unitId: true, lon: true, lat: true, streams: true },
        orderBy: { code: 'asc' },
      });
      await db.generator.createMany({
        data: points.flatMap(({ code, name, kind, streams, ...place }) => {
          const held = streams.map((one) => ({ ...one, stream: streamSchema.parse(one.stream) }));
          const generator = demoGeneratorAt({ kind, streams: held });
          if (generator === null) return [];
          const told = { townId, code: `CS-${code}`, name, source: DEMO_SOURCE, validFrom: SINCE };
          return [{ ...told, ...place, kind: generator.kind, amounts: generator.amounts }];
        }),
      });
      const unsized = { townId, onceOn: null, containers: { gt: 0 }, containerLitres: null };
      const { streams, litres } = DEMO_SMALL_CONTAINERS;
      await db.collectionPoint.updateMany({
        where: { ...unsized, streams: { some: {}, every: { stream: { in: [...streams] } } } },
        data: { containerLitres: litres },
      });
      await db.collectionPoint.updateMany({ where: unsized, data: { containerLitres: DEMO_CONTAINER_LITRES } });
      for (const { id, code } of await db.crew.findMany({ where: { townId, name: null } })) {
        await db.crew.update({ where: { id }, data: { name: `Lái xe và công nhân tổ ${code}` } });
      }
      for (const { id, ...truck } of await db.truck.findMany({ where: { townId, tareKg: null } })) {
        await db.truck.update({ where: { id }, data: { tareKg: emptyWeightKg(truck) } });
      }
      const plants = await db.facility.findMany({ where: { townId, kind: { not: 'depot' } } });
      // What the transfer station takes is passed on to them.
      for (const { id, acceptedStreams } of plants) {
        await db.facility.update({ where: { id }, data: { treatsStreams: acceptedStreams } });
      }
      const landfill = plants.find(({ kind }) => kind === 'landfill');
      if (landfill) {
        const day = dayToDate(`${new Date().getUTCFullYear()}-01-01`);
        await db.facilitySurvey.create({
          data: { ...DEMO_SURVEY, townId, facilityId: landfill.id, day, source: DEMO_SOURCE },
        });
      }
      await db.duty.createMany({
        data: RESOLUTION_DUTIES.map(({ dueOn = null, ...duty }) => ({
          ...duty,
          townId,
          dueOn: dueOn && dayToDate(dueOn),
        })),
      });
      return true;
    },
    { timeout: 60_000 },
  );
}
