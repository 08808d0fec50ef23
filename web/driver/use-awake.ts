import { useEffect } from 'react';

/** Keeps the screen awake while the page is looked at, where the browser can. */
export function useAwake(): void {
  useEffect(() => {
    const page: { isOpen: boolean; lock: WakeLockSentinel | null } = { isOpen: true, lock: null };
    const ask = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (lock) => {
          page.lock = lock;
          if (!page.isOpen) void lock.release();
        },
        // A battery that is low says no: the phone does as it is set.
        () => undefined,
      );
    };
    ask();
    // It ends whenever the page is left.
    document.addEventListener('visibilitychange', ask);
    return () => {
      page.isOpen = false;
      document.removeEventListener('visibilitychange', ask);
      void page.lock?.release();
    };
  }, []);
}
