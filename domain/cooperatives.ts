import { z } from 'zod';
import { idSchema } from './ids.ts';

export const COOPERATIVE_KINDS = ['cooperative', 'company', 'ward-team'] as const;

/** Who collects. */
export const cooperativeSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(COOPERATIVE_KINDS),
});
