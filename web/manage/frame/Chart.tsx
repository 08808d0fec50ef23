import { useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense } from 'react';
import classes from './Manage.module.css';

// The library that draws is larger than the page: figures are there before it.
const Drawing = lazy(async () => ({ default: (await import('./Drawing.tsx')).Drawing }));

/** A row of bars or a line; `null` is nothing known, and nothing is drawn. */
export interface Series {
  readonly name: string;
  readonly kind: 'bars' | 'line';
  readonly data: readonly (number | null)[];
  /** One of the theme's variables. */
  readonly colour: `--tx-${string}`;
  /** What is less sure looks lighter. */
  readonly opacity?: number;
  /** Bars of one stack stand on each other. */
  readonly stack?: string;
  readonly isDashed?: boolean;
  /** Goes by steps: each value holds for its whole category. */
  readonly isStepped?: boolean;
  /** Held against the scale on the right. */
  readonly isRight?: boolean;
}

export interface ChartProps {
  /** What the drawing shows, for who cannot see it. */
  label: string;
  categories: readonly string[];
  series: readonly Series[];
  shown: (value: number) => string;
  /** On the pointer, where that says it more exactly than the scale. */
  told?: (value: number) => string;
  /** Words of the scale on the right. */
  shownRight?: (value: number) => string;
  /** On the right are shares: the scale begins a little below the least of them, so that they can be told apart. */
  isRightShare?: boolean;
  /** As high as a page's drawings are, unless told. */
  heightPixels?: number;
}

/** Bars and lines over days or months, in the theme's colours; its table stands beside it (FigureTable). */
export function Chart(props: ChartProps) {
  const scheme = useComputedColorScheme('light');
  const { heightPixels } = props;
  const height = heightPixels === undefined ? undefined : { height: heightPixels };
  return (
    <Suspense fallback={<div className={classes.chart} style={height} />}>
      {/* Drawn anew in another theme: its colours are read from the page. */}
      <Drawing key={scheme} {...props} />
    </Suspense>
  );
}
