/** Colours of a unit by how it stands against its target, with that of its boundary. */
export const UNIT_TINTS = {
  light: { meets: '#0f6b5f', slightly: '#e09b2d', badly: '#c2255c', line: '#6a6a72' },
  dark: { meets: '#4fb8a3', slightly: '#f0a040', badly: '#ff7a95', line: '#8a8a94' },
} as const;
