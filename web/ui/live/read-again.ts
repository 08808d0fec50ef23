import type { QueryClient } from '@tanstack/react-query';
import type { RegisterAnnouncement } from '../../../domain/register/subjects.ts';

/** What of a live channel is listened to here. */
interface News {
  on(event: 'connect' | 'gap' | 'area', listener: () => void): unknown;
  on(event: 'register', listener: (announcement: RegisterAnnouncement) => void): unknown;
}

/** What a page reads while it opens its channel is taken for fresh. */
const FRESH_MS = 5_000;

/**
 * Marks what any page may have loaded as old, and has what is shown of it fetched again. What was announced while the channel was down is
 * lost by design, so every reconnection, and the server's word that it missed something, makes everything old, as does another area;
 * a change of the register makes the town's books old, which many pages read as one. A first connection may come long after the page was
 * read (its code loads behind the page, and again where that failed): then it makes old what was read before.
 */
export function readAgainOnNews(news: News, queryClient: QueryClient): void {
  let wasConnected = false;
  const everything = () => void queryClient.invalidateQueries();
  news.on('connect', () => {
    if (wasConnected) everything();
    else void queryClient.invalidateQueries({ predicate: ({ state }) => state.dataUpdatedAt < Date.now() - FRESH_MS });
    wasConnected = true;
  });
  news.on('gap', everything);
  news.on('area', everything);
  news.on('register', ({ subject }) => {
    // Days off and closed streets are no part of the town's books.
    if (subject !== 'holidays' && subject !== 'closures') void queryClient.invalidateQueries({ queryKey: ['town'] });
  });
}
