import { z } from 'zod';

/** From the strongest: weighbridge ticket, driver with photo, GPS dwell, schedule. */
export const EVIDENCE_GRADES = ['weighed', 'confirmed', 'inferred', 'estimated'] as const;
export const evidenceGradeSchema = z.enum(EVIDENCE_GRADES);
export type EvidenceGrade = z.infer<typeof evidenceGradeSchema>;
