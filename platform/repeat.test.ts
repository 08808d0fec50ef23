import { expect, it } from 'vitest';
import { repeat } from './repeat.ts';

it('goes on after a round that failed, and ends with the round that is under way', async () => {
  const told: unknown[] = [];
  let begun = 0;
  let ended = 0;
  let thrice: () => void = () => undefined;
  const thirdRound = new Promise<void>((resolve) => {
    thrice = resolve;
  });
  const repeated = repeat(
    0,
    async () => {
      begun += 1;
      if (begun === 1) throw new Error('away for a moment');
      if (begun === 3) thrice();
      await new Promise((resolve) => setImmediate(resolve));
      ended += 1;
    },
    (error) => told.push(error),
  );
  await thirdRound;
  await repeated.stop();
  expect([begun, ended]).toEqual([3, 2]);
  expect(told).toEqual([new Error('away for a moment')]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(begun).toBe(3);
});
