import { createTheme } from '@mantine/core';
import { dark, gray, leaf } from './colours.ts';

export const theme = createTheme({
  colors: { leaf, gray, dark },
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // By name, not by `Tooltip.extend`: that would load each on every page, the driver's too.
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Popover: { defaultProps: { shadow: 'md' } },
    ScrollArea: { defaultProps: { scrollbarSize: 8, type: 'hover' } },
  },
});
