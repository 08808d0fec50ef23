import { expect, it } from 'vitest';
import { domainChunks, earlyChunks, mapChunks, pageChunks } from './page-chunks.ts';

const OVERVIEW = '/web/manage/overview/OverviewPage.tsx';
const BOARD = '/web/dispatch/DispatchPage.tsx';
const RATES = '/web/manage/rates/RatesPage.tsx';
const DRIVER = '/web/driver/DriverPage.tsx';

/** Names the files of modules, given what imports each; pages are loaded on demand by the router. */
function chunksOf(importers: Readonly<Record<string, readonly string[]>>): Record<string, string | null> {
  const name = pageChunks();
  const graph = {
    getModuleInfo: (id: string) => ({
      importers: importers[id] ?? [],
      dynamicImporters: id.endsWith('Page.tsx') ? ['/web/router.tsx'] : [],
    }),
  };
  return Object.fromEntries(Object.keys(importers).map((id) => [id, name(id, graph)]));
}

it('puts what first pages of the office share with others in a file of each, and what phones need in none', () => {
  const chunks = chunksOf({
    bullet: [OVERVIEW, RATES],
    clock: [BOARD],
    frame: [OVERVIEW, BOARD],
    // By way of what only the overview imports.
    figures: ['bullet', RATES],
    chart: [RATES],
    outbox: [DRIVER, BOARD],
    deep: ['outbox', 'bullet'],
    // Of two that import one another.
    one: ['two', OVERVIEW],
    two: ['one'],
  });
  expect(chunks).toEqual({
    ...{ bullet: 'overview', clock: 'board', frame: 'overview-board', figures: 'overview', chart: null },
    ...{ outbox: null, deep: null, one: 'overview', two: 'overview' },
  });
});

it('puts what draws the first stop in three files: what every page begins with, what phones share, and the rest', () => {
  const [FIRST_STOP, MAIN, CLERK] = [
    '/web/driver/first-stop/first-stop.ts',
    '/web/main.tsx',
    '/web/clerk/ClerkPage.tsx',
  ];
  const importers: Readonly<Record<string, readonly string[]>> = {
    ...{ [FIRST_STOP]: [], [MAIN]: ['/web/index.html'], [DRIVER]: [], [CLERK]: [] },
    texts: [FIRST_STOP, MAIN],
    request: ['outbox', MAIN],
    outbox: [FIRST_STOP, DRIVER, CLERK],
    tasks: [FIRST_STOP, DRIVER],
    react: [MAIN],
    screens: [DRIVER],
  };
  const name = earlyChunks();
  const graph = {
    getModuleInfo: (id: string) => ({ importers: importers[id] ?? [], dynamicImporters: [] }),
  };
  expect(Object.fromEntries(Object.keys(importers).map((id) => [id, name(id, graph)]))).toEqual({
    ...{ [FIRST_STOP]: 'next-stop', [MAIN]: null, [DRIVER]: null, [CLERK]: null },
    ...{ texts: 'words', request: 'words', outbox: 'outbox', tasks: 'next-stop', react: null, screens: null },
  });
});

it('puts what draws the first words of the overview in files that load none of its page', () => {
  const [FIRST_STOP, FIRST_WORDS, MAIN] = [
    '/web/driver/first-stop/first-stop.ts',
    '/web/manage/overview/first-words/first-words.ts',
    '/web/main.tsx',
  ];
  const importers: Readonly<Record<string, readonly string[]>> = {
    ...{ [FIRST_WORDS]: [], [FIRST_STOP]: [], [MAIN]: ['/web/index.html'], [OVERVIEW]: [], [DRIVER]: [], [RATES]: [] },
    texts: [FIRST_WORDS, MAIN],
    format: [FIRST_STOP, FIRST_WORDS, OVERVIEW, DRIVER],
    sentences: [FIRST_WORDS, OVERVIEW],
    links: [FIRST_WORDS, OVERVIEW, RATES],
    bars: [OVERVIEW, RATES],
  };
  const name = earlyChunks();
  const graph = {
    getModuleInfo: (id: string) => ({ importers: importers[id] ?? [], dynamicImporters: [] }),
  };
  const named = Object.fromEntries(Object.keys(importers).map((id) => [id, name(id, graph)]));
  expect(named).toMatchObject({
    ...{ [FIRST_WORDS]: 'first-words', [OVERVIEW]: null, texts: 'words', format: 'outbox' },
    ...{ sentences: 'first-words', links: 'manage-words', bars: null },
  });
});

it('tells what reads forms from the rest of what pages share of the town', () => {
  const imported: Readonly<Record<string, readonly string[]>> = {
    '/domain/day.ts': ['/node_modules/zod/index.js'],
    '/domain/plans.ts': ['/domain/text.ts', '/domain/day.ts'],
    '/domain/text.ts': [],
    '/node_modules/zod/index.js': [],
    '/web/App.tsx': ['/domain/plans.ts'],
  };
  const name = domainChunks();
  const graph = {
    getModuleInfo: (id: string) => ({ importers: [], dynamicImporters: [], importedIds: imported[id] ?? [] }),
  };
  expect(Object.keys(imported).map((id) => name(id, graph))).toEqual([
    ...['schemas', 'schemas', 'domain', 'schemas', null],
  ]);
});

it('puts what the map’s worker shares with its page in a file of its own, and leaves the worker’s own where it begins', () => {
  const [PAGE, WORKER] = ['/node_modules/maplibre-gl/src/index.ts', '/node_modules/maplibre-gl/src/source/worker.ts'];
  const importers: Readonly<Record<string, readonly string[]>> = {
    [PAGE]: ['/web/ui/map/maplibre.ts'],
    [WORKER]: [],
    '/node_modules/maplibre-gl/src/ui/map.ts': [PAGE],
    '/node_modules/maplibre-gl/src/util/actor.ts': ['/node_modules/maplibre-gl/src/ui/map.ts', WORKER],
    '/node_modules/pbf/index.js': [PAGE, WORKER],
    '/node_modules/pmtiles/index.js': ['/web/ui/map/maplibre.ts'],
  };
  const name = mapChunks();
  const graph = {
    getModuleInfo: (id: string) => ({ importers: importers[id] ?? [], dynamicImporters: [] }),
  };
  expect(Object.keys(importers).map((id) => name(id, graph))).toEqual([
    ...['maplibre', null, 'maplibre', 'maplibre-shared', 'maplibre-shared', null],
  ]);
});
