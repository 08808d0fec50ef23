import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../domain/policy/may.ts';
import { PERMISSION_NAMES, type Permission } from '../../domain/policy/permissions.ts';
import { ROLES, SCOPES_OF_ROLE, type Viewer } from '../../domain/policy/roles.ts';
import { openDatabase } from '../../platform/database.ts';
import { makeTown, type TestTown } from '../../server/fixtures/town.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { giveAccount } from './give-account.ts';
import { whereOf } from './where.ts';

let database: TestDatabase;
let db: ReturnType<typeof openDatabase>;
let town: TestTown;
let driverId: string;
/** Ids of every kind of thing a role can be held over, of this town and of none. */
let scopeIds: readonly string[];

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  driverId = await giveAccount(db, { email: 'driver@demo.local', name: 'Lái xe', memberships: [] });
  await makeTown(db.prisma);
  await db.prisma.town.updateMany({ data: { isActive: false } });
  town = await makeTown(db.prisma);
  const cooperatives = await db.prisma.cooperative.findMany();
  scopeIds = [...cooperatives.map(({ id }) => id), ...town.unitIds, ...town.truckIds, town.landfillId, uuidv7()];
  await db.prisma.collectionPoint.updateMany({
    where: { id: town.pointIds[0] },
    data: { cooperativeId: cooperatives[0]?.id ?? null },
  });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const role = fc.constantFrom(...ROLES);
const viewers = fc
  .array(
    role.chain((held) => fc.tuple(fc.constant(held), fc.constantFrom(...SCOPES_OF_ROLE[held]), fc.nat())),
    { maxLength: 3 },
  )
  .chain((held) => fc.record({ held: fc.constant(held), isDriver: fc.boolean(), isOfOneTown: fc.boolean() }))
  .map(
    ({ held, isDriver, isOfOneTown }): Viewer => ({
      id: isDriver ? driverId : 'nobody',
      memberships: held.map(([role, scopeKind, pick]) => ({
        role,
        scopeKind,
        scopeId: scopeKind === 'town' ? null : (scopeIds[pick % scopeIds.length] ?? null),
        townId: isOfOneTown ? town.townId : null,
      })),
    }),
  );

/** How each subject's rows are found, with what the policy asks of them read along. */
const crewOfShift = { shift: { include: { crew: true } } };
function tables() {
  const { prisma } = db;
  const trucks = (where: object) => prisma.truck.findMany({ where, include: { shifts: { include: { crew: true } } } });
  return {
    'points.read': (where: object) => prisma.collectionPoint.findMany({ where }),
    'trucks.read': trucks,
    'fleet.watch': trucks,
    'field.report': trucks,
    'crews.read': (where: object) => prisma.crew.findMany({ where }),
    'shifts.read': (where: object) => prisma.shift.findMany({ where, include: { truck: true } }),
    'facilities.read': (where: object) => prisma.facility.findMany({ where }),
    'cooperatives.read': (where: object) => prisma.cooperative.findMany({ where }),
    'units.read': (where: object) => prisma.unit.findMany({ where }),
    'coverage.read': (where: object) => prisma.unit.findMany({ where }),
    'groups.read': (where: object) => prisma.residentialGroup.findMany({ where }),
    'targets.read': (where: object) => prisma.target.findMany({ where }),
    'tickets.read': (where: object) => prisma.ticket.findMany({ where, include: { truck: true } }),
    'visits.read': (where: object) => prisma.visit.findMany({ where, include: { point: true } }),
    'own-route.read': (where: object) => prisma.route.findMany({ where, include: crewOfShift }),
  } satisfies Partial<Record<Permission, (where: object) => Promise<object[]>>>;
}

describe('the policy', () => {
  it.each([
    'points.read',
    'trucks.read',
    'fleet.watch',
    'field.report',
    'crews.read',
    'shifts.read',
    'facilities.read',
    'cooperatives.read',
    'units.read',
    'coverage.read',
    'groups.read',
    'targets.read',
    'tickets.read',
    'visits.read',
    'own-route.read',
  ] as const)('finds by %s in the database exactly the rows it lets through one by one', async (permission) => {
    const read: (where: object) => Promise<{ id: string }[]> = tables()[permission];
    const all = await read({});
    await fc.assert(
      fc.asyncProperty(viewers, async (viewer) => {
        const admitted = all.filter((row) => may(viewer, permission, row)).map(({ id }) => id);
        const where = whereOf(viewer, permission);
        // As queries put it: alone, beside other conditions, and within them.
        const known = { id: { in: all.map(({ id }) => id) } };
        for (const asked of [
          where,
          { AND: [where] },
          { AND: [known, where] },
          { AND: [{ AND: [where, {}] }, known] },
        ]) {
          const found = await read(asked);
          expect(found.map(({ id }) => id).sort(), JSON.stringify(asked)).toEqual(admitted.toSorted());
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lets nobody without a membership do anything', () => {
    expect(PERMISSION_NAMES.filter((permission) => may({ id: 'x', memberships: [] }, permission))).toEqual([]);
  });
});
