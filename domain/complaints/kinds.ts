import { z } from 'zod';

/** What a resident reports: their rubbish was not taken, taken late, what was left behind is dirty, or something else. */
export const COMPLAINT_KINDS = ['not-collected', 'late', 'dirty', 'other'] as const;
export const complaintKindSchema = z.enum(COMPLAINT_KINDS);
export type ComplaintKind = z.infer<typeof complaintKindSchema>;
