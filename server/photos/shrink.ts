import { Worker } from 'node:worker_threads';
import { MOST_PHOTO_PIXELS } from '../../domain/photos/photo-limits.ts';
import type { LonLat } from '../../domain/geo.ts';

/** A picture made anew: nothing of the one that was sent is in it but what is seen. */
export interface ShrunkPhoto {
  readonly outcome: 'shrunk';
  /** JPEG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Where the camera says that it was. */
  readonly place: LonLat | null;
}
type Answer =
  | ShrunkPhoto
  | { readonly outcome: 'too-many-pixels'; readonly width: number; readonly height: number }
  | { readonly outcome: 'unreadable'; readonly message: string };

/** Pictures a phone has not shrunk come out of it at this size, the longer side in pixels. */
const MOST_SIDE = 1600;
const QUALITY = 78;
/** A picture that takes longer than this is made to. */
const PATIENCE_MILLISECONDS = 30_000;
/** Without work for so long, the thread is given up. */
const IDLE_MILLISECONDS = 60_000;

export interface PhotoShrinker {
  /** Decodes and encodes a picture anew, in a thread of its own, one after the other. */
  shrink(bytes: Uint8Array): Promise<Answer>;
  close(): Promise<void>;
}

/** Nothing is started before the first photo comes. */
export function openShrinker(): PhotoShrinker {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;

  const stop = async (): Promise<void> => {
    const old = thread;
    thread = null;
    await old?.terminate();
  };
  const work = async (bytes: Uint8Array): Promise<Answer> => {
    clearTimeout(idle);
    const worker = thread ?? new Worker(new URL('./shrink-thread.mjs', import.meta.url));
    thread = worker;
    worker.unref();
    const id = ++count;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('it took too long')), PATIENCE_MILLISECONDS);
        const done = (answer: Answer & { id: number }) => {
          if (answer.id === id) settle(() => resolve(answer));
        };
        const failed = (error: Error) => settle(() => reject(error));
        const ended = (code: number) => failed(new Error(`the thread ended with ${code}`));
        const settle = (how: () => void): void => {
          clearTimeout(timer);
          worker.off('message', done).off('error', failed).off('exit', ended);
          how();
        };
        worker.on('message', done).on('error', failed).on('exit', ended);
        worker.postMessage({ id, bytes, mostPixels: MOST_PHOTO_PIXELS, mostSide: MOST_SIDE, quality: QUALITY }, []);
      });
    } catch (error) {
      // What has broken the thread once is not let near the next picture.
      await stop();
      return { outcome: 'unreadable', message: String(error) };
    } finally {
      idle = setTimeout(() => void stop(), IDLE_MILLISECONDS);
      idle.unref();
    }
  };

  return {
    shrink(bytes) {
      const next = last.then(() => work(bytes));
      last = next;
      return next;
    },
    async close() {
      clearTimeout(idle);
      await last;
      await stop();
    },
  };
}
