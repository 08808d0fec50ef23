/** Where Mantine keeps the theme that was chosen; else it is the device's. */
const THEME_KEY = 'mantine-color-scheme-value';

/** The screen that stands over a page until that is there; see `driver/first-stop` and `manage/overview/first-words`. */
export const screen = document.createElement('div');

let hasEnded = false;

export const hasEarlyScreenEnded = (): boolean => hasEnded;

/** Puts the screen in sight, in the theme that the page will have. */
export function showEarlyScreen(): void {
  if (screen.isConnected || hasEnded) return;
  const chosen = localStorage.getItem(THEME_KEY);
  const own = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.mantineColorScheme = chosen === 'light' || chosen === 'dark' ? chosen : own;
  document.body.append(screen);
}

/** To be called when the page draws the same itself: what was drawn of it before goes at the same moment. */
export function endEarlyScreen(): void {
  hasEnded = true;
  screen.remove();
}
