const AGAIN_MS = 2_000;

/** What the page is made of, which its document holds back; see app-shell.ts. */
const heldBack = document.querySelector<HTMLTemplateElement>('template#page');

export const isPageHeldBack = (): boolean => heldBack !== null;

/**
 * Lets the document load its page. Where that was cut off it is tried again, as soon as the network is there again: the stop in sight is
 * worked at meanwhile.
 *
 * @param mayReload whether nothing lies in this opening of the page alone
 */
export async function startPage(mayReload: () => boolean): Promise<void> {
  const tags = heldBack?.content.cloneNode(true) as DocumentFragment | undefined;
  const script = tags?.querySelector('script');
  if (!heldBack || !tags || !script) return;
  script.remove();
  const styles = [...tags.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(loaded);
  // In its place: what the page's styles have in common with these is said after them.
  heldBack.after(tags);
  // Nothing is drawn without its styles. The script itself is on its way already.
  if ((await Promise.all(styles)).every(Boolean)) {
    const ran = loaded(script);
    heldBack.after(script);
    if (await ran) return;
  }
  await untilThere(script.src);
  // A browser takes a script that it once could not have for missing, as long as the document is open.
  while (!mayReload()) await aWhile();
  window.location.reload();
}

/** Whether a file that a tag names came. */
function loaded(tag: HTMLLinkElement | HTMLScriptElement): Promise<boolean> {
  return new Promise((resolve) => {
    tag.addEventListener('load', () => resolve(true));
    tag.addEventListener('error', () => resolve(false));
  });
}

async function untilThere(address: string): Promise<void> {
  for (;;) {
    await aWhile();
    try {
      // In full: then it lies in the browser's cache.
      if ((await (await fetch(address)).text()).length > 0) return;
    } catch (error) {
      console.warn(error);
    }
  }
}

const aWhile = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, AGAIN_MS);
  });
