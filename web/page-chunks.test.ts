import { expect, it } from 'vitest';
import { pageChunks } from './page-chunks.ts';

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
