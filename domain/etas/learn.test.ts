import { expect, it } from 'vitest';
import { learn, medianOf, type PastGap } from './learn.ts';

const gap = (seconds: number, more: Partial<PastGap> = {}): PastGap => ({
  ...{ pointId: 'p', stream: 'food', seconds, legSeconds: 100, hour: 9 },
  ...more,
});

it('takes the median of what the driving leaves, whatever a few days were like', () => {
  const learnt = learn([300, 310, 320, 3500].map((seconds) => gap(seconds)));
  expect(learnt.service('p', 'food')?.visits).toBe(4);
  expect(learnt.service('p', 'food')?.seconds).toBeGreaterThan(180);
  expect(learnt.service('p', 'food')?.seconds).toBeLessThan(230);
});

it('says nothing of a stop it knows too little of, or of another stream', () => {
  const learnt = learn([gap(300), gap(300)]);
  expect(learnt.service('p', 'food')).toBeNull();
  expect(learnt.service('p', 'bulky')).toBeNull();
});

it('tells a slow hour from slow stops', () => {
  // The same stops take a minute longer a leg at seven than at nine, on two hundred legs each.
  const gaps = Array.from({ length: 400 }, (_, k) =>
    gap(k % 2 === 0 ? 300 : 360, { pointId: `p${(k % 40) >> 1}`, hour: k % 2 === 0 ? 9 : 7 }),
  );
  const learnt = learn(gaps);
  expect(learnt.pace(7)).toBeGreaterThan(learnt.pace(9) + 0.3);
  expect(learnt.pace(3)).toBe(1);
});

it('leaves out rests and forgotten reports', () => {
  expect(learn([gap(300), gap(300), gap(300), gap(7200), gap(-5)]).service('p', 'food')?.visits).toBe(3);
});

it('finds the middle', () => {
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 2, 3])).toBe(2.5);
});
