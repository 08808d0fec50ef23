import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { dutyFileName } from '../../domain/duties/files.ts';
import { fileTypeOf } from './file-type.ts';

const zip = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));
const office = (...names: string[]) => fileTypeOf(zip('[Content_Types].xml', ...names));

test('a file is what its content says, whatever it is called', () => {
  expect(fileTypeOf(strToU8('%PDF-1.7\n'))).toBe('pdf');
  expect(fileTypeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('jpg');
  expect(fileTypeOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10))).toBe('png');
  expect(fileTypeOf(strToU8('RIFF1234WEBPVP8 '))).toBe('webp');
  expect([office('word/document.xml'), office('xl/workbook.xml')]).toEqual(['docx', 'xlsx']);
});

test('pages, programs, archives and documents with macros are not taken', () => {
  for (const content of [
    '',
    '<!doctype html><script>',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'MZ\x90',
    'PK\x03\x04',
  ]) {
    expect(fileTypeOf(strToU8(content))).toBeNull();
  }
  expect(fileTypeOf(zip('word/document.xml'))).toBeNull();
  expect([office('a.txt'), office('word/document.xml', 'word/vbaProject.bin')]).toEqual([null, null]);
});

test('a file is handed out under its name, which ends as its type does', () => {
  expect(dutyFileName('C:\\tài liệu\\Biên bản 12/BB.PDF', 'pdf')).toBe('BB.PDF');
  expect(dutyFileName('ảnh.jpeg', 'jpg')).toBe('ảnh.jpeg');
  expect(dutyFileName('trang.html', 'pdf')).toBe('trang.html.pdf');
  expect(dutyFileName('', 'png')).toBe('minh-chung.png');
  const long = dutyFileName(`${'đ'.repeat(400)}.docx`, 'docx');
  expect([long.length, long.slice(-6)]).toEqual([200, 'đ.docx']);
});
