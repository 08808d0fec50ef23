import { type CSSVariablesResolver, createTheme } from '@mantine/core';
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

/** Colours that mean something, once for each theme; every pair of text and ground keeps 4.5 : 1. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c5c64',
    '--mantine-color-placeholder': '#5c5c64',
    '--tx-panel': '#ffffff',
    '--tx-panel-sunk': '#f4f4f5',
    '--tx-line': '#dcdce0',
    '--tx-hover': '#f0f1f1',
    '--tx-chosen': '#e0f2ee',
    '--tx-planned': '#5c5c64',
    '--tx-served': '#0f6b5f',
    '--tx-skipped': '#9a4a00',
    '--tx-unserved': '#b3123f',
    '--tx-target': '#1f1f23',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a6ad',
    '--mantine-color-placeholder': '#a6a6ad',
    '--tx-panel': '#1c1c20',
    '--tx-panel-sunk': '#151518',
    '--tx-line': '#36363d',
    '--tx-hover': '#27272c',
    '--tx-chosen': '#173832',
    '--tx-planned': '#a6a6ad',
    '--tx-served': '#4fb8a3',
    '--tx-skipped': '#f0a040',
    '--tx-unserved': '#ff7a95',
    '--tx-target': '#ececee',
  },
});
