import { type Condition, meets } from './condition.ts';
import { type Permission, PERMISSION_NAMES, roleHolds, subjectOf } from './permissions.ts';
import type { Viewer } from './roles.ts';
import { reachOf } from './scopes.ts';

/**
 * The one policy: whether this person may do this to that. HTTP routes, live rooms, jobs, files and exports ask it, and so do the
 * pages, which get the memberships with the session (`GET /api/me`).
 *
 * ```ts
 * may(viewer, 'trucks.edit')                    // to any truck at all? what a route's `permission` asks
 * may(viewer, 'trucks.edit', truck)             // to this one? the row must tell what scopes.ts asks of it
 * whereOf(viewer, 'trucks.read')                // records/people/where.ts: the same as Prisma's `where`, typed
 * ```
 *
 * A row that is moved (a point given to another cooperative) must be the viewer's before and after. What somebody may not see
 * answers 404, so a row is looked up with its `where` and simply not found.
 */
export function may(viewer: Viewer, permission: Permission, row?: object): boolean {
  const conditions = conditionsOf(viewer, permission);
  return row === undefined ? conditions.length > 0 : conditions.some((condition) => meets(row, condition));
}

/** The rows a permission reaches: `{}` for all of them, `{ OR: [] }` for none. */
export type Reach = { readonly OR?: readonly Condition[] };

/** Over which rows of its subject somebody holds a permission, as Prisma's `where`. */
export function scopeOf(viewer: Viewer, permission: Permission): Reach {
  const conditions = conditionsOf(viewer, permission);
  return conditions.some(isAll) ? {} : { OR: conditions };
}

/** Whether a permission is held over a town as a whole: then nothing of it has to be left out. */
export function holdsForTown(viewer: Viewer, permission: Permission): boolean {
  return viewer.memberships.some(
    ({ role, scopeKind }) => scopeKind === 'town' && role !== 'driver' && roleHolds(role, permission),
  );
}

/** Every permission somebody holds over something. */
export function permissionsOf(viewer: Viewer): Permission[] {
  return PERMISSION_NAMES.filter((permission) => may(viewer, permission));
}

function conditionsOf(viewer: Viewer, permission: Permission): Condition[] {
  return viewer.memberships
    .filter(({ role }) => roleHolds(role, permission))
    .map((membership) => reachOf(subjectOf(permission), membership, viewer.id))
    .filter((reach) => reach !== null);
}

const isAll = (condition: Condition): boolean => Object.keys(condition).length === 0;
