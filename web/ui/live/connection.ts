import { io, type Socket } from 'socket.io-client';
import type { LiveMessages, LiveWords } from '../../../domain/live.ts';

export type LiveSocket = Socket<LiveMessages, LiveWords>;

/** Opens the live channel with the session's cookie; it reconnects by itself until it is closed. */
export function openLiveSocket(): LiveSocket {
  return io({ path: '/socket.io', withCredentials: true, reconnectionDelayMax: 5000 });
}
