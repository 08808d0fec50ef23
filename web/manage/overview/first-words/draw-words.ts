import { screen, showEarlyScreen } from '../../../ui/early-screen.ts';
import { drawing, element } from '../../../ui/element.ts';
import frame from '../../frame/Manage.module.css';
import page from '../OverviewPage.module.css';
import own from './first-words.module.css';

interface WayTo {
  readonly href: string;
  readonly text: string;
}

/** All that the overview says in words, in the order it stands there. */
export interface FirstWords {
  readonly product: string;
  /** The area's name, and what is said where its figures are made up. */
  readonly area: readonly [name: string, synthetic: string | null];
  readonly links: readonly WayTo[];
  readonly title: string;
  readonly span: string;
  /** That days are being recomputed, or that there is nothing yet. */
  readonly notes: readonly { readonly is: 'recomputed' | 'note'; readonly text: string }[];
  readonly lead: string | null;
  readonly changes: Section<{ readonly text: string; readonly isUp?: boolean }>;
  readonly quality: Section<{ readonly text: string }>;
  readonly toDo: Section<{ readonly text: string; readonly href?: string }>;
}

interface Section<Sentence> {
  readonly title: string;
  readonly sentences: readonly Sentence[];
}

/** Draws the words as the page does, by its styles, and without anything else that draws the page. */
export function drawWords(words: FirstWords): void {
  const [name, synthetic] = words.area;
  const brand = element('a', own.brand, icon(), element('span', '', words.product));
  brand.href = '/';
  const header = element('header', own.bar, brand, element('span', own.area, name));
  if (synthetic) header.append(element('span', own.synthetic, synthetic));
  const ways = words.links.map((link, index) => way(link, index === 0));
  const body = element(
    'main',
    page.main,
    ...(ways.length > 0 ? [element('nav', frame.links, ...ways)] : []),
    element('div', frame.head, element('h1', '', words.title), element('span', frame.span, words.span)),
    ...words.notes.map(({ is, text }) => element('p', page[is], text)),
    element(
      'div',
      page.words,
      element('section', '', ...(words.lead ? [element('p', page.lead, words.lead)] : []), ...list(words.changes)),
      element('section', '', ...list(words.quality)),
      element('section', '', ...list(words.toDo)),
    ),
  );
  body.id = 'main';
  screen.className = own.screen ?? '';
  screen.replaceChildren(element('div', page.page, header, body));
  showEarlyScreen();
}

function icon(): HTMLImageElement {
  const image = element('img', '');
  // The document names it already.
  const { href } = document.querySelector<HTMLLinkElement>('link[rel=icon]') ?? {};
  Object.assign(image, { src: href ?? '', alt: '' });
  return image;
}

function way({ href, text }: WayTo, isHere = false): HTMLAnchorElement {
  const link = element('a', '', text);
  link.href = href;
  if (isHere) link.setAttribute('aria-current', 'page');
  return link;
}

function list({ title, sentences }: Section<{ text: string; isUp?: boolean; href?: string }>): HTMLElement[] {
  const lines = sentences.map(({ text, isUp, href }) => {
    const line = element('li', '', ...(isUp === undefined ? [] : [arrow(isUp)]), href ? way({ href, text }) : text);
    if (isUp !== undefined) line.dataset.is = isUp ? 'up' : 'down';
    return line;
  });
  return [element('h2', '', title), element('ul', page.sentences, ...lines)];
}

/** As the page's own icons have it. */
function arrow(isUp: boolean): SVGSVGElement {
  const d = isUp ? 'M17 7l-10 10 M8 7l9 0l0 9' : 'M7 7l10 10 M17 8l0 9l-9 0';
  const line = { d, fill: 'none', stroke: 'currentcolor', 'stroke-width': 2 };
  const svg = drawing('0 0 24 24', 16, 'path', { ...line, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' });
  svg.setAttribute('height', '16');
  return svg;
}
