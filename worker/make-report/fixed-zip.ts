import { type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';

/** The first instant that a zip can say, by the clock of wherever this runs: it is written as shown there. */
const WRITTEN = new Date(1980, 0, 1);

/**
 * A zip of the same files that says nothing of when it was written: the same content gives the same bytes. Office documents say it
 * in `docProps/core.xml` too, which is given the instant that is told.
 *
 * @param at ISO 8601
 * @param mend puts right what else of its files is another one every time
 */
export function fixedZip(zip: Uint8Array, at: string, mend: (files: Unzipped) => void = () => {}): Buffer {
  const files: Zippable = {};
  const unzipped = unzipSync(zip);
  mend(unzipped);
  for (const [name, content] of Object.entries(unzipped).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // What tells of the kinds of its files comes first in an office document.
    const fixed =
      name === 'docProps/core.xml' ? Buffer.from(dated(Buffer.from(content).toString('utf8'), at)) : content;
    files[name] = [fixed, { mtime: WRITTEN, level: 6 }];
  }
  return Buffer.from(zipSync(files));
}

function dated(xml: string, at: string): string {
  return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => `${tag}${at}`);
}
