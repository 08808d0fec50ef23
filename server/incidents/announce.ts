import type { IncidentView } from '../../domain/incidents/incidents.ts';
import type { Platform } from '../../platform/platform.ts';

/** Tells the office's pages of an incident that is committed: who misses it reads it. */
export async function announceIncident({ bus, logger }: Platform, incident: IncidentView): Promise<void> {
  try {
    await bus.publish('incident', incident);
  } catch (error) {
    logger.warn({ err: error }, 'incident not announced');
  }
}
