import { z } from 'zod';
import { sheetPreviewSchema } from '../sheets/views.ts';

/** What a file of tickets would bring, or did: as the preview of a register's spreadsheet. */
export const ticketFilePreviewSchema = sheetPreviewSchema.omit({ id: true, subject: true }).extend({
  isKept: z.boolean(),
});
export type TicketFilePreview = z.infer<typeof ticketFilePreviewSchema>;
