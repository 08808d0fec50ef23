import { expect, it } from 'vitest';
import { faultSentence } from '../../domain/area-files/fault-messages.ts';
import { faultOf } from '../../domain/area-files/source-file.ts';
import { listedFaults } from './faulty-files.ts';

const faults = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    faultOf({ kind: 'points', name: 'diem.csv' }, index + 2, 'code', 'missing-value'),
  );

it('a list of faults that is cut says how many are left out', () => {
  expect(listedFaults(faults(5000))).toEqual(faults(5000));
  const listed = listedFaults(faults(5203));
  expect(listed.slice(0, -1)).toEqual(faults(5000));
  expect(listed.slice(-1).map((fault) => faultSentence(fault, 'en'))).toEqual([
    'And 203 more faults that are not listed.',
  ]);
});
