import { z } from 'zod';

/** A route as far as a crew goes by it. */
export const knownRouteSchema = z.object({
  id: z.string(),
  day: z.string(),
  truckId: z.string(),
  shiftId: z.string(),
  shiftEndsAt: z.string(),
  stops: z.array(
    z.object({
      kind: z.string(),
      visitId: z.string().nullable(),
      visitPart: z.number().nullable(),
      facilityId: z.string().nullable(),
      name: z.string(),
    }),
  ),
});
export type KnownRoute = z.infer<typeof knownRouteSchema>;

/** What of a crew's work is otherwise than they knew it, in the order of the route. */
export interface RouteChanges {
  /** Names of points that came to it, and that went. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** What stays comes in another order, an unloading or a rest is another, or the shift ends at another time. */
  readonly isReordered: boolean;
  readonly isUnloadedElsewhere: boolean;
  readonly endsAt: string | null;
}

/** What a route asks of its crew that it did not before; `null`: nothing. @param isDone whether a visit was reported, served or not */
export function changesOfRoute(
  before: KnownRoute,
  after: KnownRoute,
  isDone: (visitId: string) => boolean,
): RouteChanges | null {
  const [was, is] = [toDo(before, isDone), toDo(after, isDone)];
  const keys = (stops: typeof was) => new Set(stops.map(keyOf));
  const [had, has] = [keys(was), keys(is)];
  const orderOf = (stops: typeof was, shared: ReadonlySet<string>) =>
    stops.flatMap((stop) =>
      stop.visitId === null || shared.has(keyOf(stop)) ? [stop.kind === 'unload' ? 'unload' : keyOf(stop)] : [],
    );
  const sitesOf = (stops: typeof was) => stops.flatMap(({ facilityId }) => facilityId ?? []).join();
  const changes: RouteChanges = {
    added: is.flatMap((stop) => (stop.visitId !== null && !had.has(keyOf(stop)) ? [stop.name] : [])),
    removed: was.flatMap((stop) => (stop.visitId !== null && !has.has(keyOf(stop)) ? [stop.name] : [])),
    isReordered: orderOf(was, has).join() !== orderOf(is, had).join(),
    isUnloadedElsewhere: sitesOf(was) !== sitesOf(is),
    endsAt: before.shiftEndsAt === after.shiftEndsAt ? null : after.shiftEndsAt,
  };
  const { added, removed, isReordered, isUnloadedElsewhere, endsAt } = changes;
  const isSame = added.length + removed.length === 0 && !isReordered && !isUnloadedElsewhere && endsAt === null;
  return isSame ? null : changes;
}

type Stop = KnownRoute['stops'][number];

const keyOf = ({ kind, visitId, visitPart }: Stop): string => `${visitId ?? kind} ${visitPart ?? ''}`;

/** What is done changes no more: of the rest, points, unloadings and rests. */
function toDo({ stops }: KnownRoute, isDone: (visitId: string) => boolean): Stop[] {
  const from = stops.findLastIndex(({ visitId }) => visitId !== null && isDone(visitId)) + 1;
  return stops.filter(
    ({ kind, visitId }, index) =>
      (kind === 'point' && visitId !== null && !isDone(visitId)) ||
      ((kind === 'unload' || kind === 'break') && index >= from),
  );
}
