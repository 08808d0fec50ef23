import { unzipSync } from 'fflate';
import type { DutyFileType } from '../../domain/duties/files.ts';

/** The part that makes a zip an office document of its sort, as Office Open XML (ISO/IEC 29500-2) has them. */
const MAIN_PARTS: ReadonlyMap<string, DutyFileType> = new Map([
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
]);
/** A document with macros runs what somebody else wrote on the reader's computer. */
const MACROS = /(^|\/)vbaProject\.bin$/i;

/** What a file is by its content, whatever it is called; `null`: nothing that is taken. */
export function fileTypeOf(bytes: Uint8Array): DutyFileType | null {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(0, 5) === '%PDF-') return 'pdf';
  if (text(0, 3) === '\xff\xd8\xff') return 'jpg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  return text(0, 4) === 'PK\x03\x04' ? officeTypeOf(bytes) : null;
}

function officeTypeOf(bytes: Uint8Array): DutyFileType | null {
  const names: string[] = [];
  try {
    // Only the list is read: nothing is unpacked.
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return null;
  }
  if (!names.includes('[Content_Types].xml') || names.some((name) => MACROS.test(name))) return null;
  return names.map((name) => MAIN_PARTS.get(name)).find((type) => type !== undefined) ?? null;
}
