import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

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

/** The pages that open without a network, by their address. */
const KEPT_PAGES = { '/driver': 'web/driver/DriverPage.tsx', '/clerk': 'web/clerk/ClerkPage.tsx' } as const;

/**
 * Tells the service worker which files each kept page is made of: `index.html` and everything its script and the page's own chunk
 * load at once. Nothing else goes on a phone: no map, no other page.
 */
export function appShell(): Plugin {
  return {
    name: 'app-shell',
    apply: 'build',
    // After the pages are written out.
    enforce: 'post',
    generateBundle(_options, bundle) {
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
      const shellOf = (module: string) => {
        const files = new Set<string>();
        const take = (chunk: Chunk): void => {
          if (files.has(chunk.fileName)) return;
          files.add(chunk.fileName);
          for (const name of chunk.viteMetadata?.importedCss ?? []) files.add(name);
          for (const name of chunk.viteMetadata?.importedAssets ?? []) files.add(name);
          for (const name of chunk.imports) take(built[name] as Chunk);
        };
        take(chunkOf('web/index.html'));
        take(chunkOf(module));
        return [
          { url: '/index.html', revision },
          // Browsers that can run this take woff2. The other names carry a hash.
          ...[...files].filter((name) => !name.endsWith('.woff')).map((name) => ({ url: `/${name}`, revision: null })),
        ];
      };
      const shells = Object.fromEntries(Object.entries(KEPT_PAGES).map(([scope, module]) => [scope, shellOf(module)]));
      const worker = chunkOf('web/driver/service-worker.ts');
      if (!/\bAPP_SHELLS\b/.test(worker.code)) throw new Error('the service worker does not name APP_SHELLS');
      worker.code = worker.code.replace(/\bAPP_SHELLS\b/, () => `(${JSON.stringify(shells)})`);
    },
  };
}
