import { useComputedColorScheme } from '@mantine/core';
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether what lies below is being printed. */
export const OnPaperContext = createContext(false);

const SCHEME = 'data-mantine-color-scheme';

/** Whether the page is being printed: paper is light, whatever the screen is. */
export function useOnPaper(): boolean {
  const [isOnPaper, setOnPaper] = useState(false);
  useEffect(() => {
    // At once: the browser takes the page as it stands when these have been heard.
    const begin = () => flushSync(() => setOnPaper(true));
    const end = () => setOnPaper(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  useLayoutEffect(() => {
    if (!isOnPaper) return;
    // Before the drawings that read their colours from the page: the provider of the theme says it to the page after them.
    const page = document.documentElement;
    const onScreen = page.getAttribute(SCHEME);
    page.setAttribute(SCHEME, 'light');
    return () => {
      if (onScreen !== null) page.setAttribute(SCHEME, onScreen);
    };
  }, [isOnPaper]);
  return isOnPaper;
}

/**
 * The theme that a map is drawn in: the screen's, also while the page is printed. A map takes a while to be drawn anew, and printing
 * waits for nothing: on paper the one that is there is turned light by its style sheet (`TownMap.module.css`).
 */
export function useMapTheme(): 'light' | 'dark' {
  const isOnPaper = useContext(OnPaperContext);
  const theme = useComputedColorScheme('light');
  const onScreen = useRef(theme);
  if (!isOnPaper) onScreen.current = theme;
  return onScreen.current;
}
