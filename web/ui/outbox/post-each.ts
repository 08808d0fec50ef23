import type { z } from 'zod';
import { ApiProblem } from '../api/problem.ts';
import { type Form, request } from '../api/request.ts';
import type { Delivery } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Brings items to the server one by one, each with a request of its own. The answer has to be the one that is expected. */
export async function postEach<T extends { readonly id: string }>(
  items: readonly T[],
  signal: AbortSignal,
  { path, answer, bodyOf }: { path: string; answer: Form<z.ZodType>; bodyOf: (item: T) => unknown },
): Promise<Delivery> {
  try {
    for (const item of items) await request(answer, path, { method: 'POST', body: bodyOf(item), signal });
    return { outcome: 'sent', ids: items.map(({ id }) => id) };
  } catch (error) {
    if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
    // Broken off to be sent anew, or a success that is no answer to what was asked: nothing was committed as far as is known.
    if (!signal.aborted) console.error(error);
    return { outcome: 'later' };
  }
}
