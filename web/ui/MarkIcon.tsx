import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { drawIcon } from './map/icons.ts';

/** One of the map's own marks beside text, so that a list and a legend show exactly what the map does. */
export function MarkIcon({ name, size }: { name: (theme: 'light' | 'dark') => string; size: number }) {
  const theme = useComputedColorScheme('light');
  const id = name(theme);
  const url = useMemo(() => toDataUrl(id), [id]);
  return <img src={url} width={size} height={size} alt="" style={{ flex: 'none', display: 'block' }} />;
}

const urls = new Map<string, string>();

function toDataUrl(id: string): string {
  const known = urls.get(id);
  if (known) return known;
  const image = drawIcon(id);
  if (!image) return '';
  const element = document.createElement('canvas');
  element.width = image.width;
  element.height = image.height;
  element.getContext('2d')?.putImageData(image, 0, 0);
  const url = element.toDataURL();
  urls.set(id, url);
  return url;
}
