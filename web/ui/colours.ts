/** The one accent colour: a deep green that keeps 4.5 : 1 with white in its seventh shade (dark theme) and more in its eighth (light theme). */
export const leaf = [
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
] as const;

/** Neutral greys without a tint, light to dark. */
export const gray = [
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
] as const;

/** The same for the dark theme: text first, page background last. */
export const dark = [
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
] as const;
