import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import type { LiveMessages, LiveWords } from '../../../domain/live.ts';
import { persistently } from '../late.ts';
import type { LiveSocket } from './connection.ts';
import { readAgainOnNews } from './read-again.ts';

/** Disconnections shorter than this are not worth a banner. */
const PATIENCE_MS = 2000;

interface Live {
  socket: LiveSocket | null;
  isConnected: boolean;
  /** Disconnected for longer than a blink. */
  isLost: boolean;
}

const connection = persistently(() => import('./connection.ts'));

const LiveContext = createContext<Live>({ socket: null, isConnected: false, isLost: false });

/** Keeps one live channel for the pages below it, and has what it makes old read again: see {@link readAgainOnNews}. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [socket, setSocket] = useState<LiveSocket | null>(null);
  const [isConnected, setConnected] = useState(false);
  const [isLost, setLost] = useState(false);

  useEffect(() => {
    const page: { isOpen: boolean; close: () => void } = { isOpen: true, close: () => undefined };
    // Loaded beside what draws the page, which has no need to wait for it.
    const open = async (): Promise<void> => {
      const { openLiveSocket } = await connection();
      if (!page.isOpen) return;
      const opened = openLiveSocket();
      page.close = () => opened.close();
      readAgainOnNews(opened, queryClient);
      opened.on('connect', () => setConnected(true));
      opened.on('disconnect', () => setConnected(false));
      setSocket(opened);
    };
    open().catch((error: unknown) => console.error(error));
    return () => {
      page.isOpen = false;
      page.close();
    };
  }, [queryClient]);

  useEffect(() => {
    if (isConnected) {
      setLost(false);
      return;
    }
    const timer = setTimeout(() => setLost(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isConnected]);

  return <LiveContext value={{ socket, isConnected, isLost }}>{children}</LiveContext>;
}

export function useLiveConnection(): { isConnected: boolean; isLost: boolean } {
  return useContext(LiveContext);
}

/** Calls `listener` for each announcement of `event` while the component is mounted. */
export function useLive<E extends keyof LiveMessages>(event: E, listener: LiveMessages[E]): void {
  const { socket } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (!socket) return;
    const call = (argument: never) => (latest.current as (argument: never) => void)(argument);
    // Socket.IO's types tie a listener to one event name; the name here is generic.
    (socket as Socket).on(event, call);
    return () => {
      (socket as Socket).off(event, call);
    };
  }, [socket, event]);
}

/** Says what is chosen here to whoever steers the day too; again whenever the connection is a new one. `null`: nothing is said. */
export function useSayChosen(chosen: Parameters<LiveWords['choose']>[0] | null): void {
  const { socket, isConnected } = useContext(LiveContext);
  const said = chosen && JSON.stringify(chosen);
  useEffect(() => {
    if (!socket || !isConnected || said === null) return;
    socket.emit('choose', JSON.parse(said));
  }, [socket, isConnected, said]);
}

interface Socket {
  on(event: string, listener: (argument: never) => void): void;
  off(event: string, listener: (argument: never) => void): void;
}
