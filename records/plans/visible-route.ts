import { holdsForTown } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

/** A route of a plan of the town, for queries: who may not read plans sees a published route of their own only. */
export function visibleRoute(
  viewer: Viewer,
  townId: string,
  { planId, routeId }: { readonly planId: string; readonly routeId: string },
): Prisma.RouteWhereInput {
  const mayOnlySeeOwn: Prisma.RouteWhereInput = holdsForTown(viewer, 'plan.read')
    ? {}
    : { AND: [whereOf(viewer, 'own-route.read'), { revision: { publishedOn: { isNot: null } } }] };
  return { AND: [{ id: routeId, revision: { planId, plan: { townId } } }, mayOnlySeeOwn] };
}
