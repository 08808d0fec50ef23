import exceljs from '@protobi/exceljs';
import { between, STREETS } from './new-town.ts';

/** The first of the 300 rows of points: a title, a line below it and an empty row stand above the headings. */
const FIRST_ROW = 5;
export const POINTS = 300;

interface Faulty {
  readonly row: number;
  readonly heading: string;
  /** What stands in the cell. */
  readonly typed: string | number;
}

/** The cells that somebody has to look at, as they stand in the sheet before that. */
export const FAULTS = {
  twice: { row: 24, heading: 'Mã điểm', typed: 'DTG-019' },
  exchanged: { row: 45, heading: 'Vĩ độ', typed: 105.8012 },
  exchangedToo: { row: 45, heading: 'Kinh độ', typed: 19.8093 },
  elsewhere: { row: 66, heading: 'Kinh độ', typed: 106.9 },
  nameless: { row: 87, heading: 'Tên điểm', typed: '' },
  aboutSo: { row: 108, heading: 'Khối lượng (kg/ngày)', typed: 'khoảng 80' },
  unclear: { row: 129, heading: 'Khối lượng (kg/ngày)', typed: '1.250' },
  lostLetters: { row: 150, heading: 'Tên điểm', typed: 'Ngõ Tr\uFFFDn Phú' },
  whichDays: { row: 171, heading: 'Ngày thu gom', typed: '2, 4, 6' },
} as const satisfies Record<string, Faulty>;

const HEADINGS = [
  'STT',
  'Mã điểm',
  'Tên điểm',
  'Khu',
  'Vĩ độ',
  'Kinh độ',
  'Số thùng',
  'Số hộ',
  'Khối lượng (kg/ngày)',
  'Ngày thu gom',
  'Người ghi',
];

/** A cell by row and heading that is other than what belongs there. */
const planted: ReadonlyMap<string, string | number> = new Map(
  Object.values(FAULTS).map(({ row, heading, typed }) => [`${row} ${heading}`, typed]),
);

/**
 * The office's list of 300 points, as such lists are: a title over all columns, merged cells, a hidden column, formulas,
 * numbers as text, names in composed and decomposed letters with what cannot be seen between them. With `isMended` the faults
 * of {@link FAULTS} are put right.
 */
export async function messyPoints({ isMended }: { isMended: boolean }): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Điểm thu gom');
  sheet.addRow(['DANH SÁCH ĐIỂM THU GOM RÁC']);
  sheet.mergeCells(1, 1, 1, HEADINGS.length);
  sheet.addRow(['Kèm theo báo cáo quý của đội']);
  sheet.addRow([]);
  sheet.addRow(HEADINGS);
  for (let at = 0; at < POINTS; at++) {
    const row = FIRST_ROW + at;
    const cells = HEADINGS.map((heading) => {
      const wrong = isMended ? undefined : planted.get(`${row} ${heading}`);
      return wrong ?? cellOf(heading, at);
    });
    sheet.addRow(cells);
  }
  // One area's name stands in a block of cells beside its points.
  for (let row = FIRST_ROW; row < FIRST_ROW + POINTS; row += 50) sheet.mergeCells(row, 4, row + 49, 4);
  sheet.getColumn(HEADINGS.length).hidden = true;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function cellOf(heading: string, at: number): exceljs.CellValue {
  const row = FIRST_ROW + at;
  const [lon, lat] = positionOf(at);
  const containers = 1 + (at % 4);
  switch (heading) {
    case 'STT':
      return at === 0 ? 1 : { formula: `A${row - 1}+1`, result: at + 1 };
    case 'Mã điểm':
      return `DTG-${String(at + 1).padStart(3, '0')}`;
    case 'Tên điểm':
      return nameOf(at);
    case 'Khu':
      return `Khu ${Math.floor(at / 50) + 1}`;
    case 'Vĩ độ':
      return at % 5 === 0 ? String(lat) : lat;
    case 'Kinh độ':
      return lon;
    case 'Số thùng':
      return containers;
    case 'Số hộ':
      return at % 60 === 7 ? '1.250' : 20 + (at % 30);
    case 'Khối lượng (kg/ngày)':
      return { formula: `G${row}*35`, result: containers * 35 };
    case 'Ngày thu gom':
      return at % 3 === 0 ? 'T2-T7' : 'hằng ngày';
    default:
      return 'Tổ 1';
  }
}

/** Written as two keyboards write it: every other name with its accents apart, some with a space that takes no room. */
function nameOf(at: number): string {
  const name = `Ngõ ${at + 1} phố ${1 + (at % STREETS)}`;
  if (at % 7 === 3) return `${name}\u200B`;
  return at % 2 === 0 ? name : name.normalize('NFD');
}

/** Spread over the streets from west to east, between two crossings. */
function positionOf(at: number): [number, number] {
  const row = at % STREETS;
  const along = Math.floor(at / STREETS);
  const column = along % (STREETS - 1);
  return between([column, row], [column + 1, row], along < STREETS - 1 ? 0.3 : along < 2 * (STREETS - 1) ? 0.7 : 0.5);
}
