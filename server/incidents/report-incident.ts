import { dayOf } from '../../domain/day-of.ts';
import type { IncidentInput, IncidentView } from '../../domain/incidents/incidents.ts';
import type { Language } from '../../domain/languages.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeIncident } from '../../records/incidents/incidents.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { checkMayReport } from '../field/may-report.ts';
import { faultsOfTold } from '../field/told-of-truck.ts';
import type { SignedIn } from '../http/route.ts';
import { announceIncident } from './announce.ts';
import { incidentProblem } from './problems.ts';

/**
 * Stores an incident that a device reports; committed when it returns. The same again changes nothing.
 *
 * @throws Problem `not-your-truck`, `incident-does-not-fit`, `incident-differs`
 */
export async function reportIncident(
  platform: Platform,
  town: ActiveTown,
  asker: SignedIn,
  input: IncidentInput,
  language: Language,
): Promise<IncidentView> {
  const { prisma } = platform.database;
  await checkMayReport(prisma, town, asker, [input]);
  const doneAt = new Date(input.doneAt);
  const told = { ...input, day: input.day ?? dayOf(doneAt, town.timeZone) };
  const errors = await faultsOfTold(platform, town, { ...told, doneAt }, language);
  if (errors.length > 0) throw incidentProblem('incident-does-not-fit', {}, { errors });
  const written = await writeIncident(prisma, town.id, asker, told);
  if (written === 'differs') throw incidentProblem('incident-differs');
  if (written.isNew) await announceIncident(platform, written.incident);
  return written.incident;
}
