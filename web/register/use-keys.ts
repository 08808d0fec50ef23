import { type RefObject, useEffect, useRef } from 'react';

/**
 * Hears the keys pressed within a part of the page that is no control itself. What a control within takes for itself, and
 * stops, is not heard.
 */
export function useKeys(part: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof Node && part.current?.contains(event.target)) latest.current(event);
    };
    // On the document, so that the page's own controls hear it first.
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [part]);
}
