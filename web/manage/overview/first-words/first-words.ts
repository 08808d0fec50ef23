import i18next from 'i18next';
import type { Overview } from '../../../../domain/ledger/overview.ts';
import type { ActiveArea, Me } from '../../../ui/api/queries.ts';
import { requestEarly } from '../../../ui/api/request.ts';
import { hasEarlyScreenEnded } from '../../../ui/early-screen.ts';
import { makeFormat } from '../../../ui/format.ts';
import { isPageHeldBack, startPage } from '../../../ui/start-page.ts';
import { currentLanguage } from '../../../ui/texts/i18n.ts';
import { manageLinksFor } from '../../frame/manage-links.ts';
import { changeWords, leadWords, qualityWords, spanWords, toDoWords } from '../overview-words.ts';
import '../texts.ts';
import { drawWords } from './draw-words.ts';

/**
 * Draws what the overview says in words while the script of the page is still being read: where the town stands, what changed, how well that
 * is known and what is to do. It says so by the same functions as the page, which takes over the answers; bars, map and tables come with that.
 */

/** The page waits for the words no longer than that: without them it has to say itself what is the matter. */
const LONGEST_MS = 600;

async function showWords(): Promise<void> {
  const [me, area, overview] = await Promise.all([
    requestEarly<Me | null>('/api/me'),
    requestEarly<ActiveArea>('/api/area'),
    requestEarly<Overview>('/api/ledger/overview'),
  ]);
  if (!me || me.mustChangePassword || !me.permissions.includes('ledger.read') || hasEarlyScreenEnded()) return;
  const t = i18next.getFixedT(null, 'overview');
  const tRates = i18next.getFixedT(null, 'rates');
  const tLinks = i18next.getFixedT(null, 'manage-links');
  const speaking = { t, format: makeFormat(currentLanguage(), area.timeZone) };
  const changes = changeWords(overview.changes, speaking);
  const toDo = toDoWords(overview, me.permissions.includes('visits.read'), speaking);
  document.title = `${t('title')} · ${i18next.t('product')}`;
  drawWords({
    product: i18next.t('product'),
    area: [area.name, area.isSynthetic ? i18next.t('synthetic') : null],
    links: manageLinksFor(me.permissions).map(({ to, key }) => ({ href: to, text: tLinks(key) })),
    title: t('title'),
    span: spanWords(overview, speaking),
    notes: [
      ...(overview.dirtyDays > 0
        ? [{ is: 'recomputed' as const, text: tRates('recomputed', { count: overview.dirtyDays }) }]
        : []),
      ...(overview.all === null ? [{ is: 'note' as const, text: t('none') }] : []),
    ],
    lead: leadWords(overview, speaking),
    changes: { title: t('changed.title'), sentences: typeof changes === 'string' ? [{ text: changes }] : changes },
    quality: {
      title: t('quality.title'),
      sentences: qualityWords(overview.quality, speaking).map((text) => ({ text })),
    },
    toDo: {
      title: t('toDo.title'),
      sentences:
        toDo.length === 0
          ? [{ text: t('toDo.none') }]
          : toDo.map(({ text, to, search }) => ({
              text,
              href: search ? `${to}?${new URLSearchParams({ ...search })}` : to,
            })),
    },
  });
  await inSight();
}

/** Until what was drawn is seen: script that follows would keep it from that. */
const inSight = (): Promise<unknown> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });

if (isPageHeldBack()) {
  const enough = new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
  });
  // What hinders the words the page will meet, and tell.
  void Promise.race([showWords().catch(console.warn), enough]).then(() => startPage(() => true));
}
