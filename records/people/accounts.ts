import { fold } from '../../domain/area-files/fold.ts';
import type { AccountView } from '../../domain/accounts/account.ts';
import { CURSOR_PART, cursorOf, placeIn } from '../../domain/cursors.ts';
import { shownEmail } from '../../domain/accounts/sign-in-name.ts';
import { membershipSchema } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { holdingAt } from './memberships.ts';
import { scopeNames } from './scope-names.ts';

const include = (now: Date) =>
  ({
    memberships: { where: holdingAt(now), orderBy: { id: 'asc' } },
    crews: { select: { id: true, code: true }, orderBy: { code: 'asc' } },
    sessions: { where: { expiresAt: { gt: now } }, orderBy: { updatedAt: 'desc' } },
    accounts: { where: { providerId: 'credential' }, select: { id: true } },
  }) satisfies Prisma.UserInclude;
type AccountRow = Prisma.UserGetPayload<{ include: ReturnType<typeof include> }>;

/**
 * The accounts by name, those that fit `q` in name, address or sign-in name, accents or not. Who may read accounts reads all of an
 * installation's; the route asks for that.
 *
 * @param page.cursor where the page before ended, as its `nextCursor` said
 */
export async function listAccounts(
  prisma: PrismaClient,
  filter: { readonly q?: string | undefined; readonly archived: boolean },
  page: { readonly limit: number; readonly cursor?: string | undefined },
  now: Date,
): Promise<{ items: AccountView[]; nextCursor: string | null }> {
  // A town's office has hundreds of accounts, not thousands: what fits is found among their names.
  const all = await prisma.user.findMany({
    where: { banned: filter.archived },
    select: { id: true, name: true, email: true, signInName: true },
  });
  const wanted = fold(filter.q ?? '');
  const after = page.cursor === undefined ? null : placeIn(page.cursor);
  const fitting = all
    .filter(({ name, email, signInName }) =>
      fold([name, shownEmail(email), signInName].filter(Boolean).join(' ')).includes(wanted),
    )
    .map(({ id, name }) => ({ id, place: [fold(name), name, id].join(CURSOR_PART) }))
    .filter(({ place }) => after === null || place > after)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const shown = fitting.slice(0, page.limit);
  const last = shown.at(-1);
  const ids = shown.map(({ id }) => id);
  const rows = await prisma.user.findMany({ where: { id: { in: ids } }, include: include(now) });
  const views = await accountViews(prisma, rows);
  const byId = new Map(views.map((view) => [view.id, view]));
  return {
    items: ids.flatMap((id) => byId.get(id) ?? []),
    nextCursor: last && fitting.length > page.limit ? cursorOf(last.place) : null,
  };
}

/** One account; `null` where there is none of this id. */
export async function findAccount(
  prisma: Prisma.TransactionClient,
  id: string,
  now: Date,
): Promise<AccountView | null> {
  const row = await prisma.user.findUnique({ where: { id }, include: include(now) });
  const [view] = row ? await accountViews(prisma, [row]) : [];
  return view ?? null;
}

async function accountViews(prisma: Prisma.TransactionClient, rows: readonly AccountRow[]): Promise<AccountView[]> {
  const names = await scopeNames(
    prisma,
    rows.flatMap(({ memberships }) => memberships.flatMap(({ scopeId }) => scopeId ?? [])),
  );
  return rows.map((row) => {
    const phone = row.sessions.find(({ phone: device }) => device !== null);
    return {
      id: row.id,
      name: row.name,
      email: shownEmail(row.email),
      signInName: row.signInName,
      memberships: row.memberships.map((membership) => ({
        ...membershipSchema.parse(membership),
        scopeName: membership.scopeId === null ? null : (names.get(membership.scopeId) ?? null),
      })),
      crews: row.crews,
      archived: row.banned,
      isWaiting: row.mustChangePassword || row.accounts.length === 0,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
      phone: phone ? { since: phone.createdAt.toISOString(), device: phone.phone ?? '' } : null,
      version: row.version,
    };
  });
}
