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
 * those with the same. It is read off the page: no list could go out of date.
 */
export function actionsOn(page: ParentNode): PageAction[] {
  const actions = new Map<string, PageAction>();
  const all = [...page.querySelectorAll<HTMLElement>(PRESSABLE)];
  for (const element of all.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const label = nameOf(element);
    if (label === '' || label.length > LONGEST_LABEL || actions.has(label)) continue;
    if (element.matches(':disabled, [aria-disabled=true]') || element.closest(BESIDE)) continue;
    if (element.getClientRects().length === 0) continue;
    actions.set(label, {
      key: `action ${label}`,
      label,
      press: () => {
        element.focus();
        element.click();
      },
    });
  }
  return [...actions.values()];
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
