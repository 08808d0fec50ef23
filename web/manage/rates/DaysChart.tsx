import { useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhyDay } from '../../../domain/ledger/why.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './WhyPanel.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const GRADES = ['weighed', 'measured', 'estimated'] as const;
/** Estimated ones are lighter: they look as sure as they are. */
const OPACITY = { weighed: 1, measured: 0.65, estimated: 0.3 } as const;

/** kg a day by how they are known, with what was generated as a line. */
export function DaysChart({ days }: { days: readonly WhyDay[] }) {
  // Drawn anew in another theme: its colours are read from the page.
  return <Chart key={useComputedColorScheme('light')} days={days} />;
}

function Chart({ days }: { days: readonly WhyDay[] }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const text = colour('--mantine-color-dimmed');
    const chart = init(element, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: text },
      grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 12, textStyle: { color: text } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('--tx-panel'),
        textStyle: { color: colour('--mantine-color-text') },
        valueFormatter: (value: unknown) => format.kg(Number(value)),
      },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => format.dayShort(day)),
        axisLabel: { color: text, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: text, formatter: (value: number) => format.tonnes(value) },
        splitLine: { lineStyle: { color: colour('--tx-line') } },
      },
      series: [
        ...GRADES.map((grade) => ({
          type: 'bar' as const,
          stack: 'mass',
          name: t(`why.massGrade.${grade}`),
          data: days.map(({ mass }) => mass[grade]),
          itemStyle: { color: colour('--tx-served'), opacity: OPACITY[grade] },
        })),
        {
          type: 'line' as const,
          step: 'middle' as const,
          name: t('column.generated'),
          data: days.map(({ generatedKg }) => generatedKg),
          symbol: 'none',
          lineStyle: { color: colour('--tx-target'), width: 1.5, type: 'dashed' as const },
          itemStyle: { color: colour('--tx-target') },
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [days, format, t]);
  return <div ref={place} className={classes.chart} role="img" aria-label={t('why.chart')} />;
}
