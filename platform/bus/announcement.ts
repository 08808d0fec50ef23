export type Handler = (payload: unknown) => void;

/**
 * Announcements between processes. At most once: a process that is not connected at the moment of an announcement
 * never hears it, and nobody learns whether anyone did. So an announcement only says *look again*; what is true is in
 * the database. The publisher's own process hears it too, when subscribed.
 */
export interface Bus {
  /**
   * Announces a payload that survives JSON to every subscriber of the channel, in all processes.
   * @throws Error when the payload is larger than `maxPayloadBytes`: send an id and let the listener read the row
   */
  publish(channel: string, payload: unknown): Promise<void>;
  /**
   * Calls the handler for every announcement until the returned function is called. Resolves once listening; when it
   * rejects, the handler is not called.
   */
  subscribe(channel: string, handler: Handler): Promise<() => Promise<void>>;
  /**
   * Calls the handler whenever this process listens again after it could not for a while: what was announced meanwhile
   * is lost, so everything known only from announcements has to be looked at again.
   */
  onGap(handler: () => void): void;
  close(): Promise<void>;
}

/** Both stores obey PostgreSQL's limit (8000 bytes for a NOTIFY, less its envelope), so no one depends on Redis. */
export const maxPayloadBytes = 7800;

/** JSON of a payload, refused when it is too large for a NOTIFY. */
export function encodePayload(channel: string, payload: unknown): string {
  const text = JSON.stringify(payload ?? null);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxPayloadBytes) {
    throw new Error(
      `An announcement on "${channel}" may have ${maxPayloadBytes} bytes, this one has ${bytes}: announce an id instead.`,
    );
  }
  return text;
}
