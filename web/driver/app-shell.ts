import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { installedFiles, type InstalledPage, installedTags } from './installed.ts';

/** As far as this plugin looks into what was built. */
interface Built {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
}

interface Chunk extends Built {
  readonly type: 'chunk';
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  code: string;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> };
}

/** The pages that open without a network, by their address: what they load at once, and what they load soon. */
const KEPT_PAGES = {
  '/driver': ['web/driver/DriverPage.tsx', 'web/driver/beside.ts'],
  '/clerk': ['web/clerk/ClerkPage.tsx'],
  '/tally': ['web/evidence/tallies/TallyPage.tsx'],
} as const;

/**
 * Pages of the office that are looked at before anything else, and what they ask first: their document names both, so that files and
 * figures come while the script is still on its way. No phone keeps them.
 */
const FIRST_PAGES = {
  '/manage': {
    module: 'web/manage/overview/OverviewPage.tsx',
    asks: ['/api/me', '/api/area', '/api/ledger/overview'],
  },
} as const;

/** The script that the driver's page may load at once, compressed: a cheap phone on a slow network works within seconds. */
const MOST_SCRIPT_BYTES = 300_000;

/** The map of the driver's page, which a phone keeps apart from the page, and later. */
const MAP = 'web/driver/map/DriverMap.tsx';

/** Has a browser load a file before the script asks for it. */
const linkTo = (name: string): string =>
  name.endsWith('.js')
    ? `<link rel="modulepreload" crossorigin href="/${name}">`
    : name.endsWith('.css')
      ? `<link rel="preload" as="style" crossorigin href="/${name}">`
      : '';

/** Has a browser ask the server before the script does, in the way that the script will: so it is asked once. */
const askAhead = (address: string): string => `<link rel="preload" as="fetch" crossorigin href="${address}">`;

/**
 * Tells the service worker which files each kept page is made of: `index.html` and everything its script and the page's own chunk
 * load at once. Nothing else is kept with them: no other page, and the driver's map only when the page asks for it. Each has a document of
 * its own for the first time it is opened, which names its files before any script runs: a slow network is not waited for twice.
 */
export function appShell(): Plugin {
  /** What the pages with a document of their own are made of, by its name in the folder that is written. */
  const namedFiles = new Set<string>();
  return {
    name: 'app-shell',
    apply: 'build',
    // After the pages are written out.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const built = bundle as unknown as Record<string, Built>;
      const chunks = Object.values(built).filter((file): file is Chunk => file.type === 'chunk');
      const chunkOf = (module: string): Chunk => {
        const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
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
          for (const name of chunk.viteMetadata?.importedAssets ?? []) files.add(name);
          for (const name of chunk.imports) take(built[name] as Chunk);
        };
        for (const module of modules) take(chunkOf(module));
        return files;
      };
      const shellOf = (modules: readonly string[]) => {
        const files = filesOf('web/index.html', ...modules);
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
      const ofIndex = filesOf('web/index.html');
      for (const [scope, [module]] of Object.entries(KEPT_PAGES)) {
        const ahead = [...filesOf(module)].filter((name) => !ofIndex.has(name)).map(linkTo);
        const tags = installedTags(scope as InstalledPage) + ahead.join('');
        const source = String(page.source).replace('</head>', `${tags}</head>`);
        this.emitFile({ type: 'asset', fileName: `${scope.slice(1)}.html`, source });
      }
      for (const [address, { module, asks }] of Object.entries(FIRST_PAGES)) {
        const files = [...filesOf(module)];
        for (const name of files) namedFiles.add(name);
        const ahead = files.filter((name) => !ofIndex.has(name)).map(linkTo);
        const source = String(page.source)
          // Before the files: a browser holds few connections, and figures take the server longer than a file.
          .replace('<script', `${asks.map(askAhead).join('')}<script`)
          .replace('</head>', `${ahead.join('')}</head>`);
        this.emitFile({ type: 'asset', fileName: `${address.slice(1)}.html`, source });
      }
      const icon = await readFile(new URL('../icon.svg', import.meta.url), 'utf8');
      for (const [fileName, source] of await installedFiles(icon)) this.emitFile({ type: 'asset', fileName, source });
      const scriptBytes = [...filesOf('web/index.html', KEPT_PAGES['/driver'][0])]
        .map((name) => built[name])
        .filter((file): file is Chunk => file?.type === 'chunk')
        .reduce((sum, { code }) => sum + gzipSync(code).length, 0);
      if (scriptBytes > MOST_SCRIPT_BYTES)
        throw new Error(`the driver's page loads ${scriptBytes} bytes of script, more than ${MOST_SCRIPT_BYTES}`);
      const ofPage = filesOf('web/index.html', ...KEPT_PAGES['/driver']);
      const mapWorker = Object.keys(built).filter((name) => name.includes('maplibre-gl-worker'));
      if (mapWorker.length !== 1) throw new Error('the map has no worker');
      const mapFiles = [...new Set([...filesOf(MAP), ...mapWorker])]
        .filter((name) => !ofPage.has(name) && !name.endsWith('.woff'))
        .map((name) => `/${name}`);
      const worker = chunkOf('web/driver/service-worker.ts');
      for (const [name, value] of Object.entries({ APP_SHELLS: shells, MAP_FILES: mapFiles })) {
        const named = new RegExp(`\\b${name}\\b`);
        if (!named.test(worker.code)) throw new Error(`the service worker does not name ${name}`);
        worker.code = worker.code.replace(named, () => `(${JSON.stringify(value)})`);
      }
    },
    /** Compresses what is waited for as far as it goes, once: a server that has to answer compresses less. */
    async writeBundle({ dir = '' }) {
      const texts = [...namedFiles].filter((name) => /^assets\/.*\.(js|css|svg)$/.test(name));
      const compress = async (file: string) =>
        await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)));
      await Promise.all(texts.map((name) => compress(path.join(dir, name))));
    },
  };
}
