import { fieldEventAnswerSchema, type FieldEventInput } from '../../domain/field-events.ts';
import { ApiProblem } from '../ui/api/problem.ts';
import { request } from '../ui/api/request.ts';
import type { Delivery } from './outbox.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Sends one batch to the server and says what became of it. */
export async function deliver(events: FieldEventInput[]): Promise<Delivery> {
  try {
    const answer = await request(fieldEventAnswerSchema, '/api/field-events', { method: 'POST', body: { events } });
    return { outcome: 'sent', ids: [...answer.accepted, ...answer.duplicates] };
  } catch (error) {
    if (error instanceof ApiProblem) return { outcome: outcomeOfFailure(error) };
    // A success that is no answer to what was asked: a hotspot's page, for one. Nothing was committed as far as is known.
    console.error(error);
    return { outcome: 'later' };
  }
}
