import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { MAP_WORKER } from '../page-chunks.ts';
import { installedFiles, type InstalledPage, installedTags } from './installed.ts';

/** As far as this plugin looks into what was built. */
interface Built {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
}

interface Chunk extends Built {
  readonly type: 'chunk';
  readonly moduleIds: readonly string[];
  readonly imports: readonly string[];
  code: string;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}

/** What each of them loads when it is asked for: who is signed in, and what reads what the phone has kept. */
const ASKED_FOR = ['web/ui/shell/OpenAccountMenu.tsx', 'web/ui/api/forms.ts'] as const;

/** What every page begins with. */
const INDEX = 'web/index.html';
/** What draws the driver's next stop while the page is on its way. */
const FIRST_STOP = 'web/driver/first-stop/first-stop.ts';

/** The pages that open without a network, by their address: what they load at once, and what they load soon. */
const KEPT_PAGES = {
  '/driver': ['web/driver/DriverPage.tsx', 'web/driver/beside.ts', FIRST_STOP, ...ASKED_FOR],
  '/clerk': ['web/clerk/ClerkPage.tsx', ...ASKED_FOR],
  '/tally': ['web/evidence/tallies/TallyPage.tsx', ...ASKED_FOR],
} as const;

/** What the driver's page asks first, as {@link FIRST_PAGES} do: on a slow network an answer takes as long as the script. */
const FIRST_STOP_ASKS = ['/api/me', '/api/own-route'];
const DRIVER_PAGE_ASKS = ['/api/area'];

/**
 * Pages of the office that are looked at before anything else, and what they ask first: their document names both, so that files and
 * figures come while the script is still on its way. No phone keeps them.
 */
const FIRST_PAGES = {
  '/manage': {
    module: 'web/manage/overview/OverviewPage.tsx',
    first: 'web/manage/overview/first-words/first-words.ts',
    asks: ['/api/me', '/api/area', '/api/ledger/overview'],
  },
  '/sign-in': { module: 'web/public/SignInPage.tsx', first: null, asks: ['/api/me', '/api/area'] },
  '/dispatch': { module: 'web/dispatch/DispatchPage.tsx', first: null, asks: ['/api/me', '/api/area', '/api/town'] },
} as const;

/**
 * Bytes of script and style, compressed, that pages may load before they are of use. On a driver's cheap phone and slow network each 50,000
 * are a second. The board's map comes when its panels are drawn; half of it is MapLibre.
 */
const WEIGHED = {
  'the next stop of /driver': { modules: [FIRST_STOP], most: 42_000 },
  '/driver': { modules: [INDEX, FIRST_STOP, KEPT_PAGES['/driver'][0]], most: 190_000 },
  'the first words of /manage': { modules: ['web/manage/overview/first-words/first-words.ts'], most: 60_000 },
  '/sign-in': { modules: [INDEX, FIRST_PAGES['/sign-in'].module], most: 220_000 },
  '/dispatch': { modules: [INDEX, FIRST_PAGES['/dispatch'].module], most: 380_000 },
  '/dispatch with its map': {
    modules: [INDEX, FIRST_PAGES['/dispatch'].module, 'web/dispatch/map/DispatchMap.tsx', MAP_WORKER],
    most: 680_000,
  },
} as const;

/** The map of the driver's page, which a phone keeps apart from the page, and later. */
const MAP = 'web/driver/map/DriverMap.tsx';

const brotli = promisify(brotliCompress);
/** Of files that nobody waits for: a third of the time for a tenth more bytes. */
const QUICK_QUALITY = 9;

/** Classes of Mantine's parts that some script sets and no style of what was built knows. */
async function unstyledParts(dir: string, names: readonly string[]): Promise<string[]> {
  const classesOf = async (...files: readonly string[]): Promise<Set<string>> => {
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return new Set(texts.flatMap((text) => text.match(/\bm_[0-9a-f]{6,8}\b/g) ?? []));
  };
  const built = (extension: string) =>
    names.filter((name) => name.endsWith(extension)).map((name) => path.join(dir, name));
  const known = await classesOf(fileURLToPath(new URL('../../node_modules/@mantine/core/styles.css', import.meta.url)));
  const styled = await classesOf(...built('.css'));
  return [...(await classesOf(...built('.js')))].filter((each) => known.has(each) && !styled.has(each));
}

/** Has a browser load a file before the script asks for it. */
const linkTo = (name: string): string =>
  name.endsWith('.js')
    ? `<link rel="modulepreload" crossorigin href="/${name}">`
    : name.endsWith('.css')
      ? `<link rel="preload" as="style" crossorigin href="/${name}">`
      : '';

/** Has a browser ask the server before the script does, in the way that the script will: so it is asked once. */
const askAhead = (address: string): string => `<link rel="preload" as="fetch" crossorigin href="${address}">`;

/** Of a document: what loads its page. */
const LOADING = /<script type="module"[^>]*><\/script>|<link rel="(?:modulepreload|preload|stylesheet)"[^>]*>/g;

/** Holds back what loads the page, and loads first what draws the next stop; that lets the page be loaded, see `start-page.ts`. */
function behindFirstStop(document: string, files: ReadonlySet<string>): string {
  const page = (document.match(LOADING) ?? []).filter((tag) => ![...files].some((name) => tag.includes(`/${name}"`)));
  const first = [...files].map((name) =>
    name.endsWith('.css') ? `<link rel="stylesheet" crossorigin href="/${name}">` : linkTo(name),
  );
  const entry = /<script[^>]* src="\/([^"]*)"/.exec(page.join(''))?.[1] ?? '';
  const held = `<template id="page">${DRIVER_PAGE_ASKS.map(askAhead).join('')}${linkTo(entry)}${page.join('')}</template>`;
  const script = [...files].find((name) => /next-stop[^/]*\.js$/.test(name)) ?? '';
  const now = [
    ...FIRST_STOP_ASKS.map(askAhead),
    `<script type="module" crossorigin src="/${script}"></script>`,
    ...first,
  ];
  return document.replace(LOADING, '').replace('</head>', `${held}${now.join('')}</head>`);
}

/** Whether a document names the file of a tag already. */
const isNamed = (document: string, tag: string): boolean => document.includes(/href="[^"]*"/.exec(tag)?.[0] ?? tag);

/** Has a script run first that draws what the page says in words, and the page's own behind it; its files come meanwhile. */
function behindFirstWords(document: string, files: ReadonlySet<string>): string {
  const entry = /<script type="module"[^>]*><\/script>/.exec(document)?.[0] ?? '';
  const address = / src="\/([^"]*)"/.exec(entry)?.[1] ?? '';
  const script = [...files].find((name) => /first-words[^/]*\.js$/.test(name)) ?? '';
  const styles = [...files].filter((name) => name.endsWith('.css') && !document.includes(name));
  const first = [
    `<script type="module" crossorigin src="/${script}"></script>`,
    ...[...files].filter((name) => name.endsWith('.js') && name !== script).map(linkTo),
    linkTo(address),
    `<template id="page">${entry}</template>`,
  ];
  return (
    document
      .replace(entry, first.join(''))
      // Behind the style of every page, as where a page loads its own.
      .replace(
        '</head>',
        `${styles.map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`).join('')}</head>`,
      )
  );
}

/**
 * Tells the service worker which files each kept page is made of: `index.html` and everything its script and the page's own chunk
 * load at once. Nothing else is kept with them: no other page, and the driver's map only when the page asks for it. Each has a document of
 * its own for the first time it is opened, which names its files before any script runs: a slow network is not waited for twice.
 */
export function appShell(): Plugin {
  /** What the pages with a document of their own are made of, by its name in the folder that is written. */
  const namedFiles = new Set<string>();
  /** What the pages whose weight is watched are made of, by their address. */
  const weighed = new Map<string, ReadonlySet<string>>();
  return {
    name: 'app-shell',
    apply: 'build',
    // After the pages are written out.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const built = bundle as unknown as Record<string, Built>;
      const chunks = Object.values(built).filter((file): file is Chunk => file.type === 'chunk');
      const chunkOf = (module: string): Chunk => {
        const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
        if (!found) throw new Error(`no chunk was made of ${module}`);
        return found;
      };
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('there is no index.html');
      const revision = createHash('sha256').update(page.source).digest('hex');
      /** The files that some modules load at once, with all that these load. */
      const filesOf = (...modules: readonly string[]): Set<string> => {
        const files = new Set<string>();
        const take = (chunk: Chunk): void => {
          if (files.has(chunk.fileName)) return;
          files.add(chunk.fileName);
          for (const name of chunk.viteMetadata?.importedCss ?? []) files.add(name);
          // What a script names by an address, as the map does its worker, stands here by a name it does not have.
          for (const name of chunk.viteMetadata?.importedAssets ?? []) if (built[name]) files.add(name);
          for (const name of chunk.imports) take(built[name] as Chunk);
        };
        for (const module of modules) take(chunkOf(module));
        return files;
      };
      const shellOf = (modules: readonly string[]) => {
        const files = filesOf(INDEX, ...modules);
        return [
          { url: '/index.html', revision },
          // Browsers that can run this take woff2. The other names carry a hash.
          ...[...files].filter((name) => !name.endsWith('.woff')).map((name) => ({ url: `/${name}`, revision: null })),
        ];
      };
      const shells = Object.fromEntries(
        Object.entries(KEPT_PAGES).map(([scope, modules]) => [scope, shellOf(modules)]),
      );
      for (const { url } of Object.values(shells).flat()) namedFiles.add(url.slice(1));
      const ofIndex = filesOf(INDEX);
      for (const [scope, [module]] of Object.entries(KEPT_PAGES)) {
        const ahead = [...filesOf(module)].filter((name) => !ofIndex.has(name)).map(linkTo);
        const document = String(page.source).replace('</head>', `${ahead.join('')}</head>`);
        const source = scope === '/driver' ? behindFirstStop(document, filesOf(FIRST_STOP)) : document;
        this.emitFile({
          type: 'asset',
          fileName: `${scope.slice(1)}.html`,
          source: source.replace('</head>', `${installedTags(scope as InstalledPage)}</head>`),
        });
      }
      for (const [address, { module, first, asks }] of Object.entries(FIRST_PAGES)) {
        const files = [...filesOf(module)];
        for (const name of files) namedFiles.add(name);
        const ahead = files.filter((name) => !ofIndex.has(name)).map(linkTo);
        const document = first ? behindFirstWords(String(page.source), filesOf(first)) : String(page.source);
        const source = document
          // Before the files: a browser holds few connections, and figures take the server longer than a file.
          .replace('<script', `${asks.map(askAhead).join('')}<script`)
          .replace('</head>', `${ahead.filter((tag) => !isNamed(document, tag)).join('')}</head>`);
        this.emitFile({ type: 'asset', fileName: `${address.slice(1)}.html`, source });
      }
      const icon = await readFile(new URL('../icon.svg', import.meta.url), 'utf8');
      for (const [fileName, source] of await installedFiles(icon)) this.emitFile({ type: 'asset', fileName, source });
      for (const [address, { modules }] of Object.entries(WEIGHED)) {
        const files = filesOf(...modules);
        for (const name of files) namedFiles.add(name);
        weighed.set(address, files);
      }
      const ofPage = filesOf(INDEX, ...KEPT_PAGES['/driver']);
      const mapFiles = [...filesOf(MAP, MAP_WORKER)]
        .filter((name) => !ofPage.has(name) && !name.endsWith('.woff'))
        .map((name) => `/${name}`);
      for (const file of mapFiles)
        if (!built[file.slice(1)]) throw new Error(`${file} of the driver's map was not built`);
      const worker = chunkOf('web/driver/service-worker.ts');
      for (const [name, value] of Object.entries({ APP_SHELLS: shells, MAP_FILES: mapFiles })) {
        const named = new RegExp(`\\b${name}\\b`);
        if (!named.test(worker.code)) throw new Error(`the service worker does not name ${name}`);
        worker.code = worker.code.replace(named, () => `(${JSON.stringify(value)})`);
      }
    },
    /** Compresses every file once, and what is waited for as far as it goes: a server that has to answer compresses less. */
    async writeBundle({ dir = '' }) {
      const sizes = new Map<string, number>();
      const compress = async (name: string): Promise<void> => {
        const file = path.join(dir, name);
        const quality = namedFiles.has(name) ? constants.BROTLI_MAX_QUALITY : QUICK_QUALITY;
        const packed = await brotli(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
        sizes.set(name, packed.length);
        await writeFile(`${file}.br`, packed);
      };
      const names = (await readdir(path.join(dir, 'assets'))).map((name) => `assets/${name}`);
      await Promise.all(names.filter((name) => /\.(js|css|svg)$/.test(name)).map(compress));
      const bare = await unstyledParts(dir, names);
      if (bare.length > 0)
        throw new Error(`web/ui/mantine.css lacks the style of parts with the classes ${bare.join(', ')}`);
      for (const [address, { most }] of Object.entries(WEIGHED)) {
        const bytes = [...(weighed.get(address) ?? [])].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
        if (bytes > most) throw new Error(`${address} loads ${bytes} bytes of script and style, more than ${most}`);
      }
    },
  };
}
