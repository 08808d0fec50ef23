import { leaf } from '../../ui/colours.ts';
import { screen, showEarlyScreen } from '../../ui/early-screen.ts';
import { drawing, element } from '../../ui/element.ts';
import { badgeLine, truckStyle } from '../../ui/truck-style.ts';
import page from '../DriverPage.module.css';
import type { TaskWords } from '../task-words.ts';
import own from './first-stop.module.css';

interface Stop {
  readonly id: string;
  readonly truckNumber: number;
  readonly words: TaskWords;
  /** What is said of all that is not there yet. */
  readonly loading: string;
  /** What can be done with one tap; `null`: that takes more. */
  readonly main: { readonly label: string; readonly isResting: boolean; readonly onTap: () => void } | null;
}

const BADGE_SIZE = 40;

/** Draws a stop on the early screen as the page does, by its styles, and without anything else that draws the page. */
export function drawStop({ id, truckNumber, words, loading, main }: Stop): void {
  // What is under a finger is not changed for its like.
  const drawn = JSON.stringify([id, words, main]);
  if (screen.dataset.drawn === drawn) return;
  screen.dataset.drawn = drawn;
  screen.className = `${page.page} ${own.screen}`;
  screen.style.setProperty('--first-stop-main', `light-dark(${leaf[7]}, ${leaf[6]})`);
  const lines = [
    element('p', page.small, words.place),
    element('h1', '', words.title),
    words.aboard && element('p', page.small, words.aboard),
    words.expected && element('p', '', words.expected),
    words.told && element('p', page.told, words.told),
    element('p', page.when, words.when),
  ].filter((line) => line instanceof HTMLElement);
  const task = element('section', page.task, element('div', page.about, ...lines), actions(main));
  task.ariaLabel = words.title;
  const body = element('main', page.main, task);
  body.id = 'main';
  screen.replaceChildren(
    element('header', '', element('div', `${page.bar} ${own.bar}`, truckBadge(truckNumber))),
    body,
    element('footer', `${page.footer} ${own.footer}`, loading),
  );
  showEarlyScreen();
}

function actions(main: Stop['main']): HTMLElement {
  const box = element('div', page.actions);
  if (!main) return box;
  const button = element('button', `${page.primary} ${own.main}`, drawing('0 0 24 24', 34, 'path', { d: CHECK }));
  button.append(main.label);
  button.type = 'button';
  button.disabled = main.isResting;
  button.addEventListener('click', main.onTap);
  box.append(button);
  return box;
}

/** As the page's own icon has it. */
const CHECK = 'M5 12l5 5l10 -10';

function truckBadge(number: number): HTMLElement {
  const { colour, onColour } = truckStyle(number);
  const plate = element('span', own.number, String(number));
  Object.assign(plate.style, { background: colour, color: onColour, fontSize: `${BADGE_SIZE * 0.48}px` });
  const { height, line, dashes } = badgeLine(number, BADGE_SIZE);
  const drawn = drawing(`0 0 ${BADGE_SIZE} ${height}`, BADGE_SIZE, 'line', {
    ...line,
    ...(dashes && { 'stroke-dasharray': dashes }),
  });
  const box = element('span', own.badge, plate, drawn);
  box.style.width = `${BADGE_SIZE}px`;
  box.ariaHidden = 'true';
  return box;
}
