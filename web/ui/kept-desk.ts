import { z } from 'zod';
import { activeAreaSchema } from '../../domain/areas.ts';
import { weighbridgeSchema } from '../../domain/tickets/tickets.ts';
import { meSchema } from './api/queries.ts';

/** What a clerk's page needs to be drawn without the server. */
const keptDeskSchema = z.object({ me: meSchema, area: activeAreaSchema, weighbridge: weighbridgeSchema });
type KeptDesk = z.infer<typeof keptDeskSchema>;

/** One desk of one person: whoever comes next on this device takes its place. */
const KEY = 'tuyen-xanh.desk';

/** Keeps `desk` on this device, for a reload without a network. */
export function keepDesk(desk: KeptDesk): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(desk));
  } catch {
    // No room: tickets need it more.
    forgetDesk();
  }
}

/** The desk kept on this device; `null` when there is none, or when another version of the app wrote it. */
export function keptDesk(): KeptDesk | null {
  try {
    const read = keptDeskSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Half written: it is loaded anew.
    return null;
  }
}

/** To be called whenever the one at this device may be another. */
export function forgetDesk(): void {
  localStorage.removeItem(KEY);
}
