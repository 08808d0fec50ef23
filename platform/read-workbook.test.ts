import exceljs from '@protobi/exceljs';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from './read-workbook.ts';

async function bytesOf(fill: (workbook: exceljs.Workbook) => void): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe('a workbook as offices keep them', () => {
  it('is read with the values of formulas, dates as days, and merged cells as what they show', async () => {
    const bytes = await bytesOf((workbook) => {
      const sheet = workbook.addWorksheet('Xe');
      sheet.addRow(['Biển số', 'Tải trọng', 'Đăng kiểm đến', 'Ghi chú']);
      sheet.addRow(['36C-001.23', { formula: '4000*2', result: 8000 }, new Date('2027-03-31T00:00:00Z'), 'đầu']);
      sheet.addRow(['36C-004.56', '8.000', null, null]);
      sheet.mergeCells('D2:D3');
    });
    const { sheetName, rows } = await readWorkbook(bytes);
    expect(sheetName).toBe('Xe');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'Biển số', 'Tải trọng', 'Đăng kiểm đến', 'Ghi chú'],
      [2, '36C-001.23', '8000', '2027-03-31', 'đầu'],
      [3, '36C-004.56', '8.000', '', 'đầu'],
    ]);
    expect(rows.map(({ numbers }) => numbers[1])).toEqual([undefined, 8000, undefined]);
  });

  it('says which columns it hides, and reads them all the same', async () => {
    const bytes = await bytesOf((workbook) => {
      const sheet = workbook.addWorksheet('Điểm');
      sheet.addRow(['Mã', 'Tên']);
      sheet.addRow(['P1', 'Chợ']);
      sheet.getColumn(2).hidden = true;
    });
    const { rows, hidden } = await readWorkbook(bytes);
    expect([...hidden]).toEqual([1]);
    expect(rows[1]?.cells).toEqual(['P1', 'Chợ']);
  });

  it('is read at its first sheet in sight that holds something', async () => {
    const bytes = await bytesOf((workbook) => {
      workbook.addWorksheet('Ẩn', { state: 'hidden' }).addRow(['không đọc']);
      workbook.addWorksheet('Trống');
      workbook.addWorksheet('Sổ').addRow(['Mã']);
    });
    expect(await readWorkbook(bytes)).toMatchObject({ sheetName: 'Sổ', rows: [{ line: 1, cells: ['Mã'] }] });
  });

  it('of Excel 97–2003, or none at all, is refused by its name', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]);
    await expect(readWorkbook(old)).rejects.toMatchObject({ code: 'old-workbook' });
    await expect(readWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 1]))).rejects.toMatchObject({ code: 'bad-workbook' });
  });
});
