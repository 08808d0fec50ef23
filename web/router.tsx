import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { LEDGER_STREAMS, type LedgerStream } from '../domain/ledger/ledger-streams.ts';
import { SHEET_SUBJECTS, type SheetSubject } from '../domain/sheets/subjects.ts';
import { Crashed } from './ui/states.tsx';

const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('./ui/NotFound.tsx'), 'NotFound'),
  errorComponent: Crashed,
});

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
/** A code of figures alone is read as a number from an address. */
const code = (value: unknown): string | undefined => text(typeof value === 'number' ? String(value) : value);
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
const whole = (value: unknown): number | undefined => (Number.isInteger(value) ? Number(value) : undefined);

// Each page is its own chunk, so that a driver's phone never loads the dispatcher's map.
const publicRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./public/ArrivalsPage.tsx'), 'ArrivalsPage'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import('./public/SignInPage.tsx'), 'SignInPage'),
});

const dispatchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dispatch',
  validateSearch: (
    search: Record<string, unknown>,
  ): { day?: string; revision?: number; truck?: number; view?: 'map' | 'wall' } => ({
    day: day(search.day),
    revision: whole(search.revision),
    truck: whole(search.truck),
    // A second screen that shows the map alone, and a board on the wall.
    view: search.view === 'map' || search.view === 'wall' ? search.view : undefined,
  }),
  component: lazyRouteComponent(() => import('./dispatch/DispatchPage.tsx'), 'DispatchPage'),
});

const weekRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dispatch/week',
  validateSearch: (search: Record<string, unknown>): { day?: string } => ({ day: day(search.day) }),
  component: lazyRouteComponent(() => import('./dispatch/week/WeekPage.tsx'), 'WeekPage'),
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  validateSearch: (search: Record<string, unknown>): { book?: string; id?: string; archived?: true } => ({
    book: text(search.book),
    id: text(search.id),
    archived: search.archived === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./register/RegisterPage.tsx'), 'RegisterPage'),
});

/** The days that are compared. */
const comparedSearch = (
  search: Record<string, unknown>,
): { from?: string; until?: string; beforeFrom?: string; beforeUntil?: string } => ({
  from: day(search.from),
  until: day(search.until),
  beforeFrom: day(search.beforeFrom),
  beforeUntil: day(search.beforeUntil),
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage',
  validateSearch: comparedSearch,
  component: lazyRouteComponent(async () => {
    const { OverviewPage, firstAnswers } = await import('./manage/overview/OverviewPage.tsx');
    await firstAnswers();
    return { OverviewPage };
  }, 'OverviewPage'),
});

const ratesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/rates',
  validateSearch: (
    search: Record<string, unknown>,
  ): { from?: string; to?: string; denominator?: 'collected'; unit?: string; stream?: LedgerStream } => ({
    from: day(search.from),
    to: day(search.to),
    denominator: search.denominator === 'collected' ? 'collected' : undefined,
    unit: code(search.unit),
    stream: LEDGER_STREAMS.find((stream) => stream === search.stream),
  }),
  component: lazyRouteComponent(() => import('./manage/rates/RatesPage.tsx'), 'RatesPage'),
});

const spanOf = (search: Record<string, unknown>): { from?: string; to?: string } => ({
  from: day(search.from),
  to: day(search.to),
});
const facilityPage = lazyRouteComponent(() => import('./manage/facilities/FacilityPage.tsx'), 'FacilityPage');

const facilitiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/facilities',
  validateSearch: spanOf,
  component: facilityPage,
});

const facilityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/facilities/$code',
  validateSearch: spanOf,
  component: facilityPage,
});

const dutiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/resolution',
  component: lazyRouteComponent(() => import('./manage/duties/DutiesPage.tsx'), 'DutiesPage'),
});

const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/review',
  component: lazyRouteComponent(() => import('./manage/review/ReviewPage.tsx'), 'ReviewPage'),
});

const truckPage = lazyRouteComponent(() => import('./manage/trucks/TruckPage.tsx'), 'TruckPage');

const trucksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/trucks',
  validateSearch: spanOf,
  component: truckPage,
});

const truckRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/trucks/$code',
  validateSearch: spanOf,
  component: truckPage,
});

const qualityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/quality',
  validateSearch: spanOf,
  component: lazyRouteComponent(() => import('./manage/quality/QualityPage.tsx'), 'QualityPage'),
});

const standingSearch = (
  search: Record<string, unknown>,
): { to?: string; denominator?: 'collected' } & ReturnType<typeof comparedSearch> => ({
  ...comparedSearch(search),
  to: day(search.to),
  denominator: search.denominator === 'collected' ? 'collected' : undefined,
});

const unitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/units/$code',
  validateSearch: standingSearch,
  component: lazyRouteComponent(() => import('./manage/standing/StandingPage.tsx'), 'UnitPage'),
});

const streamRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/streams/$code',
  validateSearch: standingSearch,
  component: lazyRouteComponent(() => import('./manage/standing/StandingPage.tsx'), 'StreamPage'),
});

const cooperativeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/cooperatives/$code',
  validateSearch: standingSearch,
  component: lazyRouteComponent(() => import('./manage/standing/StandingPage.tsx'), 'CooperativePage'),
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/reports',
  component: lazyRouteComponent(() => import('./manage/reports/ReportsPage.tsx'), 'ReportsPage'),
});

const coverageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/coverage',
  validateSearch: (search: Record<string, unknown>): { day?: string } => ({ day: day(search.day) }),
  component: lazyRouteComponent(() => import('./manage/coverage/CoveragePage.tsx'), 'CoveragePage'),
});

const areasRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/areas',
  component: lazyRouteComponent(() => import('./manage/areas/AreasPage.tsx'), 'AreasPage'),
});

const firstStepsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/first-steps',
  component: lazyRouteComponent(() => import('./manage/first-steps/FirstStepsPage.tsx'), 'FirstStepsPage'),
});

const devicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/manage/devices',
  component: lazyRouteComponent(() => import('./manage/devices/DevicesPage.tsx'), 'DevicesPage'),
});

const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register/accounts',
  validateSearch: (search: Record<string, unknown>): { id?: string } => ({ id: text(search.id) }),
  component: lazyRouteComponent(() => import('./register/accounts/AccountsPage.tsx'), 'AccountsPage'),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./public/InvitationPage.tsx'), 'InvitationPage'),
});

const phoneRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/phone',
  component: lazyRouteComponent(() => import('./public/PhonePage.tsx'), 'PhonePage'),
});

const sheetImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register/import',
  validateSearch: (search: Record<string, unknown>): { book?: SheetSubject } => ({
    book: SHEET_SUBJECTS.find((subject) => subject === search.book),
  }),
  component: lazyRouteComponent(() => import('./register/import/ImportPage.tsx'), 'ImportPage'),
});

const complaintRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/complaint',
  validateSearch: (search: Record<string, unknown>): { point?: string } => ({ point: text(search.point) }),
  component: lazyRouteComponent(() => import('./public/ComplaintPage.tsx'), 'ComplaintPage'),
});

const complaintStatusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/complaint/$id',
  component: lazyRouteComponent(() => import('./public/ComplaintPage.tsx'), 'ComplaintStatusPage'),
});

const driverRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/driver',
  component: lazyRouteComponent(() => import('./driver/DriverPage.tsx'), 'DriverPage'),
});

const clerkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clerk',
  component: lazyRouteComponent(() => import('./clerk/ClerkPage.tsx'), 'ClerkPage'),
});

const tallyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tally',
  component: lazyRouteComponent(() => import('./evidence/tallies/TallyPage.tsx'), 'TallyPage'),
});

const EVIDENCE_TABS = ['visits', 'tickets', 'doubts', 'complaints', 'tallies', 'checks', 'typed'] as const;
type EvidenceTab = (typeof EVIDENCE_TABS)[number];

const evidenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evidence',
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    tab?: EvidenceTab;
    day?: string;
    point?: string;
    id?: string;
    truck?: string;
    unit?: string;
    cooperative?: string;
  } => ({
    tab: EVIDENCE_TABS.find((tab) => tab === search.tab),
    day: day(search.day),
    point: text(search.point),
    id: text(search.id),
    truck: text(search.truck),
    unit: code(search.unit),
    cooperative: code(search.cooperative),
  }),
  component: lazyRouteComponent(() => import('./evidence/EvidencePage.tsx'), 'EvidencePage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    sheetImportRoute,
    publicRoute,
    signInRoute,
    dispatchRoute,
    weekRoute,
    registerRoute,
    overviewRoute,
    ratesRoute,
    reportsRoute,
    facilitiesRoute,
    facilityRoute,
    dutiesRoute,
    reviewRoute,
    trucksRoute,
    truckRoute,
    qualityRoute,
    unitRoute,
    streamRoute,
    cooperativeRoute,
    coverageRoute,
    areasRoute,
    firstStepsRoute,
    accountsRoute,
    devicesRoute,
    invitationRoute,
    phoneRoute,
    complaintRoute,
    complaintStatusRoute,
    driverRoute,
    clerkRoute,
    tallyRoute,
    evidenceRoute,
  ]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
