import { expect, it } from 'vitest';
import type { ImportFault } from '../areas.ts';
import { markableFiles, markFaults } from './marked-file.ts';
import { readPointsFile } from './points-file.ts';
import { faultOf } from './source-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readPointsFile({ kind: 'points', name: 'diem.csv', bytes: bytesOf(text) });

const LEGACY = [
  'Mã điểm;Vĩ độ;Kinh độ;Tên điểm;Khối lượng (kg/ngày)',
  'P1;20.08;105.86;"Chợ; cổng\r\nphía đông";12.5',
  '',
  'P2;20.08;105,86;Ngõ 3;-4',
  'P3;20.08;105.86;Ngõ 4',
  'P4;20.08;105.86;Ngõ 5;70;thừa',
].join('\r\n');

it('is the file as it was, with what is wrong with each row before it', () => {
  const { faults } = read(LEGACY);
  expect(markFaults({ bytes: bytesOf(LEGACY) }, faults, 'vi')).toBe(
    [
      '\uFEFFLỗi;Mã điểm;Vĩ độ;Kinh độ;Tên điểm;Khối lượng (kg/ngày)',
      ';P1;20.08;105.86;"Chợ; cổng\nphía đông";12.5',
      '"Kinh độ: Số “105,86” viết bằng dấu phẩy. Hãy viết 105.86. Khối lượng (kg/ngày): “-4” nằm ngoài khoảng 0 đến 999999.";P2;20.08;"105,86";Ngõ 3;-4',
      'Dòng có 4 ô nhưng tiêu đề có 5. Ô có chứa dấu phân cách phải đặt trong ngoặc kép.;P3;20.08;105.86;Ngõ 4',
      'Dòng có 6 ô nhưng tiêu đề có 5. Ô có chứa dấu phân cách phải đặt trong ngoặc kép.;P4;20.08;105.86;Ngõ 5;70;thừa',
      '',
    ].join('\n'),
  );
});

it('has the same faults when it is handed in again as it is, and none once it is mended', () => {
  const before = read(LEGACY);
  const marked = markFaults({ bytes: bytesOf(LEGACY) }, before.faults, 'vi');
  const again = read(marked);
  const codes = (faults: ImportFault[]) => faults.map((fault) => [fault.column, fault.code]);
  expect(codes(again.faults)).toEqual(codes(before.faults));
  const mended = marked
    .replace('"105,86"', '105.86')
    .replace(';-4', ';4')
    .replace('Ngõ 4', 'Ngõ 4;80')
    .replace(';thừa', '');
  expect(read(mended).faults).toEqual([]);
  expect(read(mended).rows.map((row) => row.code)).toEqual(['P1', 'P2', 'P3', 'P4']);
});

it('bears the faults of the last import only', () => {
  const marked = markFaults({ bytes: bytesOf(LEGACY) }, read(LEGACY).faults, 'vi').replace('"105,86"', '105.86');
  const again = markFaults({ bytes: bytesOf(marked) }, read(marked).faults, 'en');
  expect(again.split('\n')[0]).toBe('\uFEFFFaults;Mã điểm;Vĩ độ;Kinh độ;Tên điểm;Khối lượng (kg/ngày)');
  expect(again).toContain('Khối lượng (kg/ngày): “-4” lies outside 0 to 999999.;P2;');
});

it('is to be had of files with faulty rows, not of files that cannot be read', () => {
  const fault = (kind: ImportFault['file'], line: number | null, code: string) =>
    faultOf({ kind, name: kind }, line, null, code);
  const faults = [
    fault('osm', null, 'osm-truncated'),
    fault('units', 3, 'units-overlap'),
    fault('points', 7, 'outside-units'),
    fault('trucks', 4, 'bad-quotes'),
    fault('facilities', null, 'empty-file'),
  ];
  expect(markableFiles(faults)).toEqual(['points']);
});
