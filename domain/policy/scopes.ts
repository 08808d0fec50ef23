import type { Condition } from './condition.ts';
import type { Subject } from './permissions.ts';
import type { Membership, ScopeKind } from './roles.ts';

/** Which rows of a subject belong to the thing of this id. */
type Belonging = (id: string) => Condition;

/**
 * How the rows of each subject belong to what a role can be held over; `person` is the driver, by the crews they drive with. Where
 * nothing stands, a membership over such a thing gives nothing of the subject. To a town everything belongs.
 */
const BELONGS: Readonly<Record<Subject, Partial<Record<Exclude<ScopeKind, 'town'> | 'person', Belonging>>>> = {
  town: {},
  plan: {},
  area: {},
  devices: {},
  simulation: {},
  alerts: {},
  coverage: { unit: (id) => ({ id }) },
  fleet: trucks(),
  field: trucks(),
  incidents: {},
  checks: {},
  trucks: trucks(),
  'own-route': {
    truck: (truckId) => ({ truckId }),
    person: (driverUserId) => ({ shift: { is: { crew: { is: { driverUserId } } } } }),
  },
  points: { cooperative: (cooperativeId) => ({ cooperativeId }), unit: (unitId) => ({ unitId }) },
  crews: { cooperative: (cooperativeId) => ({ cooperativeId }) },
  shifts: {
    cooperative: (cooperativeId) => ({ truck: { is: { cooperativeId } } }),
    truck: (truckId) => ({ truckId }),
  },
  facilities: { facility: (id) => ({ id }) },
  cooperatives: { cooperative: (id) => ({ id }) },
  units: { unit: (id) => ({ id }) },
  groups: { unit: (unitId) => ({ unitId }) },
  generators: { unit: (unitId) => ({ unitId }) },
  targets: {},
  factors: {},
  holidays: {},
  closures: {},
  tickets: {
    facility: (facilityId) => ({ facilityId }),
    cooperative: (cooperativeId) => ({ truck: { is: { cooperativeId } } }),
    truck: (truckId) => ({ truckId }),
  },
  visits: ofPoint(),
  tallies: ofPoint(),
  complaints: { cooperative: (cooperativeId) => ({ cooperativeId }), unit: (unitId) => ({ unitId }) },
  ledger: { cooperative: (cooperativeId) => ({ cooperativeId }), unit: (unitId) => ({ unitId }) },
  duties: {},
  'open-data': {},
  reports: { cooperative: (cooperativeId) => ({ cooperativeId }), unit: (unitId) => ({ unitId }) },
  accounts: {},
  phones: {},
  changes: {},
};

function ofPoint(): Partial<Record<'cooperative' | 'unit', Belonging>> {
  return {
    cooperative: (cooperativeId) => ({ point: { is: { cooperativeId } } }),
    unit: (unitId) => ({ point: { is: { unitId } } }),
  };
}

function trucks(): Partial<Record<Exclude<ScopeKind, 'town'> | 'person', Belonging>> {
  return {
    cooperative: (cooperativeId) => ({ cooperativeId }),
    truck: (id) => ({ id }),
    person: (driverUserId) => ({ shifts: { some: { crew: { is: { driverUserId } } } } }),
  };
}

/** Rows that do not say of which town they are: accounts, which are of none, and routes, whose plan says it. */
const OF_NO_TOWN: ReadonlySet<Subject> = new Set(['town', 'area', 'accounts', 'phones', 'own-route']);

/**
 * Which rows of a subject a membership reaches; `null`: none. `{}` is every row.
 *
 * @param userId whose membership it is
 */
export function reachOf(subject: Subject, membership: Membership, userId: string): Condition | null {
  const { role, scopeKind, scopeId, townId } = membership;
  const ofTown: Condition = townId === null || OF_NO_TOWN.has(subject) ? {} : { townId };
  if (role === 'driver' && scopeKind === 'town') {
    const own = BELONGS[subject].person?.(userId);
    return own === undefined ? null : { ...ofTown, ...own };
  }
  if (scopeKind === 'town') return ofTown;
  const belonging = BELONGS[subject][scopeKind];
  return scopeId === null || belonging === undefined ? null : belonging(scopeId);
}
