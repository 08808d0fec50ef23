import { randomInt } from 'node:crypto';
import type { AccountAccess } from '../../domain/accounts/account.ts';
import { shownEmail } from '../../domain/accounts/sign-in-name.ts';
import type { Platform } from '../../platform/platform.ts';
import { post } from '../../records/outbox/post.ts';
import { voidAccess } from '../../records/people/account-sessions.ts';
import { givePassword } from '../../records/people/credential.ts';
import { makePass } from '../../records/people/passes.ts';
import type { Language } from '../../domain/languages.ts';
import { invitationMail } from './invitation-mail.ts';

const INVITATION_DAYS = 7;
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

/**
 * Gives somebody a way in: a link by which they choose a password, mailed too where mail is set up and they have an address, or a
 * password for one use. It is told once and kept nowhere; what was there before is void, and sessions end.
 */
export async function giveAccess(
  platform: Pick<Platform, 'config' | 'database'>,
  user: { readonly id: string; readonly name: string; readonly email: string },
  kind: AccountAccess['kind'],
  actorUserId: string,
  language: Language,
  now: Date,
): Promise<AccountAccess> {
  const { config, database } = platform;
  const password = kind === 'password' ? oneTimePassword() : null;
  if (password !== null) await givePassword(database, user.id, password, true);
  return await database.prisma.$transaction(async (transaction): Promise<AccountAccess> => {
    await voidAccess(transaction, user.id, kind, actorUserId);
    if (password !== null) return { kind: 'password', secret: password, mailedTo: null, expiresAt: null };
    const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    const pass = await makePass(transaction, 'invitation', user.id, expiresAt);
    // Behind the hash, so that it stands in no server's log.
    const url = `${config.publicUrl}/invitation#${pass}`;
    const mailedTo = config.smtpUrl === undefined ? null : shownEmail(user.email);
    if (mailedTo !== null) {
      const payload = invitationMail({ name: user.name, url, days: INVITATION_DAYS }, language);
      await post(transaction, { townId: null, channel: 'mail', recipient: mailedTo, payload });
    }
    return { kind: 'invitation', secret: url, mailedTo, expiresAt: expiresAt.toISOString() };
  }, PATIENCE);
}

/** Letters and digits that are not taken for one another when read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Twelve characters in groups of four, 59 bits. */
function oneTimePassword(): string {
  const letters = Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return letters.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}
