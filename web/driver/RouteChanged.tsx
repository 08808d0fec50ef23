import { useTranslation } from 'react-i18next';
import type { RouteChanges } from '../../domain/own-route-changes.ts';
import { useFormat } from '../ui/use-format.ts';

/** So many points are named; of more it is said how many there are. */
const MOST_NAMED = 4;

/** What the dispatcher changed of the route, in few words. */
export function RouteChanged({ changes }: { changes: RouteChanges }) {
  const { t } = useTranslation('driver');
  const format = useFormat();
  const { added, removed, isReordered, isUnloadedElsewhere, endsAt } = changes;
  const named = (names: readonly string[]) =>
    names.length <= MOST_NAMED
      ? names.join('; ')
      : t('change.more', { names: names.slice(0, MOST_NAMED).join('; '), count: names.length - MOST_NAMED });
  const sentences = [
    added.length > 0 && t('change.added', { count: added.length, names: named(added) }),
    removed.length > 0 && t('change.removed', { count: removed.length, names: named(removed) }),
    isReordered && t('change.reordered'),
    isUnloadedElsewhere && t('change.unloading'),
    endsAt !== null && t('change.ends', { time: format.time(endsAt) }),
  ].filter((sentence) => sentence !== false);
  return (
    <span>
      {t('changed')} {sentences.join(' ')}
    </span>
  );
}
