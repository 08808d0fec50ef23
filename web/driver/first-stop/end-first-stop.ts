/** The screen that stands over the page until that is there; see first-stop.ts. */
export const screen = document.createElement('div');

let hasEnded = false;

export const hasFirstStopEnded = (): boolean => hasEnded;

/** To be called when the page draws the stop itself: what was drawn of it before goes at the same moment. */
export function endFirstStop(): void {
  hasEnded = true;
  screen.remove();
}
