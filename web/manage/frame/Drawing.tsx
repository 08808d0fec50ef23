import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartProps } from './Chart.tsx';
import { chartOption } from './chart-option.ts';
import classes from './Manage.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** Draws a chart in the colours the page has now. */
export function Drawing({ label, heightPixels, ...drawn }: ChartProps) {
  const { categories, series, shown, told, shownRight, isRightShare } = drawn;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const chart = init(element, null, { renderer: 'svg' });
    const colour = (name: string) => style.getPropertyValue(name).trim();
    chart.setOption(
      chartOption(
        { categories, series, shown, told, shownRight, isRightShare },
        { colour, fontFamily: style.fontFamily },
      ),
    );
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [categories, series, shown, told, shownRight, isRightShare]);
  const height = heightPixels === undefined ? undefined : { height: heightPixels };
  return <div ref={place} className={classes.chart} style={height} role="img" aria-label={label} />;
}
