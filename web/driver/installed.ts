import sharp from 'sharp';

/** What a page is called on a phone's home screen. */
const NAMES = { '/driver': 'Lái xe', '/clerk': 'Phiếu cân', '/tally': 'Sổ xe gom' } as const;
export type InstalledPage = keyof typeof NAMES;

/** In pixels; iOS takes the smallest. */
const ICON_SIZES = [180, 192, 512] as const;
const GREEN = '#0f766e';

/** The files that let a phone install the pages that open without a network, by their names beside `index.html`. */
export async function installedFiles(iconSvg: string): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const size of ICON_SIZES) {
    files.set(
      iconName(size),
      await sharp(new TextEncoder().encode(iconSvg), { density: 1200 }).resize(size, size).png().toBuffer(),
    );
  }
  for (const [page, name] of Object.entries(NAMES)) {
    const manifest = {
      ...{ id: page, start_url: page, lang: 'vi', display: 'standalone' },
      // Signing in lies beside the page.
      scope: '/',
      name: `Tuyến Xanh · ${name}`,
      short_name: name,
      background_color: '#ffffff',
      theme_color: GREEN,
      icons: ICON_SIZES.map((size) => ({ src: `/${iconName(size)}`, sizes: `${size}x${size}`, type: 'image/png' })),
    };
    files.set(`${page.slice(1)}.webmanifest`, JSON.stringify(manifest));
  }
  return files;
}

/** What the document of such a page says of it. */
export function installedTags(page: InstalledPage): string {
  return [
    `<link rel="manifest" href="${page}.webmanifest">`,
    `<link rel="apple-touch-icon" href="/${iconName(ICON_SIZES[0])}">`,
    '<meta name="mobile-web-app-capable" content="yes">',
    '<meta name="apple-mobile-web-app-capable" content="yes">',
    `<meta name="apple-mobile-web-app-title" content="${NAMES[page]}">`,
  ].join('');
}

const iconName = (size: number): string => `icon-${size}.png`;
