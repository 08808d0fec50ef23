import type { Handler } from './announcement.ts';

/** Who listens to which channel in this process. A handler that throws is reported and does not disturb the others. */
export class HandlerTable {
  readonly #byChannel = new Map<string, Set<Handler>>();
  readonly #gapHandlers: (() => void)[] = [];
  readonly #report: (error: Error) => void;

  constructor(report: (error: Error) => void) {
    this.#report = report;
  }

  get channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  add(channel: string, handler: Handler): void {
    const handlers = this.#byChannel.get(channel);
    if (handlers) handlers.add(handler);
    else this.#byChannel.set(channel, new Set([handler]));
  }

  /** Removes a handler; says whether it was the channel's last. */
  remove(channel: string, handler: Handler): boolean {
    const handlers = this.#byChannel.get(channel);
    if (!handlers?.delete(handler) || handlers.size > 0) return false;
    return this.#byChannel.delete(channel);
  }

  dispatch(channel: string, text: string): void {
    const handlers = this.#byChannel.get(channel);
    if (!handlers) return;
    for (const handler of [...handlers]) {
      try {
        handler(JSON.parse(text));
      } catch (error) {
        this.#report(error as Error);
      }
    }
  }

  addGapHandler(handler: () => void): void {
    this.#gapHandlers.push(handler);
  }

  /** Tells that announcements may have been lost. */
  tellGap(): void {
    for (const handler of this.#gapHandlers) handler();
  }
}
