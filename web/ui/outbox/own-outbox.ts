import { lateForm } from '../api/late-form.ts';
import { request } from '../api/request.ts';
import { serverClock } from '../api/server-clock.ts';
import { fieldEventCarrier } from './field-events.ts';
import { incidentCarrier } from './incidents.ts';
import { Outbox } from './outbox.ts';
import { photoCarrier } from './photos.ts';
import { positionsCarrier } from './positions.ts';
import { retractionCarrier } from './retractions.ts';
import { maySendFor } from './sender.ts';
import { IndexedDbStore } from './store.ts';
import { takeOver } from './take-over.ts';
import { tallyCarrier } from './tallies.ts';
import { ticketCarrier } from './tickets.ts';
import { truckCheckCarrier } from './truck-checks.ts';
import { withdrawalCarrier } from './withdrawals.ts';

const store = new IndexedDbStore();
const opened = new Map<string, Outbox>();

/** The outbox of an account on this phone: one for all parts of the page. */
export function outboxOf(owner: string): Outbox {
  const known = opened.get(owner);
  if (known) return known;
  const outbox = new Outbox({
    owner,
    store,
    carriers: {
      'field-event': fieldEventCarrier,
      retraction: retractionCarrier,
      withdrawal: withdrawalCarrier,
      incident: incidentCarrier,
      ticket: ticketCarrier,
      'truck-check': truckCheckCarrier,
      tally: tallyCarrier,
      photo: photoCarrier,
      positions: positionsCarrier,
    },
    clock: serverClock,
    measure: async (signal) => {
      await request(lateForm('anything'), '/api/me', { signal });
    },
    isOnline: () => navigator.onLine,
    maySend: () => maySendFor(owner),
    takeOver: () => takeOver(localStorage, store),
  });
  opened.set(owner, outbox);
  return outbox;
}
