import latin600 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2?url';
import latinExt600 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-600-normal.woff2?url';
import vietnamese600 from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2?url';

export const MAP_FONT = 'Be Vietnam Pro';
/** MapLibre asks the browser for a family by its style name, so the strong cut is a family of its own. */
export const MAP_FONT_STRONG = 'Be Vietnam Pro Semibold';

const STRONG_FILES = [
  [
    latinExt600,
    'U+0100-0101, U+0104-010F, U+0112-0127, U+012A-0167, U+016A-019F, U+01A2-01AE, U+01B1-02BA, U+1D00-1DBF, U+2113',
  ],
  [
    vietnamese600,
    'U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB',
  ],
  [latin600, 'U+0000-00FF, U+2000-206F'],
] as const;

/** Letters from each part of the fonts that names of Vietnam have, so that none is still on its way when the first is drawn. */
const SAMPLE = 'Aa Đđ Ơơ Ằằ Ỹỹ';

let loading: Promise<unknown> | null = null;

/** Resolves when both cuts can be drawn; MapLibre keeps a glyph as it first drew it. */
export function loadMapFonts(): Promise<unknown> {
  loading ??= load();
  return loading;
}

async function load(): Promise<unknown> {
  for (const [url, unicodeRange] of STRONG_FILES) {
    document.fonts.add(new FontFace(MAP_FONT_STRONG, `url(${url})`, { weight: '600', unicodeRange }));
  }
  return Promise.all([
    document.fonts.load(`400 24px '${MAP_FONT}'`, SAMPLE),
    document.fonts.load(`600 24px '${MAP_FONT_STRONG}'`, SAMPLE),
  ]);
}
