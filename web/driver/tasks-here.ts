import type { OwnRouteView } from '../../domain/own-route.ts';
import { isOfKind, withdrawnIds } from '../ui/outbox/items.ts';
import type { OutboxState } from '../ui/outbox/outbox.ts';
import { type Task, tasksOf } from './tasks.ts';

/** The stops of a route, each as the server knows it and as this phone has told of it, sent or not. */
export function tasksHere(route: OwnRouteView, state: Pick<OutboxState, 'sent' | 'refused' | 'waiting'>): Task[] {
  const here = [...state.sent, ...state.refused, ...state.waiting];
  const withdrawn = withdrawnIds(state);
  return tasksOf(
    route,
    here.filter((item) => isOfKind(item, 'field-event')).map(({ body, about }) => ({ ...body, ...about })),
    here
      .filter((item) => isOfKind(item, 'incident'))
      .filter(({ id }) => !withdrawn.has(id))
      .toSorted((a, b) => a.sequence - b.sequence)
      .flatMap(({ body }) => body.full ?? []),
    [...state.sent, ...state.waiting].filter((item) => isOfKind(item, 'retraction')).map(({ body }) => body),
  );
}
