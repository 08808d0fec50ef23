import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** The next stop is drawn before the channel is loaded and opened. */
const AFTER_MS = 2_000;

/**
 * Reads the route anew when something was reported of the truck, by another phone or by the office, and when a day was
 * published or taken back. Without the channel the page asks by itself every minute.
 */
export function useCrewNews(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const opened: { isOver: boolean; close: () => void } = { isOver: false, close: () => undefined };
    const readAnew = () => void queryClient.invalidateQueries({ queryKey: ['own-route'] });
    const open = async (): Promise<void> => {
      const { openLiveSocket } = await import('../ui/live/connection.ts');
      if (opened.isOver) return;
      const socket = openLiveSocket();
      opened.close = () => socket.close();
      let wasConnected = false;
      socket.on('connect', () => {
        if (wasConnected) readAnew();
        wasConnected = true;
      });
      socket.on('gap', readAnew);
      socket.on('plan', readAnew);
      socket.on('fieldEvents', readAnew);
      socket.on('retractions', readAnew);
    };
    const timer = setTimeout(() => void open().catch((error: unknown) => console.error(error)), AFTER_MS);
    return () => {
      opened.isOver = true;
      clearTimeout(timer);
      opened.close();
    };
  }, [queryClient]);
}
