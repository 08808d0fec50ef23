import { useEffect, useState } from 'react';
import { phoneDatabase } from './database.ts';

/** Whose things this phone keeps that are not sent: an account a thing. Positions nobody did, and so nobody misses. */
export async function ownersWaiting(): Promise<string[]> {
  const items = await (await phoneDatabase()).getAllFromIndex('items', 'sequence');
  return items.filter(({ state, kind }) => state === 'waiting' && kind !== 'positions').map(({ owner }) => owner);
}

/** How many things of other accounts than `owner` wait on this phone. */
export function useOthersWaiting(owner: string): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const page = { isOpen: true };
    ownersWaiting()
      .then((owners) => {
        if (page.isOpen) setCount(owners.filter((other) => other !== owner).length);
      })
      .catch((error: unknown) => console.error(error));
    return () => {
      page.isOpen = false;
    };
  }, [owner]);
  return count;
}
