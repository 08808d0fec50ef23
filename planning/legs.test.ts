import { expect, it } from 'vitest';
import { type LegKey, legIdOf } from './legs.ts';

const key: LegKey = {
  ...{ townId: 'town', graphId: 'graph', from: [105.86, 20.08], to: [105.87, 20.09] },
  profile: { kind: 'truck', heightMetres: 3, widthMetres: 2.5, weightTonnes: 8 },
};

it('a way has one id, in whatever order its truck is described, and another by all that makes it another', () => {
  const turned: LegKey = { ...key, profile: { weightTonnes: 8, widthMetres: 2.5, kind: 'truck', heightMetres: 3 } };
  expect(legIdOf(turned)).toBe(legIdOf(key));
  expect(legIdOf(key)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const closed = { places: [key.from], grounds: [] };
  const others: LegKey[] = [
    { ...key, townId: 'other' },
    { ...key, graphId: 'other' },
    { ...key, from: key.to, to: key.from },
    { ...key, profile: { ...key.profile, kind: 'truck', heightMetres: 3, widthMetres: 2.5, weightTonnes: 5 } },
    { ...key, profile: { kind: 'truck', heightMetres: 3, widthMetres: 2.5, weightTonnes: 8, closed } },
    { ...key, profile: { kind: 'pedestrian' } },
  ];
  expect(new Set([key, ...others].map(legIdOf)).size).toBe(others.length + 1);
});
