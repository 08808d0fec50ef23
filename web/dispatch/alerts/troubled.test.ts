import { expect, test } from 'vitest';
import type { AlertView } from '../../../domain/alerts/alerts.ts';
import { troubled } from './troubled.ts';

const alert = (kind: AlertView['kind'], truckId: string | null, truckIds: string[] = []) => ({
  ...{ kind, truckId },
  facts: { truckIds } as unknown as AlertView['facts'],
});

test('stops are not given to trucks that are themselves late, standing or silent, one by one or as a fleet', () => {
  const calling = [alert('standing', 'a'), alert('late-for-window', 'b'), alert('silent', null, ['b', 'c'])];
  expect(troubled(calling)).toEqual(['a', 'b', 'c']);
});

test('a landfill that closes, or a ward under its target, says nothing of a truck', () => {
  expect(troubled([alert('facility-closes', 'a', ['a', 'b']), alert('unit-under-target', null)])).toEqual([]);
});
