import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { membershipSchema, SCOPES_OF_ROLE } from '../policy/roles.ts';
import { signInNameOf } from './sign-in-name.ts';

/** A membership that can be: a role is held over its own kinds of thing, and over a named one unless it is a town. */
const grantSchema = membershipSchema.refine(
  ({ role, scopeKind, scopeId }) =>
    SCOPES_OF_ROLE[role].includes(scopeKind) && (scopeKind === 'town') === (scopeId === null),
  { error: 'role-and-scope' },
);

const nameSchema = z.string().trim().min(1).max(120);
const emailSchema = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());
const signInNameSchema = z.string().transform((text, context) => {
  const name = signInNameOf(text);
  if (name !== null) return name;
  context.addIssue({ code: 'custom', message: 'a phone number, or 3 to 40 letters, digits, dots and hyphens' });
  return z.NEVER;
});

const accountFields = {
  name: nameSchema,
  /** `null`: the person has none and signs in with another name. */
  email: emailSchema.nullable(),
  /** A phone number or user name. */
  signInName: signInNameSchema.nullable(),
  memberships: z.array(grantSchema).max(20),
  /** The crews whose driver the person is. */
  crewIds: z.array(idSchema).max(20),
};

export const newAccountSchema = z
  .strictObject({
    ...accountFields,
    email: accountFields.email.default(null),
    signInName: accountFields.signInName.default(null),
    memberships: accountFields.memberships.default([]),
    crewIds: accountFields.crewIds.default([]),
    /** How the person gets in first: by a link that lets them choose a password, or with a password for one use. */
    access: z.enum(['invitation', 'password']),
  })
  .refine(({ email, signInName }) => email !== null || signInName !== null, {
    path: ['email'],
    error: 'an e-mail address or another name to sign in with',
  });
export type NewAccount = z.output<typeof newAccountSchema>;

export const accountChangeSchema = z.strictObject(accountFields).partial();
export type AccountChange = z.output<typeof accountChangeSchema>;

/** An account as the register shows it. */
export const accountViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  signInName: z.string().nullable(),
  memberships: z.array(
    membershipSchema.extend({
      /** What the scope is called; `null` for a town, and for a thing that is gone. */
      scopeName: z.string().nullable(),
    }),
  ),
  crews: z.array(z.object({ id: idSchema, code: z.string() })),
  /** Suspended: nobody gets in with it. */
  archived: z.boolean(),
  /** Still has the password for one use, or none at all. */
  isWaiting: z.boolean(),
  createdAt: z.iso.datetime(),
  /** When a session of theirs was last used, to the day; `null` without any. */
  lastSeenAt: z.iso.datetime().nullable(),
  phone: z.object({ since: z.iso.datetime(), device: z.string() }).nullable(),
  /** The ETag without its quotes: send it as If-Match with a change. */
  version: z.int(),
});
export type AccountView = z.infer<typeof accountViewSchema>;

/** What lets somebody in, shown once and kept nowhere. */
export const accessSchema = z.object({
  kind: z.enum(['invitation', 'password']),
  /** The link, or the password. */
  secret: z.string(),
  /** The link was sent to this address too. */
  mailedTo: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});
export type AccountAccess = z.infer<typeof accessSchema>;

export const accountSessionSchema = z.object({
  id: z.string(),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  device: z.string().nullable(),
  isPhone: z.boolean(),
});

const choiceSchema = z.array(z.object({ id: idSchema, label: z.string() }));
/** What a role can be held over in the town that is served, and the crews a driver can belong to. */
export const scopeChoicesSchema = z.object({
  cooperative: choiceSchema,
  unit: choiceSchema,
  facility: choiceSchema,
  truck: choiceSchema,
  crew: choiceSchema,
});
