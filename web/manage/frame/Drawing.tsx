import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartProps } from './Chart.tsx';
import classes from './Manage.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Shares are seldom far from each other: a scale from nothing would draw them as one line. */
const NEAR = { max: 1, splitNumber: 2, min: ({ min }: { min: number }) => Math.max(0, Math.floor(min * 10 - 1) / 10) };

/** Draws a chart in the colours the page has now. */
export function Drawing({ label, categories, series, shown, told = shown, shownRight, heightPixels }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const text = colour('--mantine-color-dimmed');
    const chart = init(element, null, { renderer: 'svg' });
    const worded =
      (words: (value: number) => string) =>
      (value: unknown): string =>
        value === null || value === undefined || Number.isNaN(Number(value)) ? '–' : words(Number(value));
    const axis = (words: (value: number) => string, isMain: boolean) => ({
      type: 'value' as const,
      axisLabel: { color: text, formatter: words },
      splitLine: { show: isMain, lineStyle: { color: colour('--tx-line') } },
    });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: text },
      grid: { left: 4, right: 6, top: 46, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 14, textStyle: { color: text } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('--tx-panel'),
        textStyle: { color: colour('--mantine-color-text') },
      },
      xAxis: { type: 'category', data: [...categories], axisLabel: { color: text, hideOverlap: true } },
      yAxis: [axis(shown, true), ...(shownRight ? [{ ...axis(shownRight, false), ...NEAR }] : [])],
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
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [categories, series, shown, told, shownRight]);
  const height = heightPixels === undefined ? undefined : { height: heightPixels };
  return <div ref={place} className={classes.chart} style={height} role="img" aria-label={label} />;
}
