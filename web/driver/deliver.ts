import { fieldEventAnswerSchema, type FieldEventInput } from '../../domain/field-events.ts';
import { ApiProblem } from '../ui/api/problem.ts';
import { request } from '../ui/api/request.ts';
import type { Delivery } from './outbox.ts';

/** Sends one batch to the server and says what became of it. */
export async function deliver(events: FieldEventInput[]): Promise<Delivery> {
  try {
    const answer = await request(fieldEventAnswerSchema, '/api/field-events', { method: 'POST', body: { events } });
    return { outcome: 'sent', ids: [...answer.accepted, ...answer.duplicates] };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) return { outcome: 'sign-in' };
    // What is wrong with the events themselves will be wrong again; anything else may pass.
    const isFault = error.status === 400 || error.status === 403 || error.status === 404 || error.status === 422;
    return { outcome: isFault ? 'refused' : 'later' };
  }
}
