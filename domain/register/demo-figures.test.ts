import { expect, it } from 'vitest';
import { STREAMS } from '../stream-names.ts';
import { DEMO_FACTORS } from './demo-figures.ts';

it('the demo knows how dense every stream is, so that how full its containers were tells a mass', () => {
  const dense = DEMO_FACTORS.filter(({ kind, value }) => kind === 'density' && value > 0);
  expect(dense.map(({ stream }) => stream).sort()).toEqual([...STREAMS].sort());
});
