import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent colour: a deep green that keeps 4.5 : 1 with white in its seventh shade (dark theme) and more in its eighth (light theme). */
const leaf: MantineColorsTuple = [
  '#ecf8f5',
  '#d3efe8',
  '#a8ded1',
  '#79cbb9',
  '#4fb8a3',
  '#2b9a87',
  '#1a8071',
  '#0f6b5f',
  '#0b574d',
  '#08443c',
];

/** Neutral greys without a tint, light to dark. */
const gray: MantineColorsTuple = [
  '#f8f8f8',
  '#f1f1f2',
  '#e6e6e8',
  '#d8d8db',
  '#c4c4c9',
  '#a2a2a9',
  '#76767e',
  '#55555c',
  '#37373c',
  '#1f1f23',
];

/** The same for the dark theme: text first, page background last. */
const dark: MantineColorsTuple = [
  '#ececee',
  '#c9c9cd',
  '#a6a6ad',
  '#6f6f78',
  '#45454d',
  '#36363d',
  '#27272c',
  '#1c1c20',
  '#151518',
  '#0e0e10',
];

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
