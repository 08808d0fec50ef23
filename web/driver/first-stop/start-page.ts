const AGAIN_MS = 2_000;

/** What the page is made of, which its document holds back; see app-shell.ts. */
const heldBack = document.querySelector<HTMLTemplateElement>('template#page');

export const isPageHeldBack = (): boolean => heldBack !== null;

/** Lets the document load its page. Again and again while that is cut off: the stop in sight is worked at meanwhile. */
export async function startPage(): Promise<void> {
  const tags = heldBack?.content.cloneNode(true) as DocumentFragment | undefined;
  const script = tags?.querySelector('script');
  if (!heldBack || !tags || !script) return;
  script.remove();
  const styles = [...tags.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(loaded);
  // In its place: what the page's styles have in common with these is said after them.
  heldBack.after(tags);
  // Nothing is drawn without its styles. The script itself is on its way already.
  await Promise.all(styles);
  const ran = loaded(script);
  heldBack.after(script);
  await ran;
}

/** Over when a file that a tag names is there. */
function loaded(tag: HTMLLinkElement | HTMLScriptElement): Promise<void> {
  return new Promise((resolve) => {
    tag.addEventListener('load', () => resolve());
    tag.addEventListener('error', () => {
      setTimeout(() => {
        const again = tag instanceof HTMLScriptElement ? sameScript(tag) : (tag.cloneNode() as HTMLLinkElement);
        void loaded(again).then(resolve);
        tag.replaceWith(again);
      }, AGAIN_MS);
    });
  });
}

/** A script that has run, or could not, is never run again, nor is its copy. */
function sameScript(tag: HTMLScriptElement): HTMLScriptElement {
  const script = document.createElement('script');
  for (const { name, value } of tag.attributes) script.setAttribute(name, value);
  return script;
}
