import { useEffect, useState, useSyncExternalStore } from 'react';
import { deliver } from './deliver.ts';
import { Outbox, type OutboxState } from './outbox.ts';

/** How often unsent events are tried again while the page is open. */
const RETRY_MS = 15_000;

/** The outbox of `userId`, trying again on a timer, when the network comes back and when the page is looked at. */
export function useOutbox(userId: string): { outbox: Outbox; state: OutboxState } {
  const [outbox] = useState(() => new Outbox(localStorage, userId, deliver));
  const state = useSyncExternalStore(outbox.subscribe, outbox.get);
  useEffect(() => {
    const send = () => void outbox.send();
    send();
    const timer = setInterval(send, RETRY_MS);
    window.addEventListener('online', send);
    document.addEventListener('visibilitychange', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
      document.removeEventListener('visibilitychange', send);
    };
  }, [outbox]);
  return { outbox, state };
}
