import { Button, useComputedColorScheme } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { csv } from '../../../domain/area-files/write-csv.ts';
import type { OverviewMonth } from '../../../domain/ledger/overview.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './OverviewPage.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const GRADES = ['weighed', 'measured', 'estimated'] as const;
/** Estimated ones are lighter: they look as sure as they are. */
const OPACITY = { weighed: 1, measured: 0.65, estimated: 0.3 } as const;

const shown = (month: string): string => month.split('-').reverse().join('/');

/** Month by month: what was collected by how it is known, and the rate; with its table and file. */
export function Trend({ months }: { months: readonly OverviewMonth[] }) {
  const { t } = useTranslation('overview');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const scheme = useComputedColorScheme('light');
  const file = useMemo(() => {
    const head = [
      'month',
      'generatedKg',
      'collectedKg',
      'treatedKg',
      'weighedKg',
      'measuredKg',
      'estimatedKg',
      'rate',
      'target',
    ];
    const lines = months.map(({ month, generatedKg, collectedKg, treatedKg, mass, rate, target }) => [
      ...[month, generatedKg, collectedKg, treatedKg, mass.weighed, mass.measured, mass.estimated],
      ...[rate?.toFixed(4) ?? '', target?.toFixed(4) ?? ''],
    ]);
    return `data:text/csv;charset=utf-8,${encodeURIComponent(csv(head, lines))}`;
  }, [months]);
  return (
    <section>
      <h2>{t('trend.title')}</h2>
      <Chart key={scheme} months={months} />
      <details className={classes.table}>
        <summary>{t('trend.table')}</summary>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('trend.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('trend.month')}</th>
                {(['generated', 'collected', 'treated', 'rate', 'target', 'weighed', 'estimated'] as const).map(
                  (name) => (
                    <th key={name} scope="col">
                      {tRates(`column.${name}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, generatedKg, collectedKg, treatedKg, mass, rate, target }) => (
                <tr key={month}>
                  <th scope="row">{shown(month)}</th>
                  <td>{format.tonnes(generatedKg)}</td>
                  <td>{format.tonnes(collectedKg)}</td>
                  <td>{format.tonnes(treatedKg)}</td>
                  <td>{rate === null ? '–' : format.percentTenths(rate)}</td>
                  <td>{target === null ? '–' : format.percentTenths(target)}</td>
                  <td>{format.tonnes(mass.weighed)}</td>
                  <td>{format.tonnes(mass.estimated)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <Button
        component="a"
        href={file}
        download="months.csv"
        size="compact-xs"
        variant="default"
        className={classes.print}
        leftSection={<IconDownload size={13} />}
      >
        {t('trend.csv')}
      </Button>
    </section>
  );
}

function Chart({ months }: { months: readonly OverviewMonth[] }) {
  const { t } = useTranslation('overview');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
    const text = colour('--mantine-color-dimmed');
    const chart = init(element, null, { renderer: 'svg' });
    const share = (value: unknown): string =>
      value === null || value === undefined ? '–' : format.percentTenths(Number(value));
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: text },
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemHeight: 8, itemWidth: 12, textStyle: { color: text } },
      tooltip: {
        trigger: 'axis',
        backgroundColor: colour('--tx-panel'),
        textStyle: { color: colour('--mantine-color-text') },
      },
      xAxis: {
        type: 'category',
        data: months.map(({ month }) => shown(month)),
        axisLabel: { color: text, hideOverlap: true },
      },
      yAxis: [
        {
          type: 'value',
          axisLabel: { color: text, formatter: (value: number) => format.tonnes(value) },
          splitLine: { lineStyle: { color: colour('--tx-line') } },
        },
        {
          ...{ type: 'value', max: 1, min: ({ min }: { min: number }) => Math.max(0, Math.floor(min * 10 - 1) / 10) },
          axisLabel: { color: text, formatter: share },
          splitLine: { show: false },
        },
      ],
      series: [
        ...GRADES.map((grade) => ({
          type: 'bar' as const,
          stack: 'mass',
          name: tRates(`why.massGrade.${grade}`),
          data: months.map(({ mass }) => mass[grade]),
          itemStyle: { color: colour('--tx-served'), opacity: OPACITY[grade] },
          tooltip: { valueFormatter: (value: unknown) => format.tonnes(Number(value)) },
        })),
        ...(['rate', 'target'] as const).map((name) => ({
          type: 'line' as const,
          yAxisIndex: 1,
          name: tRates(`column.${name}`),
          data: months.map((month) => month[name]),
          symbol: name === 'rate' ? 'circle' : 'none',
          lineStyle: {
            color: colour('--tx-target'),
            width: name === 'rate' ? 2 : 1.5,
            type: name === 'rate' ? ('solid' as const) : ('dashed' as const),
          },
          itemStyle: { color: colour('--tx-target') },
          tooltip: { valueFormatter: share },
        })),
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [months, format, tRates]);
  return <div ref={place} className={classes.chart} role="img" aria-label={t('trend.chart')} />;
}
