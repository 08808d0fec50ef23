/** Colours of a unit by how it stands against its target, with those of its boundary and name. */
export const UNIT_TINTS = {
  light: { meets: '#0f6b5f', slightly: '#e09b2d', badly: '#c2255c', line: '#6a6a72', text: '#37373c', halo: '#ffffff' },
  dark: { meets: '#4fb8a3', slightly: '#f0a040', badly: '#ff7a95', line: '#8a8a94', text: '#d6d6da', halo: '#0e0e10' },
} as const;
