import { z } from 'zod';

export const ROLES = ['admin', 'dispatcher', 'manager', 'driver'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** What a role may do; the server decides by it, the pages show and hide by it. */
export const PERMISSIONS = {
  'town.read': ['admin', 'dispatcher', 'manager'],
  'plan.read': ['admin', 'dispatcher', 'manager'],
  'plan.make': ['admin', 'dispatcher'],
  'plan.publish': ['admin', 'dispatcher'],
  'fleet.watch': ['admin', 'dispatcher', 'manager'],
  'coverage.read': ['admin', 'dispatcher', 'manager'],
  'area.import': ['admin'],
  'area.activate': ['admin'],
  'devices.read': ['admin'],
  'simulation.run': ['admin', 'dispatcher'],
  'field.report': ['admin', 'dispatcher', 'driver'],
  'own-route.read': ['driver'],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Whether `role` may do `permission`. */
export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
