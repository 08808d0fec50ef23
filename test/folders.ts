import { rmSync } from 'node:fs';

/** Removes a folder that processes which are just ending may still write into: PostgreSQL, Redis, a browser. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 20 });
}
