import type { Permission } from '../../../domain/policy/permissions.ts';
import { en } from '../../ui/texts/en/manage-links.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/manage-links.ts';

registerTexts('manage-links', { vi, en });

/** The manager's pages, in the order they stand above each of them. */
const LINKS = [
  { to: '/manage', key: 'overview', permission: 'ledger.read' },
  { to: '/manage/facilities', key: 'facilities', permission: 'facilities.read' },
  { to: '/manage/trucks', key: 'trucks', permission: 'trucks.read' },
  { to: '/manage/quality', key: 'quality', permission: 'ledger.read' },
  { to: '/manage/resolution', key: 'resolution', permission: 'duties.read' },
  { to: '/manage/review', key: 'review', permission: 'duties.read' },
] as const satisfies readonly { to: string; key: string; permission: Permission }[];

/** Those that somebody may see; none where there would be no choice. */
export function manageLinksFor(permissions: readonly string[]) {
  const shown = LINKS.filter(({ permission }) => permissions.includes(permission));
  return shown.length < 2 ? [] : shown;
}
