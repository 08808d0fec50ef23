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

  it('is read at its first sheet that is a table, and refused where another one has the same headings', async () => {
    const guided = await bytesOf((workbook) => {
      workbook.addWorksheet('Hướng dẫn').addRow(['Mỗi xe một dòng']);
      workbook.addWorksheet('Sổ').addRow(['Mã', 'Tên']);
      workbook.addWorksheet('Danh mục').addRow(['Mã', 'Nghĩa']);
    });
    expect(await readWorkbook(guided)).toMatchObject({ sheetName: 'Sổ' });
    const months = await bytesOf((workbook) => {
      workbook.addWorksheet('T1').addRow(['Mã', 'Tên']);
      workbook.addWorksheet('T2').addRow(['mã', 'Tên ']);
    });
    await expect(readWorkbook(months)).rejects.toMatchObject({
      ...{ code: 'alike-sheets', params: { sheets: '“T1”, “T2”' } },
    });
  });

  it('shows codes with their zeros and shares as per cent, beside the bare numbers', async () => {
    const bytes = await bytesOf((workbook) => {
      const row = workbook.addWorksheet('Sổ').addRow([7, 0.985, 1.5]);
      for (const [column, format] of ['000', '0.0%', '#,##0.0'].entries()) row.getCell(column + 1).numFmt = format;
    });
    expect((await readWorkbook(bytes)).rows).toEqual([
      { line: 1, cells: ['007', '98.5%', '1.5'], numbers: [7, 0.985, 1.5] },
    ]);
  });

  it('whose formulas were never worked out tells those that cannot be blank', async () => {
    const cells = (result?: number) =>
      bytesOf((workbook) => {
        const sheet = workbook.addWorksheet('Sổ');
        sheet.addRow([
          { formula: '4000*2', ...(result !== undefined && { result }) },
          { formula: 'IF(A1="","",1)' },
          'a',
        ]);
        sheet.addRow(['b', { formula: 'A9' }, 'c']);
      });
    const shown = async (bytes: Uint8Array) => (await readWorkbook(bytes)).rows.map((row) => row.cells);
    expect(await shown(await cells())).toEqual([
      ['#=4000*2', '', 'a'],
      ['b', '#=A9', 'c'],
    ]);
    expect(await shown(await cells(8000))).toEqual([
      ['8000', '', 'a'],
      ['b', '', 'c'],
    ]);
  });

  it('that would fill the memory is refused before it is unpacked', async () => {
    const bytes = await bytesOf((workbook) => workbook.addWorksheet('Sổ').addRow(['Mã', 'Tên']));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entry = bytes.findIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(entry + 24, 2_000_000_000, true);
    await expect(readWorkbook(bytes)).rejects.toMatchObject({ code: 'workbook-too-large', params: { megabytes: 50 } });
  });

  it('of Excel 97–2003, or none at all, is refused by its name', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]);
    await expect(readWorkbook(old)).rejects.toMatchObject({ code: 'old-workbook' });
    await expect(readWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 1]))).rejects.toMatchObject({ code: 'bad-workbook' });
  });
});
