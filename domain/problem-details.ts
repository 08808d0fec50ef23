import { z } from 'zod';

/**
 * RFC 9457. `type` is `urn:tuyen-xanh:problem:<code>`; `title` and `detail` are in the language asked for
 * (Accept-Language, `vi` by default), so a page may show them as they are.
 */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Machine-readable code, the last part of `type`. */
  code: z.string(),
  /** Faulty fields, where the body or query did not fit; `pointer` is a JSON Pointer (RFC 6901) into the body. */
  errors: z.array(z.object({ path: z.string(), message: z.string(), pointer: z.string().optional() })).optional(),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
