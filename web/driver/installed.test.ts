import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { installedFiles, installedTags } from './installed.ts';

test('a phone can install each page: its document names a manifest and an icon, which are there', async () => {
  const files = await installedFiles(readFileSync(new URL('../icon.svg', import.meta.url), 'utf8'));
  for (const page of ['/driver', '/clerk', '/tally'] as const) {
    const named = [...installedTags(page).matchAll(/href="\/([^"]+)"/g)].map(([, name]) => name ?? '');
    expect([...files.keys()]).toEqual(expect.arrayContaining(named));
    const manifest = JSON.parse(String(files.get(named[0] ?? '')));
    // What Chromium asks for before it offers to install a page.
    expect(manifest).toMatchObject({ start_url: page, scope: '/', display: 'standalone' });
    expect(manifest.icons.map(({ sizes }: { sizes: string }) => sizes)).toEqual(
      expect.arrayContaining(['192x192', '512x512']),
    );
    for (const { src } of manifest.icons) expect(files.has(src.slice(1))).toBe(true);
  }
});
