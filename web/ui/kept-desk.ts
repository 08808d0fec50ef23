import { z } from 'zod';
import { activeAreaSchema } from '../../domain/areas.ts';
import { weighbridgeSchema } from '../../domain/tickets/tickets.ts';
import { meSchema } from './api/forms.ts';
import { DESK_KEY, forgetDesk } from './forget-kept.ts';

/** What a clerk's page needs to be drawn without the server. */
const keptDeskSchema = z.object({ me: meSchema, area: activeAreaSchema, weighbridge: weighbridgeSchema });
type KeptDesk = z.infer<typeof keptDeskSchema>;

/** Keeps `desk` on this device, of one person: whoever comes next takes its place; for a reload without a network. */
export function keepDesk(desk: KeptDesk): void {
  try {
    localStorage.setItem(DESK_KEY, JSON.stringify(desk));
  } catch {
    // No room: tickets need it more.
    forgetDesk();
  }
}

/** The desk kept on this device; `null` when there is none, or when another version of the app wrote it. */
export function keptDesk(): KeptDesk | null {
  try {
    const read = keptDeskSchema.safeParse(JSON.parse(localStorage.getItem(DESK_KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Half written: it is loaded anew.
    return null;
  }
}
