import { expect, it } from 'vitest';
import type { TicketView } from '../../domain/tickets/tickets.ts';
import type { OutboxItem } from '../ui/outbox/items.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';
import { ticketsArrived, ticketsOnPhone } from './tickets-on-phone.ts';

const item = (id: string, number: string, state: OutboxItem['state'], facilityId = 'f'): OutboxItem => ({
  ...{ id, owner: 'u', kind: 'ticket', sequence: 1, state, heldUntilMs: 0, moment: null },
  body: { id, ticket: { facilityId, number, grossKg: 2, tareKg: 1, weighedAt: '2026-11-23T06:00:00.000Z' } },
});
const state = (items: OutboxItem[]): OutboxState => ({
  ...{ isRead: true, refused: [], held: null, unstored: 0, needsSignIn: false, isClockAhead: false },
  waiting: items.filter((one) => one.state === 'waiting'),
  sent: items.filter((one) => one.state === 'sent'),
});
const loaded = [{ number: 'PC7' }] as TicketView[];

it('a ticket is on the device until the list shows it, so that its number is not proposed again', () => {
  const all = state([item('a', 'PC 7', 'sent'), item('b', 'PC8', 'sent'), item('c', 'PC9', 'waiting')]);
  expect(ticketsOnPhone(all, 'f', loaded).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(ticketsArrived(all, loaded)).toEqual(['a']);
});

it('another facility’s are not in this one’s list', () => {
  expect(ticketsOnPhone(state([item('d', 'X1', 'waiting', 'g')]), 'f', [])).toEqual([]);
});
