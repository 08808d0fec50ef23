import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** What a person can be to a town, the widest first. */
export const ROLES = ['admin', 'dispatcher', 'manager', 'cooperative', 'ward-officer', 'site-clerk', 'driver'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Over what a role can be held. */
export const SCOPE_KINDS = ['town', 'cooperative', 'unit', 'facility', 'truck'] as const;
export const scopeKindSchema = z.enum(SCOPE_KINDS);
export type ScopeKind = z.infer<typeof scopeKindSchema>;

/**
 * The kinds of thing each role is held over. A driver holds the role over the town and by it what their crews drive; over a
 * truck that very truck, whichever crew they are of.
 */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly ScopeKind[]>> = {
  admin: ['town'],
  dispatcher: ['town'],
  manager: ['town'],
  cooperative: ['cooperative'],
  'ward-officer': ['unit'],
  'site-clerk': ['facility'],
  driver: ['town', 'truck'],
};

/** Role × scope. `scopeId` names the cooperative, unit, facility or truck, and is `null` for a town. */
export const membershipSchema = z.object({
  role: roleSchema,
  scopeKind: scopeKindSchema,
  scopeId: idSchema.nullable(),
  /** `null`: every town that this installation serves. */
  townId: idSchema.nullable(),
});
export type Membership = z.infer<typeof membershipSchema>;

/** Whoever asks: an account's id, and the memberships that hold now. */
export interface Viewer {
  readonly id: string;
  readonly memberships: readonly Membership[];
}

/** The widest role somebody holds, which says where they work; `null` without a membership. */
export function mainRole({ memberships }: Pick<Viewer, 'memberships'>): Role | null {
  return ROLES.find((role) => memberships.some((membership) => membership.role === role)) ?? null;
}
