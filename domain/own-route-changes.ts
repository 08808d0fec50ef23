/** A route as far as a crew goes by it. */
export interface KnownRoute {
  readonly id: string;
  readonly day: string;
  readonly truckId: string;
  readonly shiftId: string;
  readonly shiftEndsAt: string;
  readonly stops: readonly KnownStop[];
}

interface KnownStop {
  readonly kind: string;
  readonly visitId: string | null;
  readonly visitPart: number | null;
  readonly facilityId: string | null;
  readonly name: string;
}

/** Whether what a phone kept is a route that it knew: another version of the app may have written it. */
export function isKnownRoute(kept: unknown): kept is KnownRoute {
  const { stops, ...route } = (kept ?? {}) as Partial<KnownRoute>;
  const texts = [route.id, route.day, route.truckId, route.shiftId, route.shiftEndsAt];
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(stops) &&
    stops.every(
      (stop: Partial<KnownStop> | null) =>
        typeof stop?.kind === 'string' &&
        typeof stop.name === 'string' &&
        [stop.visitId, stop.facilityId].every((id) => id === null || typeof id === 'string') &&
        (stop.visitPart === null || typeof stop.visitPart === 'number'),
    )
  );
}

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

const keyOf = ({ kind, visitId, visitPart }: KnownStop): string => `${visitId ?? kind} ${visitPart ?? ''}`;

/** What is done changes no more: of the rest, points, unloadings and rests. */
function toDo({ stops }: KnownRoute, isDone: (visitId: string) => boolean): KnownStop[] {
  const from = stops.findLastIndex(({ visitId }) => visitId !== null && isDone(visitId)) + 1;
  return stops.filter(
    ({ kind, visitId }, index) =>
      (kind === 'point' && visitId !== null && !isDone(visitId)) ||
      ((kind === 'unload' || kind === 'break') && index >= from),
  );
}
