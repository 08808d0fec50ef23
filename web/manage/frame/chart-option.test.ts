import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { describe, expect, it } from 'vitest';
import type { ChartProps } from './Chart.tsx';
import { chartOption } from './chart-option.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** How far up each value of the line is drawn, as a share of the plot's height. */
function heightsOf(line: readonly number[], more: Partial<ChartProps>): number[] {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 });
  const props: ChartProps = {
    ...{ label: 'x', categories: line.map((_, k) => String(k)), shown: String, shownRight: String },
    series: [
      { name: 'bars', kind: 'bars', data: line.map(() => 30_000), colour: '--tx-served' },
      { name: 'line', kind: 'line', data: line, colour: '--tx-skipped', isRight: true },
    ],
    ...more,
  };
  chart.setOption(chartOption(props, { colour: () => '#000', fontFamily: 'sans-serif' }));
  const at = (value: number): number => chart.convertToPixel({ yAxisIndex: 1 }, value) as unknown as number;
  const heights = line.map((value) => (300 - 4 - at(value)) / (300 - 46 - 4));
  chart.dispose();
  return heights;
}

describe('a scale on the right', () => {
  it('holds whatever is measured by it', () => {
    const heights = heightsOf([4660, 270, 4770], {});
    for (const height of heights) expect(height).toBeGreaterThan(0);
    for (const height of heights) expect(height).toBeLessThanOrEqual(1);
    expect(heights[0] - heights[1]).toBeGreaterThan(0.5);
  });

  it('tells shares apart that are near each other, and shows one over the whole', () => {
    const near = heightsOf([0.95, 0.97], { isRightShare: true });
    expect(near[1] - near[0]).toBeGreaterThan(0.05);
    const heights = heightsOf([0.95, 1.175], { isRightShare: true });
    for (const height of heights) expect(height).toBeLessThanOrEqual(1);
  });
});
