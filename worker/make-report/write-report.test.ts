import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../domain/reports/build-report.ts';
import { NOVEMBER } from '../../domain/reports/report-data.testing.ts';
import { REPORT_FORMATS } from '../../domain/reports/requests.ts';
import { TINOS } from './fonts.ts';
import { writeReport } from './make-report.ts';

const AT = '2024-12-01T01:02:03.456Z';
const report = buildReport(NOVEMBER, 'vi');
const xmlOf = (file: Uint8Array, name: RegExp): string => {
  const found = Object.entries(unzipSync(file)).find(([each]) => name.test(each));
  if (!found) throw new Error(`no ${name}`);
  return strFromU8(found[1]);
};

describe.each(REPORT_FORMATS)('a report as %s', (format) => {
  it('is the same to the byte, whenever it is written', async () => {
    const one = await writeReport(report, format, AT);
    const other = await writeReport(report, format, AT);
    expect(one.equals(other)).toBe(true);
    expect(one.equals(await writeReport(buildReport(NOVEMBER, 'en'), format, AT))).toBe(false);
  });
});

it('a document has the page of the decree, a page number from the second page on, and every letter', async () => {
  const file = await writeReport(report, 'docx', AT);
  const xml = xmlOf(file, /^word\/document\.xml$/);
  const [, margins = ''] = /<w:pgMar ([^>]*)/.exec(xml) ?? [];
  const millimetres = (side: string): number => {
    const [, twentieths] = new RegExp(`w:${side}="(\\d+)"`).exec(margins) ?? [];
    return Math.round((Number(twentieths) / 1440) * 25.4);
  };
  expect(['top', 'bottom', 'left', 'right'].map(millimetres)).toEqual([20, 20, 30, 15]);
  expect(/<w:titlePg\b/.test(xml)).toBe(true);
  for (const text of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Nơi nhận:', 'đạt tiêu chuẩn']) {
    expect([text, xml.includes(text)]).toEqual([text, true]);
  }
  expect(xmlOf(file, /^word\/header\d\.xml$/)).toBeDefined();
  expect(Object.keys(unzipSync(file)).filter((name) => /header\d\.xml$/.test(name))).toHaveLength(2);
  expect(xmlOf(file, /core\.xml$/)).toContain(AT);
});

it('a document has its fonts in it, which a reader without Times New Roman puts together again', async () => {
  const files = unzipSync(await writeReport(report, 'docx', AT));
  const table = strFromU8(files['word/fontTable.xml'] ?? new Uint8Array());
  const faces = [...table.matchAll(/<w:embed(\w+) r:id="rId(\d)" w:fontKey="\{([^}]+)\}"/g)];
  expect(table).toContain('w:name="Times New Roman"');
  expect(faces.map(([, face]) => face)).toEqual(['Regular', 'Bold', 'Italic', 'BoldItalic']);
  for (const [, face = '', id = '', key = ''] of faces) {
    const scrambled = files[`word/fonts/font${id}.odttf`] ?? new Uint8Array();
    const bytes = Buffer.from(key.replaceAll('-', ''), 'hex').reverse();
    const plain = scrambled.map((byte, at) => (at < 32 ? byte ^ (bytes[at % 16] ?? 0) : byte));
    const file = { Regular: 'normal', Bold: 'bold', Italic: 'italics', BoldItalic: 'bolditalics' }[face] ?? '';
    expect([face, Buffer.from(plain).equals(readFileSync(TINOS[file as keyof typeof TINOS]))]).toEqual([face, true]);
  }
});

it('a PDF has its fonts in it', async () => {
  const text = (await writeReport(report, 'pdf', AT)).toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).toMatch(/\/FontName \/[A-Z]+\+Tinos-Bold/);
  expect(text).toContain('/FontFile2');
});

it('a workbook says the figures as numbers, masses in tonnes to the kilogram', async () => {
  const file = await writeReport(report, 'xlsx', AT);
  const strings = [...xmlOf(file, /sharedStrings\.xml$/).matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) =>
    si.replaceAll(/<[^>]+>/g, ''),
  );
  const names = [...xmlOf(file, /workbook\.xml$/).matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name);
  const index = names.findIndex((name) => name?.includes('Kết quả theo loại rác'));
  expect(index).toBeGreaterThan(0);
  const sheet = xmlOf(file, new RegExp(`sheet${index + 1}\\.xml$`));
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c r="[A-Z]+\d+"([^>]*?)(?:\/>|>(?:<v>(.*?)<\/v>)?<\/c>)/gs)].map(([, kind = '', value = '']) =>
      kind.includes('t="s"') ? strings[Number(value)] : Number(value),
    ),
  );
  expect(rows[2]).toEqual(['Rác sinh hoạt còn lại', 120, 116.5, 116.5, 0.97, 0.98, expect.closeTo(0.111)]);
  expect(rows.at(-1)?.slice(0, 4)).toEqual(['Cộng', 120.4, 116.9, 116.9]);
});
