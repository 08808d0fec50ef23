import { setTimeout as wait } from 'node:timers/promises';
import { sendUntilAnswered } from './retry.ts';
import { type Fix, osmandQuery } from './tracker.ts';

/** As a phone's memory: older fixes are given up when there is no connection for long. */
const MOST_WAITING = 200;
const PAUSE_MILLISECONDS = 150;

/** Sends one device's fixes one after the other through the public tracker endpoint. */
export class FixSender {
  private readonly url: string;
  private readonly deviceId: string;
  private readonly waiting: Fix[] = [];
  private isClosed = false;
  sent = 0;

  constructor(url: string, deviceId: string) {
    this.url = url;
    this.deviceId = deviceId;
  }

  put(fixes: readonly Fix[]): void {
    this.waiting.push(...fixes);
    this.waiting.splice(0, Math.max(0, this.waiting.length - MOST_WAITING));
  }

  /** No more will be put in: `deliver` ends when all is sent. */
  close(): void {
    this.isClosed = true;
  }

  /** Sends until closed and empty. @throws Refused when the server does not know the device */
  async deliver(signal: AbortSignal): Promise<void> {
    while (!this.isClosed || this.waiting.length > 0) {
      const fix = this.waiting.shift();
      if (!fix) {
        await wait(PAUSE_MILLISECONDS, undefined, { signal });
        continue;
      }
      const response = await sendUntilAnswered(
        `${this.url}/osmand?${osmandQuery(this.deviceId, fix)}`,
        { method: 'GET' },
        signal,
      );
      await response.body?.cancel();
      this.sent += 1;
    }
  }
}
