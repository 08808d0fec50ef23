/** As far as this looks into what a bundler knows of a module. */
interface Module {
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

/** What draws the driver's next stop while the page is on its way, and what every page begins with. */
const FIRST_STOP = '/web/driver/first-stop/first-stop.ts';
const EVERY_PAGE = '/web/main.tsx';
const DRIVER = /\/web\/driver\//;

/**
 * Names the file of a module that the driver's first stop is drawn by: one for what every page begins with, one for what phones share, and
 * one for the rest. Among what only the page needs they would come when that does.
 *
 * @returns a function that gives `null` for other modules
 */
export function firstStopChunks(): (id: string, graph: Graph) => string | null {
  return (id, graph) => {
    if (id.includes('rolldown/runtime')) return 'words';
    const leading = leadingTo(id, graph);
    const isLedToBy = (end: string): boolean => [...leading].some((module) => module.endsWith(end));
    if (!isLedToBy(FIRST_STOP)) return null;
    if (isLedToBy(EVERY_PAGE)) return 'words';
    return [...pagesOf(id, graph)].every((page) => DRIVER.test(page)) ? 'next-stop' : 'outbox';
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
