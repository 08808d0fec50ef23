import { z } from 'zod';

export const COOPERATIVE_KINDS = ['cooperative', 'company', 'ward-team'] as const;

/** Who collects. */
export const cooperativeSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(COOPERATIVE_KINDS),
});
