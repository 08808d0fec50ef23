import type { ChartProps } from './Chart.tsx';

/** What a drawing takes from the page. */
export interface Look {
  /** A colour by the name of the theme's variable. */
  readonly colour: (name: string) => string;
  readonly fontFamily: string;
}

/** Shares are seldom far from each other: a scale from nothing would draw them as one line. What is over the whole is still seen. */
const NEAR = {
  splitNumber: 2,
  min: ({ min }: { min: number }) => Math.max(0, Math.floor(min * 10 - 1) / 10),
  max: ({ max }: { max: number }) => Math.max(1, Math.ceil(max * 10) / 10),
};

/** What ECharts draws of a chart. */
export function chartOption(props: Omit<ChartProps, 'label' | 'heightPixels'>, { colour, fontFamily }: Look) {
  const { categories, series, shown, told = shown, shownRight, isRightShare = false } = props;
  const text = colour('--mantine-color-dimmed');
  const worded =
    (words: (value: number) => string) =>
    (value: unknown): string =>
      value === null || value === undefined || Number.isNaN(Number(value)) ? '–' : words(Number(value));
  const axis = (words: (value: number) => string, isMain: boolean) => ({
    type: 'value' as const,
    axisLabel: { color: text, formatter: words },
    splitLine: { show: isMain, lineStyle: { color: colour('--tx-line') } },
  });
  return {
    animation: false,
    textStyle: { fontFamily, color: text },
    grid: { left: 4, right: 6, top: 46, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 14, textStyle: { color: text } },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: colour('--tx-panel'),
      textStyle: { color: colour('--mantine-color-text') },
    },
    xAxis: { type: 'category' as const, data: [...categories], axisLabel: { color: text, hideOverlap: true } },
    yAxis: [axis(shown, true), ...(shownRight ? [{ ...axis(shownRight, false), ...(isRightShare && NEAR) }] : [])],
    series: series.map(({ name, kind, data, colour: variable, opacity = 1, stack, isDashed, isStepped, isRight }) => {
      const own = colour(variable);
      return {
        ...{ name, data: [...data], yAxisIndex: isRight ? 1 : 0, itemStyle: { color: own, opacity } },
        tooltip: { valueFormatter: worded((isRight && shownRight) || told) },
        ...(kind === 'bars'
          ? { type: 'bar' as const, stack }
          : {
              type: 'line' as const,
              ...(isStepped && { step: 'middle' as const }),
              symbol: isDashed ? 'none' : 'circle',
              lineStyle: { color: own, opacity, width: 2, type: isDashed ? ('dashed' as const) : ('solid' as const) },
            }),
      };
    }),
  };
}
