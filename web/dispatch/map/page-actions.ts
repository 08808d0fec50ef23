/** Something that can be pressed on the page now, by what it says. */
export interface PageAction {
  readonly key: string;
  readonly label: string;
  press(): void;
}

const PRESSABLE = 'button, a[href]:not([href^="#"]), [role=tab]';
/** Rows that are chosen one by one, and the search itself. */
const BESIDE = '[role=listbox], [role=grid], [data-search], [data-combobox-dropdown], .maplibregl-control-container';
const LONGEST_LABEL = 90;

/**
 * All that can be pressed on the page as it stands: buttons, tabs and the ways to other pages, each by its name, the first of
 * those with the same, and what closed panels say that they have, see {@link opens}. It is read off the page: no list could go out of date.
 */
export function actionsOn(page: ParentNode): PageAction[] {
  const actions = new Map<string, PageAction>();
  const all = [...page.querySelectorAll<HTMLElement>(PRESSABLE)];
  for (const element of all.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const label = nameOf(element);
    if (label === '' || label.length > LONGEST_LABEL || actions.has(label)) continue;
    if (element.matches(':disabled, [aria-disabled=true]') || element.closest(BESIDE)) continue;
    if (element.getClientRects().length === 0) continue;
    actions.set(label, { key: `action ${label}`, label, press: () => press(element) });
  }
  for (const opener of all) {
    for (const label of opener.dataset['opens']?.split('\n') ?? []) {
      if (label === '' || actions.has(label) || opener.getClientRects().length === 0) continue;
      actions.set(label, { key: `action ${label}`, label, press: () => void pressBehind(page, opener, label) });
    }
  }
  return [...actions.values()];
}

/** What a closed panel has to be pressed, for the one that opens it: by their names, each of which is then on the page. */
export const opens = (...labels: readonly string[]) => ({ 'data-opens': labels.join('\n') });

function press(element: HTMLElement): void {
  element.focus();
  element.click();
}

/** So long a panel may take that is not loaded yet. */
const PATIENCE_MILLISECONDS = 10_000;

async function pressBehind(page: ParentNode, opener: HTMLElement, label: string): Promise<void> {
  press(opener);
  const until = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < until) {
    const all = [...page.querySelectorAll<HTMLElement>(PRESSABLE)];
    const found = all.find((element) => nameOf(element) === label && element.getClientRects().length > 0);
    if (found) return press(found);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** What is done with what was chosen, then with the day, then with the map, and the ways to elsewhere last. */
function rankOf(element: HTMLElement): number {
  if (element.closest('main') === null) return 3;
  if (element.closest('[data-map-controls]')) return 2;
  return element.closest('[data-details]') ? 0 : 1;
}

function nameOf(element: HTMLElement): string {
  const name = element.getAttribute('aria-label') ?? (element.innerText || element.title);
  return name.replaceAll(/\s+/g, ' ').trim();
}
