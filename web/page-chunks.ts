/** As far as this looks into what a bundler knows of a module. */
interface Module {
  readonly importedIds?: readonly string[];
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

interface Graph {
  getModuleInfo(id: string): Module | null;
}

/** Pages of the office that are looked at first, and what the file is called that they load beside their own. */
const OFFICE = {
  'web/manage/overview/OverviewPage.tsx': 'overview',
  'web/dispatch/DispatchPage.tsx': 'board',
} as const;

/** Pages of phones, and for those who have no account: they load nothing that is made for the office. */
const LIGHT =
  /\/web\/(driver|clerk|public|evidence\/tallies)\/|\/web\/ui\/(shell\/OpenAccountMenu|api\/forms|NotFound)\.tsx?$/;

/**
 * Names the file in which a module goes that a first page of the office needs and other pages do, too: one for the overview, one for
 * the board, one for what both need. Left to the bundler each is a file of its own, forty of them, and a browser asks for six at a time.
 *
 * @returns a function that gives `null` for modules of other pages
 */
export function pageChunks(): (id: string, graph: Graph) => string | null {
  /** By module: the modules loaded on demand, or at once, that lead to it. */
  const known = new Map<string, ReadonlySet<string>>();
  return (id, graph) => {
    const pages = known.get(id) ?? pagesOf(id, graph);
    known.set(id, pages);
    if ([...pages].some((page) => LIGHT.test(page))) return null;
    const first = Object.entries(OFFICE).filter(([page]) => [...pages].some((of) => of.endsWith(page)));
    return first.length === 0 ? null : first.map(([, name]) => name).join('-');
  };
}

/**
 * Names the file of what pages share of the town's words: what reads forms apart, for pages that are drawn before it is there.
 *
 * @returns a function that gives `null` for other modules
 */
export function domainChunks(): (id: string, graph: Graph) => string | null {
  const known = new Map<string, boolean>();
  const readsForms = (id: string, graph: Graph): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, FORMS.test(id));
    const reads =
      FORMS.test(id) || (graph.getModuleInfo(id)?.importedIds ?? []).some((each) => readsForms(each, graph));
    known.set(id, reads);
    return reads;
  };
  return (id, graph) => {
    if (!FORMS.test(id) && !DOMAIN.test(id)) return null;
    return readsForms(id, graph) ? 'schemas' : 'domain';
  };
}

const FORMS = /node_modules\/zod\//;
const DOMAIN = /\/domain\/(?!.*subjects)/;

/** What draws the driver's next stop, or the overview's words, while the page is on its way, and what every page begins with. */
const FIRST_STOP = '/web/driver/first-stop/first-stop.ts';
const FIRST_WORDS = '/web/manage/overview/first-words/first-words.ts';
const EVERY_PAGE = '/web/main.tsx';
const DRIVER = /\/web\/driver\//;
const OVERVIEW = /\/web\/manage\/overview\//;

/**
 * Names the file of a module that is drawn by before there is a page: one for what every page begins with, one for what phones share, and
 * for the driver's first stop and the overview's first words one each, with another for what other pages of the manager read of those. Among
 * what only the page needs they would come when that does.
 *
 * @returns a function that gives `null` for other modules
 */
export function earlyChunks(): (id: string, graph: Graph) => string | null {
  return (id, graph) => {
    if (id.includes('rolldown/runtime')) return 'words';
    const leading = leadingTo(id, graph);
    const isLedToBy = (end: string): boolean => [...leading].some((module) => module.endsWith(end));
    const isOfStop = isLedToBy(FIRST_STOP);
    if (!isOfStop && !isLedToBy(FIRST_WORDS)) return null;
    if (isLedToBy(EVERY_PAGE)) return 'words';
    const isOnlyOf = (pages: RegExp) => [...pagesOf(id, graph)].every((page) => pages.test(page));
    if (isOfStop) return isOnlyOf(DRIVER) ? 'next-stop' : 'outbox';
    return isOnlyOf(OVERVIEW) ? 'first-words' : 'manage-words';
  };
}

const MAP_PAGE = '/node_modules/maplibre-gl/src/index.ts';
/** What every map's worker is started from. */
export const MAP_WORKER = '/node_modules/maplibre-gl/src/source/worker.ts';

/**
 * Names the file of a module of the map's library: one for what its worker needs as well as its page, one for the page alone.
 *
 * @returns a function that gives `null` for other modules, and for what only the worker needs
 */
export function mapChunks(): (id: string, graph: Graph) => string | null {
  return (id, graph) => {
    const leading = [...leadingTo(id, graph)];
    const isLedToBy = (end: string): boolean => leading.some((module) => module.endsWith(end));
    if (!isLedToBy(MAP_WORKER)) return id.includes('/node_modules/maplibre-gl/') ? 'maplibre' : null;
    return isLedToBy(MAP_PAGE) ? 'maplibre-shared' : null;
  };
}

function pagesOf(id: string, graph: Graph): ReadonlySet<string> {
  const isPage = (module: string): boolean => {
    const info = graph.getModuleInfo(module);
    return info !== null && (info.dynamicImporters.length > 0 || info.importers.length === 0);
  };
  return new Set([...leadingTo(id, graph)].filter(isPage));
}

/** A module and all that load it at once. */
function leadingTo(id: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set([id]);
  for (const module of seen) for (const importer of graph.getModuleInfo(module)?.importers ?? []) seen.add(importer);
  return seen;
}
