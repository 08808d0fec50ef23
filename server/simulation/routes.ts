import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { simulationRequestSchema, simulationViewSchema } from '../../domain/simulation.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import type { Simulations } from './simulations.ts';

export function simulationRoutes({ database: { prisma } }: Platform, simulations: Simulations): Route[] {
  const area = () => requireActiveTown(prisma);
  return [
    route({
      method: 'post',
      path: '/api/simulations',
      permission: 'simulation.run',
      tag: 'simulation',
      summary: 'Drives the trucks of a published day; what was reported of that day before is removed. Demo only',
      body: simulationRequestSchema,
      status: 202,
      answer: simulationViewSchema,
      problems: { 409: 'One is running (`simulationId`), or the day is not published' },
      handler: async ({ body, user }) => await simulations.start(await area(), body, user.id),
    }),
    route({
      method: 'get',
      path: '/api/simulations/current',
      permission: 'fleet.watch',
      tag: 'simulation',
      summary: 'The simulation that runs, else the last one, else null',
      answer: simulationViewSchema.nullable(),
      handler: async () => await simulations.current(await area()),
    }),
    route({
      method: 'post',
      path: '/api/simulations/:simulationId/stop',
      permission: 'simulation.run',
      tag: 'simulation',
      summary: 'Asks a simulation to stop',
      params: z.object({ simulationId: idSchema }),
      status: 202,
      answer: simulationViewSchema,
      handler: async ({ params }) => await simulations.stop(await area(), params.simulationId),
    }),
  ];
}
