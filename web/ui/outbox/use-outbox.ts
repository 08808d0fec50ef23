import { useEffect, useSyncExternalStore } from 'react';
import type { Outbox, OutboxState } from './outbox.ts';
import { outboxOf } from './own-outbox.ts';

/** How often what is waiting is tried again while the page is open. */
const RETRY_MS = 15_000;

/** The outbox of `owner`, trying again on a timer, when the network comes back and when the page is looked at. */
export function useOutbox(owner: string): { outbox: Outbox; state: OutboxState } {
  const outbox = outboxOf(owner);
  const state = useSyncExternalStore(outbox.subscribe, outbox.get);
  useEffect(() => {
    const send = () => void outbox.send();
    send();
    // Asked for, a browser does not clear what lies here when the phone runs out of room. Without https there is no asking.
    void navigator.storage?.persist?.();
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
