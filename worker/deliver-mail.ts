import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { markDelivered, markUndelivered, takeDuePosts } from '../records/outbox/due-posts.ts';

const ROUND_SECONDS = 10;
const AT_ONCE = 20;
const mailSchema = z.object({ subject: z.string(), text: z.string() });

/**
 * Sends the mails of the outbox through SMTP_URL, again and again. One that cannot be sent is tried later, at last given up; either is
 * written into its row. Without SMTP_URL nothing is sent.
 */
export function deliverMail({
  config,
  database,
  logger,
}: Pick<Platform, 'config' | 'database' | 'logger'>): Repeated | null {
  if (config.smtpUrl === undefined) return null;
  const transport = createTransport(config.smtpUrl);
  const from = config.mailFrom ?? `Tuyến Xanh <no-reply@${new URL(config.publicUrl).hostname}>`;
  const round = async (): Promise<void> => {
    for (const post of await takeDuePosts(database, 'mail', AT_ONCE)) {
      try {
        await transport.sendMail({ from, to: post.recipient, ...mailSchema.parse(post.payload) });
        await markDelivered(database, post.id);
      } catch (error) {
        logger.warn({ err: error, postId: post.id }, 'mail not delivered');
        await markUndelivered(database, post, error instanceof Error ? error.message : String(error));
      }
    }
  };
  return repeat(ROUND_SECONDS, round, (error) => logger.warn({ err: error }, 'outbox not read'));
}
