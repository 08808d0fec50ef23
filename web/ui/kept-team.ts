import { z } from 'zod';
import { activeAreaSchema } from '../../domain/areas.ts';
import { meSchema } from './api/forms.ts';
import { TEAM_KEY, forgetTeam } from './forget-kept.ts';

/** What a team's page needs to be drawn without the server. */
const keptTeamSchema = z.object({ me: meSchema, area: activeAreaSchema });
type KeptTeam = z.infer<typeof keptTeamSchema>;

/** Keeps who enters tallies on this phone. */
export function keepTeam(team: KeptTeam): void {
  try {
    localStorage.setItem(TEAM_KEY, JSON.stringify(team));
  } catch {
    // No room: tallies need it more.
    forgetTeam();
  }
}

/** Who enters tallies on this phone; `null` when there is none, or when another version of the app wrote it. */
export function keptTeam(): KeptTeam | null {
  try {
    const read = keptTeamSchema.safeParse(JSON.parse(localStorage.getItem(TEAM_KEY) ?? 'null'));
    return read.success ? read.data : null;
  } catch {
    // Half written: it is loaded anew.
    return null;
  }
}
