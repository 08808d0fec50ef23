import type { Role } from './roles.ts';

const OFFICE = ['admin', 'dispatcher', 'manager'] as const satisfies readonly Role[];

/**
 * What each role may do. A permission is `subject.action`; over which rows of the subject a role's holder may do it is told by
 * the scope of the membership (scopes.ts). The server decides by this, the pages show and hide by it.
 */
export const PERMISSIONS = {
  'town.read': OFFICE,
  'plan.read': OFFICE,
  'plan.make': ['admin', 'dispatcher'],
  'plan.publish': ['admin', 'dispatcher'],
  'fleet.watch': OFFICE,
  'alerts.read': OFFICE,
  /** To take, snooze and close them. */
  'alerts.edit': ['admin', 'dispatcher'],
  'coverage.read': OFFICE,
  'area.import': ['admin'],
  'area.activate': ['admin'],
  'devices.read': ['admin'],
  'devices.edit': ['admin'],
  'simulation.run': ['admin', 'dispatcher'],
  'field.report': ['admin', 'dispatcher', 'driver'],
  'own-route.read': ['driver'],
  'incidents.read': OFFICE,
  'incidents.edit': ['admin', 'dispatcher'],
  'checks.read': OFFICE,
  'checks.edit': ['admin', 'dispatcher'],

  'points.read': [...OFFICE, 'cooperative', 'ward-officer'],
  'points.edit': ['admin', 'dispatcher', 'cooperative', 'ward-officer'],
  /** To have other collection days reckoned for the whole town, and to accept them. */
  'points.reschedule': OFFICE,
  'trucks.read': [...OFFICE, 'cooperative'],
  'trucks.edit': ['admin', 'dispatcher', 'cooperative'],
  'crews.read': [...OFFICE, 'cooperative'],
  'crews.edit': ['admin', 'dispatcher', 'cooperative'],
  'shifts.read': [...OFFICE, 'cooperative'],
  'shifts.edit': ['admin', 'dispatcher', 'cooperative'],
  'facilities.read': [...OFFICE, 'site-clerk'],
  'facilities.edit': ['admin', 'dispatcher', 'site-clerk'],
  'cooperatives.read': [...OFFICE, 'cooperative'],
  'cooperatives.edit': ['admin'],
  'units.read': [...OFFICE, 'ward-officer'],
  'units.edit': ['admin'],
  'groups.read': [...OFFICE, 'ward-officer'],
  'groups.edit': ['admin', 'ward-officer'],
  'generators.read': [...OFFICE, 'ward-officer'],
  'generators.edit': ['admin', 'dispatcher', 'ward-officer'],
  'targets.read': OFFICE,
  'targets.edit': ['admin', 'manager'],
  'factors.read': OFFICE,
  'factors.edit': ['admin', 'manager'],
  'holidays.read': OFFICE,
  'holidays.edit': ['admin', 'dispatcher'],
  'closures.read': OFFICE,
  'closures.edit': ['admin', 'dispatcher'],
  'tickets.read': [...OFFICE, 'cooperative', 'site-clerk'],
  'tickets.edit': ['admin', 'dispatcher', 'site-clerk'],
  'visits.read': [...OFFICE, 'cooperative', 'ward-officer'],
  'tallies.read': [...OFFICE, 'cooperative', 'ward-officer'],
  'tallies.edit': ['admin', 'dispatcher', 'cooperative', 'ward-officer'],

  /** What residents complain of. */
  'complaints.read': [...OFFICE, 'cooperative', 'ward-officer'],
  'complaints.edit': ['admin', 'dispatcher', 'cooperative', 'ward-officer'],
  /** To see where a resident can be called back: never who collects there. */
  'complaints.call': [...OFFICE, 'ward-officer'],

  'ledger.read': [...OFFICE, 'cooperative', 'ward-officer'],
  'ledger.close': ['admin', 'manager'],
  /** To have it reckoned anew what would close the gaps. */
  'ledger.study': ['admin', 'manager'],
  /** Indicators and tasks of the resolution. */
  'duties.read': OFFICE,
  'duties.edit': ['admin', 'manager'],
  'open-data.edit': ['admin', 'manager'],
  'reports.make': ['admin', 'manager', 'cooperative', 'ward-officer'],

  'accounts.read': ['admin'],
  'accounts.edit': ['admin'],
  /** To give a driver's phone its way in, and to cut it off. */
  'phones.edit': ['admin', 'dispatcher'],
  'changes.read': OFFICE,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

/** What the permission is about: `trucks` of `trucks.edit`. */
export type SubjectOf<P extends Permission> = P extends `${infer S}.${string}` ? S : never;
export type Subject = SubjectOf<Permission>;

/** The subject of a permission. */
export function subjectOf(permission: Permission): Subject {
  return permission.slice(0, permission.indexOf('.')) as Subject;
}

/** Whether anybody of `role` may do `permission` to something. */
export function roleHolds(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
