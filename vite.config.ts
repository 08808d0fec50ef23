import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appShell } from './web/driver/app-shell.ts';
import { mapWorkerFile } from './web/ui/map/map-worker-file.ts';
import { domainChunks, earlyChunks, mapChunks, pageChunks } from './web/page-chunks.ts';

/** Where a running API is, for `npx vite`: pages are served by Vite with hot reload, everything else by the API. */
const apiUrl = process.env.API_URL ?? 'http://127.0.0.1:3000';

/** What begins by itself beside the pages: the service worker with all it is made of, and what is drawn before a page. */
const APART = /\/(service-worker\.ts|workbox-|maplibre|first-stop\/first-stop\.ts|first-words\/first-words\.ts)/;

/** What the driver's page has in common with others; what is missing here is a file of its own. */
const PHONE = new RegExp(
  [
    '/web/ui/outbox/[^/]*\\.ts$',
    '/web/ui/(TruckBadge|truck-style|use-format|format|use-online|keep-page|RequirePermission|api/upload)\\.',
    '/web/ui/shell/(ThemeButton|AccountButton|AccountMenu|LanguageSwitch)\\.',
    '/domain/(item-at|stop-state|reports-by-visit|skip-reasons|text|straight-line|most-crew-fixes)\\.ts$',
    '/domain/(stream-names|standing-reports|truck-checks/check-kinds|photos/photo-limits)\\.ts$',
    '/node_modules/uuid/|/(useMutation|mutationObserver)\\.js$|/components/(ActionIcon|CloseButton)/',
    '/Icon(ArrowBackUp|ArrowLeft|Check|Circle|CircleCheck|MapPin|Moon|PlugConnectedX|Scale|Sun|TruckOff|UserCircle|X)\\.mjs$',
  ].join('|'),
);

export default defineConfig({
  root: 'web',
  // web/public holds the public's pages, not files to copy.
  publicDir: false,
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Scripts are written without comments, and with them without the notices their licences ask for.
    license: { fileName: 'licences.md' },
    // `light-dark()` and nesting as they are written: rewritten for older browsers they lose sight of the page's theme.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The map library alone is about 1.2 MB; it is loaded by the pages with a map only.
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: {
        index: 'web/index.html',
        'next-stop': 'web/driver/first-stop/first-stop.ts',
        'first-words': 'web/manage/overview/first-words/first-words.ts',
        'driver-worker': 'web/driver/service-worker.ts',
      },
      output: {
        codeSplitting: {
          // What a group takes is what its test says: else each would take what another is made for.
          includeDependenciesRecursively: false,
          groups: [
            // What is drawn before there is a page.
            { name: earlyChunks(), debugName: 'early', priority: 5 },
            // By a name of its own: what may not be loaded on a driver's phone can then be told.
            { name: mapChunks(), debugName: 'map', priority: 4 },
            // What every page loads, in one file: a browser holds few connections. What else begins by itself stays alone.
            { name: 'every-page', tags: ['$initial'], test: (id) => !APART.test(id), priority: 3 },
            // Each file of a handful of lines comes with a kilobyte of headers and waits its turn: what the driver's page shares with others
            // is one, and so is what most pages of the office share, drawn or read.
            { name: 'phone', test: PHONE, priority: 2 },
            {
              name: 'office',
              test: /node_modules\/(@floating-ui|@mantine|react-remove)|shell\/(TopBar|PageLinks|ThemeSwitch)\./,
              minShareCount: 8,
              priority: 1,
            },
            { name: 'icons', test: /\/node_modules\/@tabler\//, minShareCount: 2, priority: 1 },
            { name: pageChunks(), debugName: 'first pages', minShareCount: 2, priority: 0 },
            { name: domainChunks(), debugName: 'domain', minShareCount: 8, priority: 1 },
          ],
        },
        // A service worker keeps its address from version to version, and may lead what lies beside it or below.
        entryFileNames: ({ name }) => (name === 'driver-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: {
      '/api': apiUrl,
      '/socket.io': { target: apiUrl, ws: true },
    },
  },
  plugins: [react(), mapWorkerFile(), appShell()],
});
