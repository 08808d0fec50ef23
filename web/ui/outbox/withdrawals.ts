import { lateForm } from '../api/late-form.ts';
import { ApiProblem } from '../api/problem.ts';
import { request } from '../api/request.ts';
import type { Carrier, ItemBodies } from './items.ts';
import { outcomeOfFailure } from './refusals.ts';

/** Brings to the server that something it may have was taken back: an incident is closed by it, a ticket void, the rest counts no more. */
export const withdrawalCarrier: Carrier<'withdrawal'> = {
  mostAtOnce: 1,
  stamp: (body, doneAt) => ({ ...body, doneAt }),
  deviceMsOf: ({ doneAt }) => Date.parse(doneAt),
  deliver: async (bodies, signal) => {
    const ids = bodies.map(({ id }) => id);
    try {
      for (const { of } of bodies) await withdraw(of, signal);
      return { outcome: 'sent', ids };
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        if (!signal.aborted) console.error(error);
        return { outcome: 'later' };
      }
      const outcome = outcomeOfFailure(error);
      // Of what the server never took there is nothing to take back.
      return outcome === 'refused' ? { outcome: 'sent', ids } : { outcome };
    }
  },
};

/** Tells it once more, which changes nothing where it has arrived: so it is surely there, and known by the server's own id. */
async function withdraw(of: ItemBodies['withdrawal']['of'], signal: AbortSignal): Promise<void> {
  const post = { method: 'POST', signal } as const;
  if (of.kind === 'incident') {
    const { id } = await request(lateForm('incident'), '/api/incidents', { ...post, body: of.body.incident });
    await request(lateForm('incident'), `/api/incidents/${id}/withdraw`, { ...post, body: {} });
  } else if (of.kind === 'truck-check') {
    const { id } = await request(lateForm('truck-check'), '/api/truck-checks', { ...post, body: of.body.check });
    await request(lateForm('truck-check-withdrawn'), `/api/truck-checks/${id}/withdraw`, { ...post, body: {} });
  } else if (of.kind === 'tally') {
    const { id } = await request(lateForm('tally'), '/api/tallies', { ...post, body: of.body.tally });
    await request(lateForm('tally-withdrawn'), `/api/tallies/${id}/withdraw`, { ...post, body: {} });
  } else {
    const { id } = await request(lateForm('ticket'), '/api/tickets', { ...post, body: of.body.ticket });
    await request(lateForm('ticket'), `/api/tickets/${id}/void`, { ...post, body: { reason: of.reason } });
  }
}
