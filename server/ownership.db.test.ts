import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayToDate } from '../domain/day.ts';
import { ROLES, type Role } from '../domain/policy/roles.ts';
import { giveAccount } from '../records/people/give-account.ts';
import type { RegisterSubject } from '../domain/register/subjects.ts';
import { keepImportFile } from '../records/area-imports/area-import.ts';
import { startTestServer, type TestServer } from './fixtures/server.ts';
import { makePlan, type TestPlan } from './fixtures/plan.ts';
import { DAY, makeTown, type TestTown } from './fixtures/town.ts';
import { viewerAs } from './fixtures/viewer.ts';
import { mayUse } from './http/route.ts';

/** A day of the served area whose plan nobody has published. */
const UNPUBLISHED_DAY = '2024-11-26';

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [105.8, 20],
      [105.81, 20],
      [105.81, 20.01],
      [105.8, 20],
    ],
  ],
};

let server: TestServer;
let town: TestTown;
let published: TestPlan;
let unpublished: TestPlan;
/** Of an area that this installation served before. */
let former: { plan: TestPlan; town: TestTown; simulationId: string };
let simulationId: string;
let importId: string;
/** A manager nobody signs in as, and the demo driver. */
let strangerId: string;
let driverId: string;
/** Records of the register that a test town is not made with. */
let registered: Record<'crews' | 'cooperatives' | 'groups' | 'generators' | 'targets' | 'factors', string>;
let visitId: string;
let ticketId: string;
let complaintId: string;
/** Of a unit; and of the area that was served before. */
let reportIds: { own: string; former: string };
let proposals: { own: string; former: string };
let alertIds: { own: string; over: string; former: string };

beforeAll(async () => {
  server = await startTestServer();
  const { prisma } = server.platform.database;
  const simulate = async (townId: string) =>
    (
      await prisma.simulation.create({
        data: { townId, day: dayToDate(DAY), speed: 1, startedBy: 'thử', state: 'done' },
      })
    ).id;
  const formerTown = await makeTown(prisma);
  former = {
    town: formerTown,
    plan: await makePlan(prisma, formerTown),
    simulationId: await simulate(formerTown.townId),
  };
  await prisma.town.updateMany({ data: { isActive: false } });
  town = await makeTown(prisma);
  published = await makePlan(prisma, town);
  unpublished = await makePlan(prisma, town, UNPUBLISHED_DAY, false);
  simulationId = await simulate(town.townId);
  await server.platform.blobs.put(`areas/${town.townId}/base-map.pmtiles`, '0123456789');
  importId = await makeFaultyImport();
  strangerId = await giveAccount(server.platform.database, {
    email: 'stranger@town.example',
    name: 'Người khác',
    memberships: [{ role: 'manager', scopeKind: 'town', scopeId: null, townId: null }],
  });
  driverId = (await prisma.user.findUniqueOrThrow({ where: { email: 'driver@demo.local' } })).id;
  registered = await makeRegistered();
  visitId = (await prisma.visit.findFirstOrThrow({ where: { pointId: town.pointIds[0] } })).id;
  const ticket = { townId: town.townId, facilityId: town.landfillId, truckId: town.truckIds[0], number: 'PC-9' };
  const weighed = { grossKg: 9000, tareKg: 8000, netKg: 1000, weighedAt: new Date('2024-11-25T00:00:00Z') };
  ticketId = (
    await prisma.ticket.create({ data: { ...ticket, ...weighed, source: 'clerk', day: dayToDate('2024-11-25') } })
  ).id;
  complaintId = uuidv7();
  const place = { townId: town.townId, pointId: town.pointIds[0], unitId: town.unitIds[0] };
  await prisma.complaint.create({
    data: { ...place, id: complaintId, kind: 'late', source: 'public', day: dayToDate(DAY) },
  });
  const report = async (townId: string, unitId: string | null): Promise<string> => {
    const days = { from: dayToDate('2024-11-01'), to: dayToDate('2024-11-30') };
    const data = { ...days, townId, unitId, kind: 'period', format: 'docx', language: 'vi' };
    return (await prisma.report.create({ data })).id;
  };
  const alert = async (townId: string, key: string, endedAt: Date | null): Promise<string> => {
    const of = {
      townId,
      key,
      day: dayToDate(DAY),
      kind: 'silent',
      facts: {},
      savableKg: 0,
      raisedAt: new Date(),
      endedAt,
    };
    return (await prisma.alert.create({ data: of })).id;
  };
  alertIds = {
    own: await alert(town.townId, 'silent 1', null),
    over: await alert(town.townId, 'silent 2', new Date()),
    former: await alert(former.town.townId, 'silent 1', null),
  };
  const proposal = async (townId: string) => {
    const row = { id: uuidv7(), townId, monday: dayToDate('2026-11-23'), inputs: { seed: 1, steps: 1 } };
    return (await prisma.weekProposal.create({ data: { ...row, state: 'cancelled' } })).id;
  };
  proposals = { own: await proposal(town.townId), former: await proposal(former.town.townId) };
  reportIds = {
    own: await report(town.townId, town.unitIds[0]),
    former: await report(former.town.townId, null),
  };
});
afterAll(() => server.close());

async function makeRegistered(): Promise<typeof registered> {
  const { prisma } = server.platform.database;
  const { townId } = town;
  const [unitId] = town.unitIds;
  const validFrom = dayToDate('2024-01-01');
  const place = { townId, unitId, code: 'X', name: 'X', kind: 'market', lon: 105.81, lat: 20.01, validFrom };
  const target = { townId, setting: 'any', streams: ['food'], effectiveOn: validFrom, share: 1 };
  const rows = {
    crews: await prisma.crew.findFirstOrThrow({ where: { townId, code: 'TO1' } }),
    cooperatives: await prisma.cooperative.findFirstOrThrow({ where: { townId } }),
    groups: await prisma.residentialGroup.create({
      data: { townId, unitId, code: 'X', name: 'X', households: 1, people: 1, geometry: SQUARE },
    }),
    generators: await prisma.generator.create({ data: place }),
    targets: await prisma.target.create({ data: target }),
    factors: await prisma.factor.create({ data: { townId, kind: 'fuel', value: 0.3, validFrom } }),
  };
  return {
    crews: rows.crews.id,
    cooperatives: rows.cooperatives.id,
    groups: rows.groups.id,
    generators: rows.generators.id,
    targets: rows.targets.id,
    factors: rows.factors.id,
  };
}

async function makeFaultyImport(): Promise<string> {
  const fault = {
    file: 'points',
    fileName: 'diem.csv',
    line: 2,
    column: 'lon',
    code: 'decimal-comma',
    value: '105,8',
    params: { suggestion: '105.8' },
  };
  const { prisma } = server.platform.database;
  const { id } = await prisma.areaImport.create({ data: { name: 'x', input: {}, state: 'done', faults: [fault] } });
  await keepImportFile(server.platform.blobs, id, 'points', Buffer.from('lon;code\n105,8;P1\n'));
  return id;
}

/** One way of asking a route about a row by its id. */
interface Asked {
  readonly address: string;
  /** What whoever may use the route is answered. */
  readonly status: number;
  readonly body?: object;
  /** Where only some of the roles that may use the route may see this row, the others being answered 404. */
  readonly seenBy?: readonly Role[];
}

/** What of each subject of the register is asked about, and who beside the office sees it. */
function registerRows(): Record<RegisterSubject, { id: string; of: readonly Role[]; archived?: number }> {
  return {
    points: { id: town.pointIds[0], of: ['ward-officer'] },
    trucks: { id: town.truckIds[0], of: ['cooperative'], archived: 409 },
    crews: { id: registered.crews, of: ['cooperative'], archived: 409 },
    shifts: { id: town.shiftIds[0], of: ['cooperative'] },
    facilities: { id: town.depotId, of: [], archived: 409 },
    cooperatives: { id: registered.cooperatives, of: ['cooperative'], archived: 409 },
    units: { id: town.unitIds[0], of: ['ward-officer'], archived: 409 },
    groups: { id: registered.groups, of: ['ward-officer'] },
    generators: { id: registered.generators, of: ['ward-officer'] },
    targets: { id: registered.targets, of: [] },
    factors: { id: registered.factors, of: [] },
  };
}

/** What is known of visits and weighings. */
function ofTheEvidence(): Record<string, readonly Asked[]> {
  const reason = { reason: 'Nhập nhầm' };
  const slip = { facilityId: town.landfillId, plate: '36C-999.99', number: 'X1', streams: ['food'], grossKg: 9000 };
  const corrected = { ...slip, ...reason, tareKg: 8000, weighedAt: '2024-11-25T01:00:00.000Z' };
  const nobodys = (address: string, body?: object): Asked[] => [{ address, status: 404, body }];
  return {
    'get /api/visits/:id': [
      { address: `/api/visits/${visitId}`, status: 200, seenBy: ['admin', 'dispatcher', 'manager', 'ward-officer'] },
      ...nobodys(`/api/visits/${uuidv7()}`),
    ],
    'post /api/tickets/:id/void': [
      { address: `/api/tickets/${ticketId}/void`, status: 200, body: reason },
      ...nobodys(`/api/tickets/${uuidv7()}/void`, reason),
    ],
    'get /api/reports/:id': [
      { address: `/api/reports/${reportIds.own}`, status: 200, seenBy: ['admin', 'manager', 'ward-officer'] },
      ...nobodys(`/api/reports/${reportIds.former}`),
    ],
    'get /api/reports/:id/file': [
      { address: `/api/reports/${reportIds.own}/file`, status: 409, seenBy: ['admin', 'manager', 'ward-officer'] },
      ...nobodys(`/api/reports/${reportIds.former}/file`),
    ],
    ...Object.fromEntries(
      (
        [
          ['take', {}, 200, alertIds.own],
          ['snooze', { minutes: 10 }, 200, alertIds.own],
          ['close', reason, 409, alertIds.over],
        ] as const
      ).map(([action, body, status, id]): [string, Asked[]] => [
        `post /api/alerts/:id/${action}`,
        [
          { address: `/api/alerts/${id}/${action}`, status, body },
          ...nobodys(`/api/alerts/${alertIds.former}/${action}`, body),
        ],
      ]),
    ),
    'patch /api/duties/:id': [{ address: `/api/duties/${uuidv7()}`, status: 428, body: {} }],
    'post /api/duties/:id/archive': [{ address: `/api/duties/${uuidv7()}/archive`, status: 428, body: {} }],
    'get /api/complaints/:id': [
      {
        address: `/api/complaints/${complaintId}`,
        status: 200,
        seenBy: ['admin', 'dispatcher', 'manager', 'ward-officer'],
      },
      ...nobodys(`/api/complaints/${uuidv7()}`),
    ],
    'get /api/public/complaints/:id': nobodys(`/api/public/complaints/${uuidv7()}`),
    'post /api/complaints/:id/answer': nobodys(`/api/complaints/${uuidv7()}/answer`, {
      answer: 'Xong',
      isJustified: true,
    }),
    'post /api/complaints/:id/point': nobodys(`/api/complaints/${uuidv7()}/point`, { pointId: town.pointIds[0] }),
    'post /api/duties/:id/files': nobodys(`/api/duties/${uuidv7()}/files`, {}),
    'get /api/duties/:id/files/:fileId': nobodys(`/api/duties/${uuidv7()}/files/${uuidv7()}`),
    'post /api/duties/:id/files/:fileId/remove': nobodys(`/api/duties/${uuidv7()}/files/${uuidv7()}/remove`, {}),
    'post /api/devices/:id/secret': nobodys(`/api/devices/${uuidv7()}/secret`, {}),
    'post /api/devices/:id/truck': nobodys(`/api/devices/${uuidv7()}/truck`, { truckId: null }),
    'delete /api/usual-routes/:id': nobodys(`/api/usual-routes/${uuidv7()}`),
    'post /api/incidents/:id/close': nobodys(`/api/incidents/${uuidv7()}/close`, { remark: 'Đã xử lý' }),
    'post /api/truck-checks/:id/withdraw': nobodys(`/api/truck-checks/${uuidv7()}/withdraw`, {}),
    'post /api/tallies/:id/withdraw': nobodys(`/api/tallies/${uuidv7()}/withdraw`, {}),
    'post /api/incidents/:id/withdraw': nobodys(`/api/incidents/${uuidv7()}/withdraw`, {}),
    'get /api/photos/:id': nobodys(`/api/photos/${uuidv7()}`),
    'get /api/tickets/:id/trips': nobodys(`/api/tickets/${uuidv7()}/trips`),
    'post /api/tickets/:id/correct': nobodys(`/api/tickets/${uuidv7()}/correct`, corrected),
    'post /api/tickets/:id/trip': nobodys(`/api/tickets/${uuidv7()}/trip`, { trip: null }),
    'post /api/plausibility/:id/close': nobodys(`/api/plausibility/${uuidv7()}/close`, reason),
    'post /api/register/imports/:id/undo': nobodys(`/api/register/imports/${uuidv7()}/undo`, {}),
  };
}

/** What is entered beside records: the ways in, and the calling off of what is not there. */
function besideTheRegister(): Record<string, readonly Asked[]> {
  const days = { from: '2026-12-01', to: '2026-12-02' };
  const document = { kind: 'insurance', expiresOn: '2027-01-01' };
  const entered: Record<string, { subject: RegisterSubject; body: object }> = {
    absences: { subject: 'trucks', body: { ...days, reason: 'maintenance' } },
    leaves: { subject: 'crews', body: { ...days, reason: 'leave' } },
    closures: { subject: 'facilities', body: { ...days, reason: 'Sửa cân' } },
    surveys: {
      subject: 'facilities',
      body: { day: '2026-11-01', remainingCubicMetres: 90_000, densityKgPerCubicMetre: 850, source: 'Biên bản đo' },
    },
    'closure-plans': {
      subject: 'facilities',
      body: { decidedOn: '2026-11-01', closesOn: '2027-12-31', source: 'QĐ 12/QĐ-UBND' },
    },
  };
  const rows = registerRows();
  const editors: readonly Role[] = ['admin', 'dispatcher'];
  const routes = [
    ...Object.entries(entered).map(([name, { subject, body }]) => ({ name, subject, body })),
    { name: 'documents', subject: 'trucks' as const, body: document },
    { name: 'documents', subject: 'crews' as const, body: document },
  ];
  return {
    ...Object.fromEntries(
      routes.flatMap(({ name, subject, body }): [string, Asked[]][] => {
        const { id, of } = rows[subject];
        const base = `/api/${subject}/${id}/${name}`;
        return [
          [`post /api/${subject}/:id/${name}`, [{ address: base, status: 201, body, seenBy: [...editors, ...of] }]],
          [
            `post /api/${subject}/:id/${name}/:entryId/cancel`,
            [{ address: `${base}/${uuidv7()}/cancel`, status: 404, body: {} }],
          ],
        ];
      }),
    ),
    'get /api/points/:id/calendar': [
      {
        address: `/api/points/${rows.points.id}/calendar`,
        status: 200,
        seenBy: ['admin', 'dispatcher', 'manager', 'ward-officer'],
      },
      { address: `/api/points/${uuidv7()}/calendar`, status: 404 },
    ],
    'get /api/units/:id/calendar': [
      {
        address: `/api/units/${rows.units.id}/calendar`,
        status: 200,
        seenBy: ['admin', 'dispatcher', 'manager', 'ward-officer'],
      },
      { address: `/api/units/${uuidv7()}/calendar`, status: 404 },
    ],
    // The street is on everybody's map; its calendar tells of the points that one may see.
    'get /api/streets/:id/calendar': [{ address: `/api/streets/${uuidv7()}/calendar`, status: 404 }],
    // Figures are the town's: a month is not a row that could be another's.
    'post /api/ledger/months/:month/close': [{ address: '/api/ledger/months/2199-11/close', status: 409, body: {} }],
    'post /api/ledger/months/:month/reopen': [
      { address: '/api/ledger/months/2199-11/reopen', status: 200, body: { reason: 'Không có gì' } },
    ],
    'put /api/holidays/:day': [
      {
        address: '/api/holidays/2031-05-05',
        status: 200,
        seenBy: editors,
        body: { name: 'Lễ hội', isOff: false, replacementDay: null },
      },
    ],
    'delete /api/holidays/:day': [{ address: '/api/holidays/2031-05-06', status: 404 }],
    'post /api/street-closures/:id/cancel': [
      { address: `/api/street-closures/${uuidv7()}/cancel`, status: 404, body: {} },
    ],
  };
}

function ofTheRegister(): Record<string, readonly Asked[]> {
  const office: readonly Role[] = ['admin', 'dispatcher', 'manager'];
  return Object.fromEntries(
    Object.entries(registerRows()).flatMap(([subject, { id, of, archived = 200 }]) =>
      (
        [
          ['get', '', 200, undefined],
          // Who does not say what the change is based on is not told whether there is such a record.
          ['patch', '', 428, {}],
          ['post', '/archive', archived, {}],
          ['post', '/restore', 200, {}],
        ] as const
      ).map(([method, rest, status, body]): [string, Asked[]] => [
        `${method} /api/${subject}/:id${rest}`,
        [
          {
            address: `/api/${subject}/${id}${rest}`,
            status,
            body,
            ...(status !== 428 && { seenBy: [...office, ...of] }),
          },
          // All subjects are looked up in one way: once is asked about what is nobody's.
          ...(subject === 'points' && status !== 428
            ? [{ address: `/api/${subject}/${uuidv7()}${rest}`, status: 404, body }]
            : []),
        ],
      ]),
    ),
  );
}

/** A leg of every by-id route: about a row of this area, and about rows that nobody here may see. */
function table(): Record<string, readonly Asked[]> {
  const plan = `/api/plans/${published.planId}`;
  const formerPlan = `/api/plans/${former.plan.planId}`;
  const notThere = `/api/plans/${uuidv7()}`;
  const ofAPlan = (rest: string, status: number, body?: object): Asked[] => [
    { address: plan + rest, status, body },
    { address: formerPlan + rest, status: 404, body },
    { address: notThere + rest, status: 404, body },
  ];
  const [ownRoute, routeOfAnother] = published.routeIds;
  const staff: readonly Role[] = ['admin', 'dispatcher', 'manager'];
  return {
    'get /api/areas/:id/base-map.pmtiles': [
      { address: `/api/areas/${town.townId}/base-map.pmtiles`, status: 200 },
      { address: `/api/areas/${uuidv7()}/base-map.pmtiles`, status: 404 },
    ],
    'post /api/areas/:id/activate': [
      { address: `/api/areas/${town.townId}/activate`, status: 200, body: {} },
      { address: `/api/areas/${uuidv7()}/activate`, status: 404, body: {} },
    ],
    'get /api/imports/:id': [
      { address: `/api/imports/${importId}`, status: 200 },
      { address: `/api/imports/${uuidv7()}`, status: 404 },
    ],
    'get /api/imports/:id/rejects.csv': [
      { address: `/api/imports/${importId}/rejects.csv`, status: 200 },
      { address: `/api/imports/${uuidv7()}/rejects.csv`, status: 404 },
    ],
    'get /api/imports/:id/marked/:file': [
      { address: `/api/imports/${importId}/marked/points`, status: 200 },
      { address: `/api/imports/${importId}/marked/trucks`, status: 404 },
      { address: `/api/imports/${uuidv7()}/marked/points`, status: 404 },
      { address: `/api/imports/${importId}/marked/..%2F..%2Fauth-secret`, status: 400 },
    ],
    'post /api/imports/:id/cancel': [
      { address: `/api/imports/${importId}/cancel`, status: 409, body: {} },
      { address: `/api/imports/${uuidv7()}/cancel`, status: 404, body: {} },
    ],
    'get /api/plans/:planId': ofAPlan('', 200),
    'post /api/plans/:planId/cancel': ofAPlan('/cancel', 409, {}),
    'get /api/plans/:planId/revisions/:number/town': [
      ...ofAPlan('/revisions/1/town', 200),
      { address: `${plan}/revisions/9/town`, status: 404 },
    ],
    'get /api/plans/:planId/revisions/:number/basis': ofAPlan('/revisions/1/basis', 200),
    'get /api/plans/:planId/revisions/:number': [
      ...ofAPlan('/revisions/1', 200),
      { address: `${plan}/revisions/9`, status: 404 },
    ],
    'get /api/plans/:planId/revisions/:number/diff/:other': [
      ...ofAPlan('/revisions/1/diff/1', 200),
      { address: `${plan}/revisions/1/diff/9`, status: 404 },
    ],
    'post /api/plans/:planId/replan': [
      { address: `/api/plans/${unpublished.planId}/replan`, status: 409, body: {} },
      { address: `${formerPlan}/replan`, status: 404, body: {} },
      { address: `${notThere}/replan`, status: 404, body: {} },
    ],
    'post /api/plans/:planId/replan/price': [
      { address: `/api/plans/${unpublished.planId}/replan/price`, status: 409, body: {} },
      { address: `${formerPlan}/replan/price`, status: 404, body: {} },
      { address: `${notThere}/replan/price`, status: 404, body: {} },
    ],
    'post /api/plans/:planId/what-ifs': [
      ...[plan, formerPlan, notThere].map((of) => ({
        address: `${of}/what-ifs`,
        // The fixture's revisions keep nothing to go on from.
        status: of === plan ? 409 : 404,
        body: { base: 1, cases: [{ kind: 'without-truck', truckId: town.truckIds[0] }] },
      })),
    ],
    'get /api/weeks/:date/proposals/:id': [
      { address: `/api/weeks/2026-11-23/proposals/${proposals.own}`, status: 200 },
      { address: `/api/weeks/2026-11-30/proposals/${proposals.own}`, status: 404 },
      { address: `/api/weeks/2026-11-23/proposals/${proposals.former}`, status: 404 },
    ],
    'post /api/weeks/:date/proposals/:id/cancel': [
      { address: `/api/weeks/2026-11-23/proposals/${proposals.own}/cancel`, status: 409, body: {} },
      { address: `/api/weeks/2026-11-23/proposals/${proposals.former}/cancel`, status: 404, body: {} },
    ],
    'post /api/weeks/:date/proposals/:id/accept': [
      { address: `/api/weeks/2026-11-23/proposals/${proposals.own}/accept`, status: 409, body: { from: '2199-01-01' } },
      {
        address: `/api/weeks/2026-11-23/proposals/${proposals.former}/accept`,
        status: 404,
        body: { from: '2199-01-01' },
      },
    ],
    'get /api/plans/:planId/what-ifs/:whatIfId': ofAPlan(`/what-ifs/${uuidv7()}`, 404),
    'post /api/plans/:planId/publish': [
      ...ofAPlan('/publish', 200, { revision: 1 }),
      { address: `${plan}/publish`, status: 404, body: { revision: 9 } },
    ],
    'post /api/plans/:planId/unpublish': [
      { address: `/api/plans/${unpublished.planId}/unpublish`, status: 200, body: {} },
      { address: `${formerPlan}/unpublish`, status: 404, body: {} },
      { address: `${notThere}/unpublish`, status: 404, body: {} },
    ],
    // The plan of the fixture is one of before editing: it is found, and cannot be edited.
    'post /api/plans/:planId/edits': ofAPlan('/edits', 409, { base: 1, moves: [{ visit: uuidv7(), to: null }] }),
    'post /api/plans/:planId/places': ofAPlan('/places', 409, { base: 1, visits: [uuidv7()] }),
    'post /api/plans/:planId/tidy': ofAPlan('/tidy', 409, { base: 1, trucks: [uuidv7()] }),
    'post /api/plans/:planId/head': ofAPlan('/head', 200, { base: 1, to: 1 }),
    'get /api/plans/:planId/locks': ofAPlan('/locks', 200),
    'post /api/plans/:planId/locks': ofAPlan('/locks', 200, {}),
    'get /api/plans/:planId/run-sheets.pdf': [
      ...ofAPlan('/run-sheets.pdf', 200),
      { address: `${plan}/run-sheets.pdf?revision=9`, status: 404 },
    ],
    'get /api/plans/:planId/instance.json': [
      ...ofAPlan('/instance.json', 200),
      { address: `${plan}/instance.json?revision=9`, status: 404 },
    ],
    'get /api/plans/:planId/plan.json': [
      ...ofAPlan('/plan.json', 200),
      { address: `${plan}/plan.json?revision=9`, status: 404 },
    ],
    ...Object.fromEntries(
      ['directions', 'route.gpx', 'route.geojson'].map((of) => [
        `get /api/plans/:planId/routes/:routeId/${of}`,
        [
          { address: `${plan}/routes/${ownRoute}/${of}`, status: 200 },
          { address: `${plan}/routes/${routeOfAnother}/${of}`, status: 200, seenBy: staff },
          {
            address: `/api/plans/${unpublished.planId}/routes/${unpublished.routeIds[0]}/${of}`,
            status: 200,
            seenBy: staff,
          },
          // The driver drives there too, and the plan is published; but the installation serves another area now.
          { address: `${formerPlan}/routes/${former.plan.routeIds[0]}/${of}`, status: 404 },
          { address: `${plan}/routes/${unpublished.routeIds[0]}/${of}`, status: 404 },
          { address: `${plan}/routes/${uuidv7()}/${of}`, status: 404 },
        ],
      ]),
    ),
    ...Object.fromEntries(
      (
        [
          ['get', '', 200, undefined],
          ['patch', '', 428, {}],
          ['get', '/sessions', 200, undefined],
          ['post', '/sessions/end', 200, { sessionId: 'none' }],
          ['post', '/access', 200, { kind: 'invitation' }],
          ['post', '/archive', 200, {}],
          ['post', '/restore', 200, {}],
        ] as const
      ).map(([method, rest, status, body]): [string, Asked[]] => [
        `${method} /api/accounts/:id${rest}`,
        [
          { address: `/api/accounts/${strangerId}${rest}`, status, body },
          { address: `/api/accounts/nobody${rest}`, status: status === 428 ? 428 : 404, body },
        ],
      ]),
    ),
    ...Object.fromEntries(
      ['', '/cut-off'].map((rest): [string, Asked[]] => [
        `post /api/phones/:id${rest}`,
        [
          { address: `/api/phones/${driverId}${rest}`, status: 200, body: {} },
          // Whoever may give phones must not get in as somebody who is more than a driver.
          { address: `/api/phones/${strangerId}${rest}`, status: 404, body: {} },
        ],
      ]),
    ),
    ...ofTheRegister(),
    ...besideTheRegister(),
    ...ofTheEvidence(),
    'post /api/simulations/:simulationId/stop': [
      { address: `/api/simulations/${simulationId}/stop`, status: 202, body: {} },
      { address: `/api/simulations/${former.simulationId}/stop`, status: 404, body: {} },
      { address: `/api/simulations/${uuidv7()}/stop`, status: 404, body: {} },
    ],
  };
}

describe('every route that is asked about a row by its id', () => {
  it('stands in the table', () => {
    const byId = server.routes.filter(({ path }) => path.replace('/:date', '').includes('/:'));
    expect(Object.keys(table()).sort()).toEqual(byId.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('answers each role with what is theirs, and with 401, 403 or 404 to the others', async () => {
    const rows = table();
    const isLetIn = (role: Role | null, { permission }: (typeof server.routes)[number]): boolean =>
      ['public', 'anybody'].includes(String(permission)) || (role !== null && mayUse(viewerAs(role), permission));
    for (const role of [null, ...ROLES]) {
      const check = async (route: (typeof server.routes)[number], row: (typeof rows)[string][number]) => {
        const { address, status, body, seenBy } = row;
        const forbidden = role === null ? 401 : 403;
        const seen = seenBy === undefined || (role !== null && seenBy.includes(role)) ? status : 404;
        const answer = await server.ask(role, route.method.toUpperCase(), address, body);
        const asked = `${role} ${route.method} ${address}`;
        expect([asked, answer.status]).toEqual([asked, isLetIn(role, route) ? seen : forbidden]);
      };
      for (const route of server.routes) {
        const every = rows[`${route.method} ${route.path}`] ?? [];
        // Who is not let in is not, whatever is asked for: one thing shows it.
        const asked = isLetIn(role, route) ? every : every.slice(0, 1);
        // What only reads is asked at once; what writes, one after the other.
        if (route.method === 'get') await Promise.all(asked.map((row) => check(route, row)));
        else for (const row of asked) await check(route, row);
      }
    }
  });
});

describe('what is read without an id', () => {
  const reads = (role: Role | null, address: string) => server.ask(role, 'GET', address);

  it('shows drivers and the public nothing of a day before it is published', async () => {
    expect((await reads('driver', `/api/own-route?date=${UNPUBLISHED_DAY}`)).body.code).toBe('no-own-route');
    expect((await reads(null, `/api/public/arrivals?date=${UNPUBLISHED_DAY}`)).body).toMatchObject({ arrivals: [] });
    const mine = await reads('driver', `/api/own-route?date=${DAY}`);
    expect(mine.body).toMatchObject({ id: published.routeIds[0], truckId: town.truckIds[0] });
    expect(JSON.stringify(mine.body)).not.toContain(town.truckIds[1]);
  });

  it('holds nothing of an area that was served before', async () => {
    const theirs = [former.plan.planId, ...former.town.truckIds, ...former.town.pointIds];
    for (const address of [
      '/api/town',
      '/api/plans',
      `/api/weeks/${DAY}`,
      `/api/day/${DAY}`,
      '/api/coverage',
      '/api/simulations/current',
    ]) {
      const text = JSON.stringify((await reads('dispatcher', address)).body);
      expect([address, theirs.filter((id) => text.includes(id))]).toEqual([address, []]);
    }
  });

  it('names the devices of trucks, which let whoever knows them report positions, to nobody who only looks', async () => {
    const devicesFor = async (role: Role) =>
      ((await reads(role, '/api/town')).body.trucks as { deviceId: string | null }[]).map(({ deviceId }) => deviceId);
    expect(await devicesFor('dispatcher')).toEqual(['xe-1', 'xe-2']);
    expect(await devicesFor('manager')).toEqual([null, null]);
  });
});

describe('a report', () => {
  it('is not taken about a truck or a stop of an area that was served before', async () => {
    const [theirStop] = former.plan.stops.filter(({ kind }) => kind === 'point');
    const [ownStop] = published.stops.filter(({ kind }) => kind === 'point');
    const event = (members: object) => ({
      id: uuidv7(),
      kind: 'served',
      doneAt: '2024-11-24T21:20:00.000Z',
      ...members,
    });
    const report = async (role: Role, members: object) =>
      (await server.ask(role, 'POST', '/api/field-events', { events: [event(members)] })).status;
    expect(await report('driver', { truckId: theirStop.truckId, stopId: theirStop.id })).toBe(403);
    expect(await report('dispatcher', { truckId: theirStop.truckId, stopId: theirStop.id })).toBe(400);
    expect(await report('driver', { truckId: ownStop.truckId, stopId: theirStop.id })).toBe(400);
    expect(await report('driver', { truckId: ownStop.truckId, stopId: ownStop.id })).toBe(200);
    const retraction = (truckId: string) => ({ ...event({}), kind: undefined, truckId, fieldEventId: uuidv7() });
    for (const role of ['driver', 'dispatcher'] as const) {
      const takeBack = async (path: string, body: object) => (await server.ask(role, 'POST', path, body)).status;
      expect(await takeBack('/api/retractions', retraction(theirStop.truckId))).toBe(403);
      const retractions = [retraction(ownStop.truckId), retraction(theirStop.truckId)];
      expect(await takeBack('/api/retraction-batches', { retractions })).toBe(403);
    }
  });
});
