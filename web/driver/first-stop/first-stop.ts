import i18next from 'i18next';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import type { Me } from '../../ui/api/queries.ts';
import { requestEarly } from '../../ui/api/request.ts';
import { hasEarlyScreenEnded, screen } from '../../ui/early-screen.ts';
import { ASSUMED_TIME_ZONE, makeFormat } from '../../ui/format.ts';
import type { Outbox } from '../../ui/outbox/outbox.ts';
import { outboxOf } from '../../ui/outbox/own-outbox.ts';
import { isPageHeldBack, startPage } from '../../ui/start-page.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { keepReport, mainReport, openBefore } from '../reports.ts';
import { rest } from '../rest.ts';
import { taskWords } from '../task-words.ts';
import { nextTask } from '../tasks.ts';
import { tasksHere } from '../tasks-here.ts';
import '../texts.ts';
import { drawStop } from './draw-stop.ts';

/**
 * Draws the next stop and takes the report of it while the page itself is on its way: on a slow network that is five times as much.
 * It says and reports by the same functions as the page, into the same outbox; whatever needs more than one tap waits for the page.
 * It comes in one file with what the page has of its own, so that it runs in the driver's document alone.
 */

/** Of who is signed in, once that is known. */
let own: Outbox | null = null;

async function showNextStop(): Promise<void> {
  const [outbox, route] = await Promise.all([ownOutbox(), requestEarly<OwnRouteView>('/api/own-route')]);
  if (outbox) showNextOf(route, outbox);
}

/** What this phone has told already of who is signed in; `null`: they have no route, or something else comes first. */
async function ownOutbox(): Promise<Outbox | null> {
  const me = await requestEarly<Me | null>('/api/me');
  if (!me || me.mustChangePassword || !me.permissions.includes('own-route.read')) return null;
  const outbox = outboxOf(me.id);
  own = outbox;
  // Reads it, too.
  void outbox.send();
  return outbox;
}

function showNextOf(route: OwnRouteView, outbox: Outbox): void {
  const t = i18next.getFixedT(null, 'driver');
  document.title = `${t('title')} · ${i18next.t('product')}`;
  const speaking = { t, format: makeFormat(currentLanguage(), ASSUMED_TIME_ZONE), language: currentLanguage() };
  const draw = (): void => {
    if (!outbox.get().isRead || hasEarlyScreenEnded()) return;
    const tasks = tasksHere(route, outbox.get());
    const task = nextTask(tasks);
    if (!task) {
      screen.remove();
      return;
    }
    const main = mainReport(task);
    drawStop({
      id: task.stop.id,
      truckNumber: route.truckNumber,
      words: taskWords(route, tasks, task, speaking),
      loading: t('loadingRest'),
      main:
        main && openBefore(tasks, main.report).length === 0
          ? {
              label: t(main.label),
              isResting: rest.isResting(),
              onTap: () => void rest.once(() => keepReport(outbox, route, main.report)),
            }
          : null,
    });
  };
  outbox.subscribe(draw);
  rest.subscribe(draw);
  draw();
}

if (isPageHeldBack()) {
  // Where the page's files lie on the phone, it draws what the phone keeps at once. What hinders this the page will meet, and tell.
  if (!navigator.serviceWorker?.controller) showNextStop().catch(console.warn);
  void startPage(() => (own?.get().unstored ?? 0) === 0);
}
