import { z } from 'zod';
import { activeAreaSchema } from '../../domain/areas.ts';
import { meSchema } from './api/queries.ts';

/** What a team's page needs to be drawn without the server. */
const keptTeamSchema = z.object({ me: meSchema, area: activeAreaSchema });
type KeptTeam = z.infer<typeof keptTeamSchema>;

/** One account: whoever comes next on this phone takes its place. */
const KEY = 'tuyen-xanh.team';

/** Keeps who enters tallies on this phone. */
export function keepTeam(team: KeptTeam): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(team));
  } catch {
    // No room: tallies need it more.
    forgetTeam();
  }
}

/** Who enters tallies on this phone; `null` when there is none, or when another version of the app wrote it. */
export function keptTeam(): KeptTeam | null {
  try {
    const read = keptTeamSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Half written: it is loaded anew.
    return null;
  }
}

/** To be called whenever it may be somebody else. */
export function forgetTeam(): void {
  localStorage.removeItem(KEY);
}
