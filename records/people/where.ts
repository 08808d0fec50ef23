import { scopeOf } from '../../domain/policy/may.ts';
import type { Permission, Subject, SubjectOf } from '../../domain/policy/permissions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** The table each subject's rows stand in, as its `where`. */
interface WhereOfSubject {
  readonly points: Prisma.CollectionPointWhereInput;
  readonly trucks: Prisma.TruckWhereInput;
  readonly fleet: Prisma.TruckWhereInput;
  readonly field: Prisma.TruckWhereInput;
  readonly crews: Prisma.CrewWhereInput;
  readonly shifts: Prisma.ShiftWhereInput;
  readonly facilities: Prisma.FacilityWhereInput;
  readonly cooperatives: Prisma.CooperativeWhereInput;
  readonly units: Prisma.UnitWhereInput;
  readonly coverage: Prisma.UnitWhereInput;
  readonly groups: Prisma.ResidentialGroupWhereInput;
  readonly generators: Prisma.GeneratorWhereInput;
  readonly factors: Prisma.FactorWhereInput;
  readonly targets: Prisma.TargetWhereInput;
  readonly tickets: Prisma.TicketWhereInput;
  readonly visits: Prisma.VisitWhereInput;
  readonly tallies: Prisma.TallyWhereInput;
  readonly incidents: Prisma.IncidentWhereInput;
  readonly checks: Prisma.TruckCheckWhereInput;
  readonly ledger: Prisma.LedgerCellWhereInput;
  readonly duties: Prisma.DutyWhereInput;
  readonly complaints: Prisma.ComplaintWhereInput;
  readonly reports: Prisma.ReportWhereInput;
  readonly alerts: Prisma.AlertWhereInput;
  readonly 'own-route': Prisma.RouteWhereInput;
}
/** Of Prisma 7.10 an empty `OR` finds nothing only where it stands alone: within `AND` it is left out, and finds everything. */
const NOTHING = { id: { in: [] } };

type WhereOf<S extends Subject> = S extends keyof WhereOfSubject ? WhereOfSubject[S] : object;

/**
 * The rows somebody may do this to, as `where`: `findFirst({ where: { AND: [{ id }, whereOf(viewer, 'trucks.edit')] } })`. Who holds
 * the permission over nothing gets a `where` that finds nothing.
 */
export function whereOf<P extends Permission>(viewer: Viewer, permission: P): WhereOf<SubjectOf<P>> {
  // The policy is pure and knows no table; where.db.test.ts asks the database every condition it can make.
  const scope = scopeOf(viewer, permission);
  return (scope.OR?.length === 0 ? NOTHING : scope) as WhereOf<SubjectOf<P>>;
}
